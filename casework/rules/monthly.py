"""Duties that fall on a day of every month: the 30th in February, and a day on which nobody works."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policies.rules.parameters import Parameter
from policies.rules.workdays import Calendar, last_workday_on_or_before


@dataclass(frozen=True, slots=True)
class Monthly:
    """One duty of the month: what, by which day, and the clause that names the day."""

    label: str
    stated: int
    due: date
    provisional: bool
    clause: str
    ref: str


def monthly(stated: Iterable[Parameter], calendar: Calendar, today: date) -> tuple[Monthly, ...]:
    """Return the next day of every duty, the nearest first; one whose day has passed is next month's.

    A document says “30 日”, “20 日前”, “10 日前” and neither what February does nor what a day off does: the last
    day there is, and the last working day on or before it (QY-3.1.2a, HX-6.2a, SY-5a).
    """
    found = {_next(row, calendar, today) for row in stated if row.value is not None and row.covers(today)}
    return tuple(sorted(found, key=lambda duty: (duty.due, duty.label)))


def _next(row: Parameter, calendar: Calendar, today: date) -> Monthly:
    number = int(str(row.value))
    this = due_in(number, calendar, today.year, today.month)
    if this[0] < today:
        this = due_in(number, calendar, today.year + today.month // 12, today.month % 12 + 1)
    return Monthly(row.label, number, *this, row.cite.clause, row.cite.ref)


def due_in(number: int, calendar: Calendar, year: int, month: int) -> tuple[date, bool]:
    """Return by which day a duty of that day of the month is done, and whether the calendar is not known so far."""
    last = monthrange(year, month)[1]
    due = last_workday_on_or_before(calendar, date(year, month, min(number, last)))
    return due.day, due.provisional
