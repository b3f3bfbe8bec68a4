"""The law's clocks of a case: start event, arithmetic, due date, and what may not happen before when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from casework.rules.asking import day_of
from casework.rules.facts import WITHDRAWN, Facts
from casework.rules.governed import rules_of
from policies.rules.programme import Clock
from policies.rules.rulebook import RuleBook
from policies.rules.workdays import Calendar, Due, add_days, add_hours, add_workdays, roll_forward


@dataclass(frozen=True, slots=True)
class Running:
    """One clock of a case. `due` is the last day (or the last moment of an hour limit), never rolled."""

    name: str
    label: str
    started: datetime
    due: date | datetime
    provisional: bool
    trail: tuple[str, ...]
    met: datetime | None
    clause: str
    ref: str

    def over(self, now: datetime) -> bool:
        """Say whether the limit has passed and its act is not done."""
        if self.met is not None:
            return False
        return now > self.due if isinstance(self.due, datetime) else day_of(now) > self.due


def running(facts: Facts, book: RuleBook) -> tuple[Running, ...]:
    """Return every clock that has started, in the order of the programme."""
    if facts.stage == WITHDRAWN:  # nobody owes the household anything any more
        return ()
    found: dict[str, Running] = {}
    for clock in book.spec.clocks:
        entry = _run(clock, facts, book)
        if entry is not None:
            found[clock.name] = entry
    return tuple(_within(entry, book.spec.clock(entry.name), found) for entry in found.values())


def due(name: str, facts: Facts, book: RuleBook) -> Running | None:
    """Return one clock, or None when it is not stated or has not started.

    `confirm` falls back to `whole` where no posting gives it a limit of its own: the earlier of the two binds.
    """
    found = {entry.name: entry for entry in running(facts, book)}
    if name == "confirm" and "confirm" not in found:
        return found.get("whole")
    return found.get(name)


def overdue(facts: Facts, book: RuleBook, now: datetime) -> tuple[Running, ...]:
    """Return the clocks whose limit has passed while their act is not done."""
    return tuple(entry for entry in running(facts, book) if entry.over(now) and entry.name not in PERIODS)


PERIODS = ("posting_end", "defence")
"""Clocks that are waiting periods: their end is not a duty that can be missed."""


def _run(clock: Clock, facts: Facts, book: RuleBook) -> Running | None:
    started = _start(clock, facts)
    if started is None:
        return None
    if clock.name == "defence" and facts.change and rules_of(facts.change, book.spec) is None:
        return None
    if clock.name == "posting_end":
        if facts.posting is None:  # what was posted has fallen
            return None
        found = Due(facts.posting.last_day, False, ())
    else:
        limit = _limit(clock, facts, book)
        if limit is None:
            return None
        if clock.unit == "hour":
            return _entry(clock, started, add_hours(started, limit), False, (), facts)
        day = _start_day(clock, facts, started)
        if clock.unit == "workday":
            return _entry(clock, started, *_counted(book.calendar, day, limit), facts)
        found = add_days(day, limit)
    return _entry(clock, started, found.day, found.provisional, (), facts)


@lru_cache(maxsize=4096)
def _counted(calendar: Calendar, day: date, limit: int) -> tuple[date, bool, tuple[str, ...]]:
    """Return the last day, whether it is provisional, and its arithmetic: cases of one day share the answer."""
    found = add_workdays(calendar, day, limit)
    return found.day, found.provisional, tuple(f"{step.day} {step.why}" for step in found.trail)


def _entry(
    clock: Clock,
    started: datetime,
    end: date | datetime,
    provisional: bool,
    trail: tuple[str, ...],
    facts: Facts,
) -> Running:
    stops = [moment for name in clock.stop if (moment := facts.when(name)) and moment >= started]
    return Running(
        name=clock.name,
        label=clock.label,
        started=started,
        due=end,
        provisional=provisional,
        trail=trail,
        met=min(stops) if stops else None,
        clause=clock.cite.clause,
        ref=clock.cite.ref,
    )


def _start(clock: Clock, facts: Facts) -> datetime | None:
    if "posting_end" in clock.start:
        posting = facts.hanging()
        return posting.at if posting else None
    moments = [moment for name in clock.start if (moment := facts.when(name))]
    return max(moments) if moments else None


def _start_day(clock: Clock, facts: Facts, started: datetime) -> date:
    if "posting_end" in clock.start and facts.posting:
        return facts.posting.last_day
    return day_of(started)


def _limit(clock: Clock, facts: Facts, book: RuleBook) -> int | None:
    if facts.extension and facts.extension in clock.extension_reasons:
        return clock.extended_limit
    if not clock.parameter:
        return clock.limit
    accepted = facts.when("accept") or _start(clock, facts)
    assert accepted is not None
    stated = book.parameters.number(clock.parameter, day_of(accepted))
    return clock.limit if stated is None else stated


def _within(entry: Running, clock: Clock | None, found: dict[str, Running]) -> Running:
    outer = found.get(clock.within) if clock and clock.within else None
    if outer is None or _as_day(outer.due) >= _as_day(entry.due):
        return entry
    return Running(
        **{
            **{name: getattr(entry, name) for name in entry.__slots__},
            "due": outer.due,
            "provisional": outer.provisional,
            "trail": (*entry.trail, f"不晚于“{outer.label}”"),
        }
    )


def _as_day(moment: date | datetime) -> date:
    return day_of(moment) if isinstance(moment, datetime) else moment


def rolls(facts: Facts, book: RuleBook, day: date) -> bool:
    """Say whether the place's setting rolls the end of a waiting period to the next working day."""
    setting = book.parameters.get("roll_posting", day)
    return setting is not None and setting.value == "true"


def not_before(facts: Facts, book: RuleBook) -> dict[str, date]:
    """Return the first day on which an act may happen that must wait for a period of calendar days."""
    ends: dict[str, date] = {}
    posting = facts.hanging()
    if posting and facts.decision is None:
        ends["confirm"] = posting.last_day
    defence = due("defence", facts, book)
    if defence is not None and facts.change is not None and facts.change.decided is None:
        ends["decide_change"] = _as_day(defence.due)
    return {verb: _after(end, facts, book) for verb, end in ends.items()}


def _after(end: date, facts: Facts, book: RuleBook) -> date:
    if rolls(facts, book, end):
        end = roll_forward(book.calendar, end).day
    return end + timedelta(days=1)
