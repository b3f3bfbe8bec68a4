"""By when the county answers a complaint: only where the place has stated a limit, and only on a known calendar."""

from __future__ import annotations

from datetime import date

from policies.rules.parameters import ParameterTable
from policies.rules.workdays import Calendar, add_days, add_workdays

ANSWER_DAYS = "complaint_answer_days"
"""The parameter: days from the day after the complaint, working days (`workday`) or calendar days (`day`)."""


def answer_by(values: ParameterTable, calendar: Calendar, day: date) -> date | None:
    """Return the last day for the answer to a complaint of `day`; None where nothing certain can be said."""
    stated = values.get(ANSWER_DAYS, day)
    days = values.number(ANSWER_DAYS, day)
    if stated is None or days is None:
        return None
    due = add_workdays(calendar, day, days) if stated.unit == "workday" else add_days(day, days)
    return None if due.provisional else due.day
