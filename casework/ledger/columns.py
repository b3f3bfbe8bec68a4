"""What a case shows in columns: the view of its facts on a day that queues and constraints need."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from casework.rules import flow
from casework.rules.asking import SHANGHAI, day_of
from casework.rules.change import amounts_on
from casework.rules.clocks import PERIODS, Running, running
from casework.rules.facts import CLOSED, Facts
from casework.rules.flags import standing
from policies.rules.rulebook import RuleBook


def columns(
    facts: Facts, book: RuleBook, at: datetime, clocks: tuple[Running, ...] | None = None
) -> dict[str, Any]:
    """Return the columns derived from the facts; `clocks` spares counting them again."""
    today = day_of(at)
    settled = flow.settle(facts, book, today)
    stage = flow.stage(settled, book, today)
    benefit = settled.benefit
    return {
        "stage": stage,
        "open": facts.decision is None and stage not in CLOSED,
        "accepted_by_id": _hand(facts, "accept") if facts.when("accept") else None,
        "opined_by_id": _hand(facts, "review"),
        "confirmed_by_id": _hand(facts, "confirm") if facts.decision else None,
        "amount": amounts_on(settled, today)[0] if benefit else None,
        "first_month": benefit.first_month if benefit else "",
        "last_month": benefit.last_month if benefit else "",
        "next_due": next_due(running(facts, book) if clocks is None else clocks),
        "emergency": facts.emergency,
        "flags": ",".join(standing(facts)),
    }


def _hand(facts: Facts, duty: str) -> UUID | None:
    hands = facts.hands.get(duty, ())
    return UUID(hands[-1]) if hands else None


def moment_of(end: date | datetime) -> datetime:
    """Return the last moment of a limit: the end of its last day in Asia/Shanghai, or the hour itself."""
    if isinstance(end, datetime):
        return end
    return datetime.combine(end, time(23, 59, 59), tzinfo=SHANGHAI)


def pressing(clocks: tuple[Running, ...]) -> Running | None:
    """Return the limit that ends first of those that still run and are a duty; None where nothing presses."""
    waiting = (clock for clock in clocks if clock.met is None and clock.name not in PERIODS)
    return min(waiting, key=lambda clock: moment_of(clock.due), default=None)


def deadline(clock: Running) -> dict[str, Any]:
    """Return the row of one clock. Plain values: a model object for each costs more than all that is worked out."""
    return {
        "clock": clock.name,
        "label": clock.label,
        "started": clock.started,
        "due_date": None if isinstance(clock.due, datetime) else clock.due,
        "due_at": moment_of(clock.due),
        "provisional": clock.provisional,
        "trail": clock.trail,
        "met_at": clock.met,
        "clause": clock.clause,
    }


def next_due(clocks: tuple[Running, ...]) -> datetime | None:
    """Return the nearest limit that still runs and is a duty; None where nothing presses."""
    nearest = pressing(clocks)
    return moment_of(nearest.due) if nearest else None
