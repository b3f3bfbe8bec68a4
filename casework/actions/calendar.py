"""Entering a year's holidays, and re-dating the running deadlines that stand on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction

from casework.ledger.redating import redate_batch
from casework.models import Redating
from casework.rules.redating import counted, fingerprint
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies import queries as law
from policies.actions.calendar import enter_year
from policies.calendar_seed import SeedDay
from policies.rules.holiday_notice import DayChange, NoticeDay, changed_days

BATCH = 500
SETTLED = timedelta(minutes=2)
"""Longer than any act takes: what was under way when the table changed has ended, and has been seen."""
BY_TABLE, BY_VALUE, FIRST = "工作日表有改动", "按天数算的时限有改动", "第一次核对"


def enter_holidays(
    *, year: int, days: Iterable[NoticeDay], source: str, seen: str, actor: Actor, by_name: str, at: datetime
) -> Redating:
    """Enter a year as complete, write down who did it and which days changed, and begin to re-date.

    `seen` is the fingerprint of the calendar that the preview stood on. Raises `StepRefused` (`stale`)
    when the table has changed since.
    """
    with transaction.atomic():
        before = law.calendar()
        if fingerprint(before) != seen:
            raise StepRefused("工作日表刚刚被别人改过，请重新看一遍再录", code="stale")
        enter_year(year=year, days=[SeedDay(one.day, one.working, one.name) for one in days], source=source)
        after = law.calendar()
        changes = changed_days(before, after)
        what = f"{year} 年：{len(changes)} 天有变" if year in before.known_years else f"录入 {year} 年"
        return _begin(
            fingerprint(after),
            at,
            what=what,
            source=source,
            days=[_kept(change) for change in changes],
            by_id=actor.officer or None,
            by_name=by_name[:60],
            values=counted(law.counted_values()),
        )


def _kept(change: DayChange) -> dict[str, object]:
    return {"day": change.day.isoformat(), "was": change.was, "now": change.now}


def redate(*, at: datetime, limit: int = BATCH) -> int:
    """Bring the next cases' running deadlines in line with the law; return how many cases were looked at.

    Whoever changed it, by whatever way: a pass begins when the calendar, or a value that counts days, is not the
    one of the last pass; so a queue never stands in the order of a limit that holds no more. Doing it again changes nothing. A pass is done when it has gone through all cases a second time,
    `SETTLED` after it began, so that an act that was under way has not left an old date behind.
    """
    with transaction.atomic():
        pass_ = _current(at)
        if pass_.done_at is not None or (pass_.rounds and at < pass_.begun_at + SETTLED):
            return 0
        cases = redate_batch(pass_, limit)
        pass_.cursor = cases[-1].pk if len(cases) == limit else None
        if pass_.cursor is None:
            pass_.rounds += 1
            if at >= pass_.begun_at + SETTLED:
                pass_.done_at = at
        pass_.save(update_fields=["cursor", "rounds", "done_at"])
        return len(cases)


def _current(at: datetime) -> Redating:
    """Return the pass of the calendar as it stands, locked; begin one where the table has changed."""
    sign, values = fingerprint(law.calendar()), counted(law.counted_values())
    rows = Redating.objects.order_by("-pk")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    latest = rows.first()
    if latest is not None and (latest.calendar, latest.values) == (sign, values):
        return latest
    return _begin(sign, at, what=_what(latest, sign), values=values)


def _what(latest: Redating | None, sign: str) -> str:
    if latest is None:
        return FIRST
    if latest.calendar != sign:
        return BY_TABLE
    return BY_VALUE if latest.values else FIRST


def _begin(sign: str, at: datetime, **said: object) -> Redating:
    """Begin a pass; one that was still under way is overtaken, the new one looks at every case."""
    Redating.objects.filter(done_at=None).update(done_at=at)
    return Redating.objects.create(calendar=sign, begun_at=at, **said)
