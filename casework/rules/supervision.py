"""What the county supervises: an application before it is accepted, while it runs, and when it is decided (HX-4.2a).

And how long nobody has done anything about one (HX-8.6a). No document states how long is too long, so nothing here does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.rules.facts import BEFORE_ACCEPTANCE
from policies.rules.workdays import Calendar, workdays_between

PHASES: dict[str, tuple[str, ...]] = {
    "before": BEFORE_ACCEPTANCE,
    "during": ("accepted", "surveyed", "opined", "posted", "objected"),
    "after": ("confirmed", "refused", "active", "changing", "ended", "withdrawn"),
}
"""The stages of each phase; every stage stands in exactly one."""
POSTED = "posted"


@dataclass(frozen=True, slots=True)
class Still:
    """An open case about which nobody has done anything for `age` working days."""

    case: str
    unit: str
    programme: str
    age: int


def quiet_since(stage: str, touched: date, last_posted: date | None) -> date:
    """Return the day from which the office could have done something: the last act, or the end of the posting."""
    return last_posted if stage == POSTED and last_posted is not None else touched


def idle_days(calendar: Calendar, since: date, today: date) -> int:
    """Return the full working days after that day in which nothing was done; negative while a posting hangs."""
    return workdays_between(calendar, since, today)
