"""Publishing: a posting of one case, the standing roster of a village, and taking down what is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from casework import outbox
from casework.models import Case, Event, HouseholdMember
from casework.rules import flow
from casework.rules.asking import day_of
from casework.rules.facts import Facts
from casework.rules.retract import untold
from notices.actions.shelving import ROSTER, queue_bake
from notices.models import Notice, Publication, PublicRow
from notices.queries import announcement_form, letterhead
from notices.rules import announcement
from notices.rules.projection import Shown, check_columns, project
from policies import queries as law
from policies.models import Programme, Unit
from policies.rules.masks import NameMask, mask_name
from policies.rules.programme import Column
from policies.rules.rulebook import RuleBook

NAME_MASK = (
    "name_mask"  # a place may print 张*明 instead of the name the law orders; full where it says nothing
)
STANDING = ("confirmed", "active", "changing", "ended")
PLACE_OF_ROSTER = "announce"


def publish_posting(*, event: Event, now: datetime) -> Publication:
    """Put up the posting that an event `post` or `repost` orders; heard twice, the same posting is returned.

    An earlier posting of the same subject comes down. Its last day is the one the event counted.
    """
    with transaction.atomic():
        case = _case(event.case_id)
        found = Publication.objects.filter(cause=event).first()
        if found is not None:
            return found
        book = law.rulebook(case.version_id, unit=case.unit_id)
        subject, last_day = str(event.data["subject"]), date.fromisoformat(event.data["last_day"])
        _end_earlier(case, subject, event.at)
        columns = book.spec.posting_columns
        publication = Publication.objects.create(
            kind="posting",
            subject=subject,
            unit=case.unit,
            programme_id=case.programme_id,
            case=case,
            cause=event,
            title=_title(book, subject),
            columns=_frozen(columns),
            basis=event.clause,
            visible_from=event.at,
            last_day=last_day,
        )
        shown = _shown(case, book, columns, subject, day_of(event.at))
        _write(publication, [(shown, day_of(event.at), last_day)])
        queue_bake(publication, reason=f"event:{event.pk}", at=now)
    return publication


def withdraw_posting(*, event: Event, now: datetime) -> int:
    """Take down what an event has overtaken (an upheld objection, a refusal); return how many came down."""
    running = Publication.objects.filter(case=event.case_id, kind="posting", visible_from__lte=event.at)
    over = list(running.up(event.at))
    for publication in over:
        _end(publication, event.at)
        queue_bake(publication, reason=f"event:{event.pk}", at=now)
    return len(over)


def rename_posted(*, event: Event, now: datetime) -> int:
    """Put a corrected name right where it hangs; the days of what hangs run on (decision 27). Returns how many changed."""
    case = _case(event.case_id)
    book = law.rulebook(case.version_id, unit=case.unit_id)
    changed = 0
    up = Publication.objects.up(event.at).filter(case=case)
    for publication in up.select_related("notice__case__unit__parent"):
        notice = publication.notice
        if notice is None:
            day = day_of(publication.visible_from)
            shown = _shown(case, book, book.spec.posting_columns, publication.subject, day).display_name
        else:
            shown = mask_name(case.applicant_name, NameMask.SURNAME)
            said = _announced(notice, shown, day_of(publication.visible_from), publication.last_day)
            Publication.objects.filter(pk=publication.pk).update(text=said)
        # A sheet that names nobody has nothing to put right.
        stale = publication.rows.exclude(display_name__in=("", shown))
        if stale.update(display_name=shown):
            queue_bake(publication, reason=f"event:{event.pk}", at=now)
            changed += 1
    return changed


def announce(*, notice: Notice, until: date, at: datetime) -> Publication:
    """Hang the announcement that serves a letter, until the end of `until`; it comes down by itself.

    The addressee is masked whatever the place prints elsewhere, and nothing says what the letter decides.
    """
    case, today = notice.case, day_of(at)
    spec = law.rulebook(notice.version_id).spec
    step = spec.step("serve")
    clause = step.cite.clause if step else ""
    applicant = HouseholdMember.objects.select_related("person").get(
        household=case.household_id, applicant=True
    )
    masked = mask_name(applicant.person.name, NameMask.SURNAME)
    form = announcement_form(case.unit.jurisdiction, spec)
    publication = Publication.objects.create(
        kind="announcement",
        subject="service",
        unit=case.unit,
        programme_id=case.programme_id,
        case=case,
        notice=notice,
        title=form.title,
        text=_announced(notice, masked, today, until),
        columns=form.columns,
        basis=clause,
        visible_from=at,
        last_day=until,
    )
    _write(publication, [(Shown(display_name=masked, village=case.unit.name), today, until)])
    queue_bake(publication, reason=f"announce:{notice.pk}", at=at)
    return publication


def _announced(notice: Notice, masked: str, since: date, until: date | None) -> str:
    """Return the words of an announcement, its addressee under a mask; every announcement ends."""
    assert until is not None
    unit, spec = notice.case.unit, law.rulebook(notice.version_id).spec
    step = spec.step("serve")
    letter = announcement.Announced(notice.title, notice.number, step.cite.clause if step else "")
    form = announcement_form(unit.jurisdiction, spec)
    return announcement.text(form, letter, masked, letterhead(unit), since, until)


def rebuild_roster(*, unit: Unit, programme: Programme, now: datetime, reason: str) -> Publication | None:
    """Build the standing roster of a village and programme anew from the cases as they stand at `now`.

    Returns None where the programme names no columns for one. It is baked only when a line has changed.
    """
    today = day_of(now)
    version = law.version_in_force(programme.jurisdiction.code, programme.code, today)
    if version is None or not law.rulebook(version.pk).spec.roster_columns:
        return None
    spec = law.rulebook(version.pk).spec
    step = spec.step(PLACE_OF_ROSTER)
    with transaction.atomic():
        publication, made = Publication.objects.select_for_update().get_or_create(
            unit=unit,
            programme=programme,
            kind="roster",
            defaults={"title": f"{spec.short}在享对象名单", "visible_from": now, "columns": []},
        )
        publication.columns = _frozen(spec.roster_columns)
        publication.basis = step.cite.clause if step else ""
        publication.save(update_fields=["columns", "basis"])
        lines = list(_standing(unit, programme, spec.roster_columns, now))
        if made or _changed(publication, lines):
            publication.rows.all().delete()
            _write(publication, lines)
            queue_bake(publication, reason=reason, at=now)
    return publication


def take_down(*, now: datetime) -> int:
    """Clear the shelf of what is over; nobody could see it any more, this is only tidying. Returns how many."""
    today = day_of(now)
    over = Publication.objects.exclude(kind="roster").filter(taken_down_at=None, last_day__lt=today)
    count = 0
    for publication in over:
        assert publication.end is not None
        _end(publication, publication.end)
        queue_bake(publication, reason="over", at=now)
        count += 1
    return count


def order_rosters(*, now: datetime) -> int:
    """Order the roster of every village and programme once a day, each as a row of its own; return how many.

    A month that begins changes amounts and a month that ends takes names off without any act on a case.
    """
    day = day_of(now)
    pairs = _rostered()
    for unit, programme in pairs:
        outbox.put(key=f"roster:{unit}:{programme}:{day}", kind=ROSTER, ref=f"{unit}:{programme}", at=now)
    return len(pairs)


def rebuild_all(*, now: datetime) -> int:
    """Build every roster now; return how many. For commands: a worker takes them one by one."""
    pairs = _rostered()
    for unit, programme in pairs:
        rebuild_named(unit=unit, programme=programme, now=now)
    return len(pairs)


def rebuild_named(*, unit: int, programme: int, now: datetime) -> Publication | None:
    """Build the roster of a village and programme given by their ids."""
    return rebuild_roster(
        unit=Unit.objects.select_related("parent", "jurisdiction").get(pk=unit),
        programme=Programme.objects.select_related("jurisdiction").get(pk=programme),
        now=now,
        reason=f"day:{now:%Y%m%dT%H%M%S}",
    )


def _rostered() -> list[tuple[int, int]]:
    cases = Case.objects.filter(stage__in=STANDING).order_by().values_list("unit", "programme").distinct()
    rosters = Publication.objects.filter(kind="roster").order_by().values_list("unit", "programme")
    return sorted(set(cases) | set(rosters))


def _case(pk: UUID) -> Case:
    return (
        Case.objects.select_for_update(of=("self",))
        .select_related("unit__parent", "unit__jurisdiction")
        .get(pk=pk)
    )


def _title(book: RuleBook, subject: str) -> str:
    """Return the title of the sheet: a place may print one before the decision and one after it (HX-5.2c)."""
    sheet = book.spec.paper(f"posting_{subject}")
    if sheet is not None:
        return sheet.title
    return book.spec.posting_title or f"{book.spec.name}公示"


def _frozen(columns: Iterable[Column]) -> list[list[str]]:
    return [[column.key, column.label] for column in columns]


def _end(publication: Publication, at: datetime) -> None:
    publication.taken_down_at = at
    publication.save(update_fields=["taken_down_at"])


def _end_earlier(case: Case, subject: str, at: datetime) -> None:
    for publication in Publication.objects.filter(case=case, subject=subject, taken_down_at=None):
        _end(publication, at)
        queue_bake(publication, reason="replaced", at=at)


def _shown(case: Case, book: RuleBook, columns: tuple[Column, ...], subject: str, day: date) -> Shown:
    applicant = HouseholdMember.objects.select_related("person").get(
        household=case.household_id, applicant=True
    )
    stated = book.parameters.get(NAME_MASK, day)
    return project(
        flow.settle(case.known(), book, day),
        book.spec,
        columns,
        name=applicant.person.name,
        birth=applicant.person.birth,
        village=case.unit.name,
        subject=subject,
        day=day,
        names=NameMask(stated.value) if stated and stated.value else NameMask.FULL,
    )


def _standing(
    unit: Unit, programme: Programme, columns: tuple[Column, ...], now: datetime
) -> Iterable[tuple[Shown, date, date | None]]:
    """Yield the lines of a roster: those who are in support on that day, in the order they came.

    A decision that may still be taken back is on none.
    """
    check_columns(columns)
    today = day_of(now)
    cases = Case.objects.filter(unit=unit, programme=programme, stage__in=STANDING)
    for case in cases.select_related("unit").order_by("opened_at", "pk"):
        book = law.rulebook(case.version_id, unit=case.unit_id)
        facts = flow.settle(untold(case.known(), now), book, today)
        if flow.on_roster(facts, book, today):
            yield _shown(case, book, columns, "", today), today, _last_day(facts)


def _last_day(facts: Facts) -> date | None:
    """Return the last day on a roster: the end of the last paid month, or None while there is none."""
    if facts.benefit is None or not facts.benefit.last_month:
        return None
    year, month = map(int, facts.benefit.last_month.split("-"))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _write(publication: Publication, lines: Iterable[tuple[Shown, date, date | None]]) -> None:
    PublicRow.objects.bulk_create(
        [
            PublicRow(
                publication=publication,
                serial=serial,
                display_name=shown.display_name,
                village=shown.village,
                programme=shown.programme,
                persons=shown.persons,
                amount_fen=shown.amount_fen,
                care_fen=shown.care_fen,
                support_mode=shown.support_mode,
                reason_class=shown.reason_class,
                first_month=shown.first_month,
                from_day=first,
                until_day=last,
                mask_label=shown.mask_label,
            )
            for serial, (shown, first, last) in enumerate(lines, start=1)
        ]
    )


def _changed(publication: Publication, lines: list[tuple[Shown, date, date | None]]) -> bool:
    return [(row.as_shown(), row.until_day) for row in publication.rows.all()] != [
        (line, last) for line, _, last in lines
    ]
