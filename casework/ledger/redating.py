"""Bringing running deadlines in line with a corrected law, case by case under its lock, in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q

from casework.ledger.columns import deadline, moment_of, next_due
from casework.ledger.entry import CLOCK_COLUMNS
from casework.models import Case, Deadline, MovedDeadline, Redating
from casework.models.case import CaseQuerySet
from casework.rules.asking import day_of
from casework.rules.clocks import Running, running
from policies import queries as law

DATED = ("due_date", "due_at", "provisional", "trail")
WAITING = Deadline.objects.filter(met_at=None)


def clocked() -> CaseQuerySet:
    """Return the cases on which a clock runs or may begin to: open ones, and decided ones (service, announcement)."""
    return Case.objects.filter(Q(open=True) | Exists(WAITING.filter(case=OuterRef("pk"))))


def redate_batch(pass_: Redating, limit: int) -> Sequence[Case]:
    """Re-date the next cases of a pass and return them; runs inside the caller's transaction.

    No act, so no event: a limit is a view of facts and law, and any reader counts the same. A limit that a value
    states only now begins to run; one that has fallen silent stops.
    """
    cases = _next(pass_.cursor, limit)
    stamp = law.law_stamp()
    stale: list[Deadline] = []
    begun: list[Deadline] = []
    ended: list[int] = []
    moved: list[MovedDeadline] = []
    pressing: list[Case] = []
    for case in cases:
        clocks = running(case.known(), law.rulebook(case.version_id, stamp=stamp, unit=case.unit_id))
        for row in case.waiting:  # type: ignore[attr-defined]
            _compare(row, clocks, pass_, stale, moved)
        known = {row.clock for row in case.waiting}  # type: ignore[attr-defined]
        new = [clock for clock in clocks if clock.met is None and clock.name not in known]
        begun += [Deadline(case=case, **deadline(clock)) for clock in new]
        named = {clock.name for clock in clocks}
        ended += [row.pk for row in case.waiting if row.clock not in named]  # type: ignore[attr-defined]
        nearest = next_due(clocks)
        if nearest != case.next_due:
            case.next_due = nearest
            pressing.append(case)
    Deadline.objects.bulk_update(stale, DATED)
    Deadline.objects.bulk_create(
        begun, update_conflicts=True, unique_fields=["case", "clock"], update_fields=CLOCK_COLUMNS
    )
    Deadline.objects.filter(pk__in=ended, met_at=None).delete()
    Case.objects.bulk_update(pressing, ["next_due"])
    MovedDeadline.objects.bulk_create(moved, ignore_conflicts=True)
    return cases


def _next(cursor: UUID | None, limit: int) -> list[Case]:
    rows = clocked().filter(pk__gt=cursor) if cursor else clocked()
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    return list(rows.prefetch_related(Prefetch("deadlines", WAITING, "waiting")).order_by("pk")[:limit])


def _compare(
    row: Deadline,
    clocks: Sequence[Running],
    pass_: Redating,
    stale: list[Deadline],
    moved: list[MovedDeadline],
) -> None:
    clock = next((one for one in clocks if one.name == row.clock), None)
    if clock is None:
        return
    was, was_provisional = day_of(row.due_at), row.provisional
    new = {
        "due_date": row.due_date and day_of(moment_of(clock.due)),
        "due_at": moment_of(clock.due),
        "provisional": clock.provisional,
        "trail": list(clock.trail),
    }
    if all(getattr(row, name) == value for name, value in new.items()):
        return
    for name, value in new.items():
        setattr(row, name, value)
    stale.append(row)
    now = day_of(row.due_at)
    if (was, was_provisional) != (now, row.provisional):
        moved.append(
            MovedDeadline(
                redating=pass_,
                case_id=row.case_id,
                clock=row.clock,
                label=row.label,
                was=was,
                was_provisional=was_provisional,
                now=now,
                now_provisional=row.provisional,
            )
        )
