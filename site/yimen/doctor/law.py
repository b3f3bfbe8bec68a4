"""The law in the tables: the calendar of the year, the programmes in force, the values that are needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from casework.models import Appointment, Redating
from casework.rules.redating import fingerprint
from intake_bot.queries import chat_settings
from policies import queries as law
from policies.calendar_seed import LAST_YEAR
from policies.models import CalendarYear, Jurisdiction, Programme, ProgrammeVersion, Unit
from policies.rules.parameters import ParameterTable
from yimen.doctor.finding import Finding, Visit, bad, good, hint

CALENDAR, PROGRAMMES, VALUES = "工作日表 calendar", "规则 programmes", "参数 parameters"
SERVED = "服务哪里 place"
CHOOSING = "在 后台 → 设置 → 聊天设置 里写明辖区代号;不归这里管的地方,不要建村"
PHONES, MOST = "电话 phones", 5
REDATING = "时限重算 redating"
LONG = timedelta(minutes=30)
NOVEMBER = 11
# Which value which step cannot do without: a posting its days, a payment by difference the standard.
NEEDED = (("posting_days", "post"), ("standard", "review"))
BY_STANDARD = ("dibao",)


def calendar(visit: Visit) -> Iterator[Finding]:
    """Look whether this year's days off are known, and from November on next year's."""
    known = sorted(CalendarYear.objects.filter(complete=True).values_list("year", flat=True))
    span = f"{known[0]}–{known[-1]} 年" if known else "一年也没有"
    year = visit.today.year
    if year not in known:
        yield bad(CALENDAR, f"没有 {year} 年的放假和调休(现有:{span})", _entering(year))
    elif visit.today.month >= NOVEMBER and year + 1 not in known:
        said = f"还没有 {year + 1} 年的(现有:{span});过年以后的时限只写“暂定”"
        yield hint(CALENDAR, said, _entering(year + 1))
    else:
        yield good(CALENDAR, f"现有:{span}")


def _entering(year: int) -> str:
    if year <= LAST_YEAR:
        return "运行 manage.py packs load national"
    return f"国务院办公厅的放假通知一出来,在 后台 → 工作日历 里录入 {year} 年的节假日与调休"


def redating(visit: Visit) -> Iterator[Finding]:
    """Look whether the running limits stand on the calendar as it is, or somebody's correction got stuck."""
    latest = Redating.objects.first()
    if latest is not None and latest.done_at is None and visit.now > latest.begun_at + LONG:
        said = f"日历改动(编号 {latest.pk})以后,在办的时限还没有重算完"
        yield bad(REDATING, said, "看看后台进程(worker、beat)是不是在跑;它一分钟接着算一批")
    elif latest is not None and latest.calendar != fingerprint(law.calendar()):
        yield hint(REDATING, "工作日表刚改过,在办的时限马上重算", "一分钟后再看")
    else:
        yield good(REDATING, "在办的时限和工作日表一致")


def programmes(visit: Visit) -> Iterator[Finding]:
    """Look whether every place with offices at work has law in force, and name what has run out."""
    places = list(_at_work())
    if not places:
        count = Jurisdiction.objects.count()
        yield visit.serious(
            PROGRAMMES,
            f"装了 {count} 个地方的规则,还没有任命人员",
            "在后台建好单位和岗位,或者运行 manage.py demo",
        )
    for place in places:
        yield _programmes_of(place, visit)


def _programmes_of(place: Jurisdiction, visit: Visit) -> Finding:
    every = Programme.objects.filter(jurisdiction=place)
    running = set(
        ProgrammeVersion.objects.in_force(visit.today)
        .filter(programme__in=every)
        .values_list("programme_id", flat=True)
    )
    expired = "、".join(programme.name for programme in every if programme.pk not in running)
    said = f"{place.short_name},{len(running)} 个项目有效"
    if not running:
        return bad(
            PROGRAMMES, f"{place.short_name}没有一个项目有效({expired or '没有规则包'})", _renewing(place)
        )
    if expired:
        return hint(PROGRAMMES, f"{said};已经失效:{expired}", _renewing(place))
    return good(PROGRAMMES, said)


def _renewing(place: Jurisdiction) -> str:
    return f"有了新文件:manage.py packs diff {place.code} 看改动,packs load {place.code} 发布"


def parameters(visit: Visit) -> Iterator[Finding]:
    """Look for silences that will refuse somebody's act: the desk would only learn of them at the counter."""
    for place in _at_work():
        silent = sorted(set(_silent(place, visit)))
        if silent:
            said = f"{place.short_name}没有载明:{'、'.join(silent)};用到的那一步会办不下去"
            yield visit.serious(VALUES, said, "在 后台 → 规则 → 参数 里填数值、依据和理由")
        else:
            yield good(VALUES, f"{place.short_name},办件要用的都有")


def _silent(place: Jurisdiction, visit: Visit) -> Iterator[str]:
    for version in law.programmes(place.code, visit.today):
        book = law.rulebook(version.pk)
        for key, step in NEEDED:
            if book.spec.step(step) is None or (key == "standard" and book.spec.code not in BY_STANDARD):
                continue
            if _is_silent(book.parameters, key, visit):
                yield f"{book.spec.short or book.spec.name}的{book.parameters.label(key)}"


def _is_silent(values: ParameterTable, key: str, visit: Visit) -> bool:
    """Say whether neither a value for everybody nor one for some (urban, rural) is in force."""
    scopes = {row.scope for row in values.rows if row.key == key} | {""}
    return all(values.get(key, visit.today, scope) is None for scope in scopes)


def served(visit: Visit) -> Iterator[Finding]:
    """Look whether it is certain which place the chat and the site serve where nobody has named a village yet."""
    places, chosen = law.served_places(), chat_settings().place
    names = "、".join(f"{place.short_name}({place.code})" for place in places)
    if chosen and not any(place.code == chosen for place in places):
        yield visit.serious(
            SERVED, f"聊天设置里的辖区“{chosen}”没有村(社区);现有:{names or '一个也没有'}", CHOOSING
        )
    elif not chosen and len(places) > 1:
        said = f"有村(社区)的地方不止一个:{names};没有选,聊天和网站先按{places[0].short_name}的规定答"
        yield visit.serious(SERVED, said, CHOOSING)
    else:
        yield good(SERVED, f"{chosen or names or '还没有建村(社区)'}")


def phones(visit: Visit) -> Iterator[Finding]:
    """Look whether every public page has a number to ring: the place's hotline, and one at each office (QY-3.3.2a)."""
    seats = set(Appointment.objects.values_list("unit__code", flat=True))
    for place in _at_work():
        offices = Unit.objects.filter(jurisdiction=place, level=Unit.Level.TOWNSHIP, phone="").order_by(
            "code"
        )
        missing = [] if place.hotline else ["监督电话"]
        missing += [
            f"{office.short_name}的咨询电话"
            for office in offices
            if any(code.startswith(office.code) for code in seats)
        ]
        if missing:
            said = f"{place.short_name}没有{'、'.join(missing[:MOST])}{'等' if len(missing) > MOST else ''}"
            yield visit.serious(PHONES, said, "在 后台 → 规则 → 地方、单位 里填电话;公示和文书上都要印")
        else:
            yield good(PHONES, f"{place.short_name},监督电话和各单位的咨询电话都有")


def _at_work() -> Iterator[Jurisdiction]:
    """Yield the places in which somebody holds a post: the others are packs on the shelf."""
    yield from Jurisdiction.objects.filter(pk__in=Appointment.objects.values("unit__jurisdiction")).order_by(
        "code"
    )
