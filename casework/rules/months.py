"""Months as the case counts them: from which one a decision is paid."""

from __future__ import annotations

from datetime import date

from casework.rules.asking import Ask
from policies.rules.rulebook import RuleBook

AFTER = "month_after"
FIRST = {AFTER: 1, "same_month": 0}
"""How many months after the decision is paid from.

A silent place pays from the next: what was decided is never owed for days before anybody decided, and 57 art. 23
says the same.
"""


def month_of(day: date, later: int = 0) -> str:
    """Return the month `later` months after the day's own, as YYYY-MM."""
    number = day.year * 12 + day.month - 1 + later
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def first_month(ask: Ask) -> str:
    """Return the first paid month, as `following_month` counts it from the day of the decision."""
    return following_month(ask.book, ask.day, ask.law_day)


def following_month(book: RuleBook, day: date, law_day: date) -> str:
    """Return the month from which something decided on a day is paid, as YYYY-MM.

    The place's own, else the next one; one later past the place's cut-off day (the day itself is still in time: HX-6.2a).
    """
    step = book.spec.step("pay")
    stated = step.option("cutoff_day") if step is not None else None
    cutoff = stated or book.parameters.number("cutoff_day", law_day)
    later = FIRST[step.option("first", AFTER) if step is not None else AFTER]
    return month_of(day, later + 1 if cutoff is not None and day.day > cutoff else later)
