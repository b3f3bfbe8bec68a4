"""What a change of the law does to running clocks: which limit moves from which day to which."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from casework.rules.clocks import Running, running
from casework.rules.facts import Facts
from policies.rules.rulebook import RuleBook
from policies.rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Move:
    """One running clock whose end moves, or whose end becomes certain (or uncertain) on the same day.

    None where the clock did not run before (`was`) or runs no longer (`now`): its limit was or becomes a silence.
    """

    clock: str
    label: str
    was: date | datetime | None
    now: date | datetime | None
    was_provisional: bool = False
    now_provisional: bool = False


def moves(before: Iterable[Running], after: Iterable[Running]) -> tuple[Move, ...]:
    """Return what differs between two countings of one case; clocks that were met are history and stay."""
    old = {clock.name: clock for clock in before if clock.met is None}
    new = {clock.name: clock for clock in after if clock.met is None}
    found = []
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if _end(was) != _end(now):
            named = now or was
            assert named is not None
            found.append(Move(name, named.label, *_pair(was, now)))
    return tuple(found)


def foreseen(facts: Facts, before: RuleBook, after: RuleBook) -> tuple[Move, ...]:
    """Return which running clocks of a case move when one rule book takes the place of another."""
    return moves(running(facts, before), running(facts, after))


def fingerprint(calendar: Calendar) -> str:
    """Return a short name for what a calendar says: the same days and years give the same one."""
    said = (
        ",".join(map(str, sorted(calendar.known_years))),
        ",".join(day.isoformat() for day in sorted(calendar.off_weekdays)),
        ",".join(day.isoformat() for day in sorted(calendar.working_weekends)),
    )
    return hashlib.sha256("|".join(said).encode()).hexdigest()


def counted(values: Iterable[Iterable[object]]) -> str:
    """Return a short name for the values by which limits are counted: the same rows give the same one."""
    said = "|".join(",".join(map(str, row)) for row in values)
    return hashlib.sha256(said.encode()).hexdigest()


def _end(clock: Running | None) -> tuple[date | datetime, bool] | None:
    return None if clock is None else (clock.due, clock.provisional)


def _pair(
    was: Running | None, now: Running | None
) -> tuple[date | datetime | None, date | datetime | None, bool, bool]:
    return (
        was.due if was else None,
        now.due if now else None,
        was is not None and was.provisional,
        now is not None and now.provisional,
    )
