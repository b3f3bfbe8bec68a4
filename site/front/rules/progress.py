"""What an applicant sees of his case: the fixed steps of his place, where it stands, what is his to do, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from casework.rules import clocks, flow
from casework.rules.asking import Ask, day_of
from casework.rules.completeness import awaited, missing
from casework.rules.facts import CLOSED, Decision, Facts
from casework.rules.gate import reached
from casework.rules.roles import Actor
from policies.rules.rulebook import RuleBook
from policies.rules.workdays import workdays_between

# The kinds of step that a resident is shown; the order is the place's own.
SHOWN = ("lodge", "accept", "check", "visit", "review", "post", "confirm", "pay")
# The clock that promises an answer; where a place states only a part of the way, that part.
ANSWERS = ("whole", "confirm", "first_opinion")
VERBS = {"review": "first_opinion"}
DONE, NOW, AHEAD = "done", "now", "ahead"


@dataclass(frozen=True, slots=True)
class Stop:
    """One step: its kind, `done`, `now` or `ahead`, and the day it was done where that is known."""

    kind: str
    state: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """A limit that has passed: which, its last day, its clause; why and the new day, as the office has said."""

    label: str
    due: date
    clause: str
    why: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole picture. `lacking` are codes of papers and keys of people who have not signed."""

    stage: str
    stops: tuple[Stop, ...]
    due: date | None
    provisional: bool
    workdays_left: int | None
    late: tuple[Late, ...]
    lacking: tuple[str, ...]
    decision: Decision | None
    first_month: str
    posting_last_day: date | None

    @property
    def current(self) -> str:
        """Return the kind of the step that is being done, or an empty text at the end."""
        return next((stop.kind for stop in self.stops if stop.state == NOW), "")


def picture(facts: Facts, book: RuleBook, now: datetime) -> Progress:
    """Return what is shown of a case at a moment."""
    today = day_of(now)
    promised = _promised(facts, book)
    due = _last_day(promised.due) if promised else None
    return Progress(
        stage=flow.stage(facts, book, today),
        stops=_stops(facts, book, now),
        due=due,
        provisional=promised.provisional if promised else False,
        workdays_left=workdays_between(book.calendar, today, due) if due else None,
        late=tuple(
            Late(entry.label, _last_day(entry.due), entry.clause, *_told(facts, entry.name))
            for entry in clocks.overdue(facts, book, now)
        ),
        lacking=missing(facts, book.spec, today) if awaited(facts, book.spec, today) else (),
        decision=facts.decision,
        first_month=facts.benefit.first_month if facts.benefit else "",
        posting_last_day=facts.posting.last_day if facts.posting else None,
    )


def _told(facts: Facts, clock: str) -> tuple[str, str]:
    """Return why a limit was missed and the new day, as the office said; empty while it has said nothing."""
    delay = facts.delay
    return (delay.reason, delay.until) if delay and clock in delay.clocks else ("", "")


def _promised(facts: Facts, book: RuleBook) -> clocks.Running | None:
    """Return the clock that says by when there is an answer, while there is none."""
    if facts.decision is not None:
        return None
    running = {entry.name: entry for entry in clocks.running(facts, book) if entry.met is None}
    return next((running[name] for name in ANSWERS if name in running), None)


def _stops(facts: Facts, book: RuleBook, now: datetime) -> tuple[Stop, ...]:
    ask = Ask("submit", facts, book, Actor(), now)
    closed = facts.stage in CLOSED or (facts.decision is not None and not facts.decision.grant)
    kinds = [step.kind for step in book.spec.steps if step.kind in SHOWN]
    found: list[Stop] = []
    waiting = True
    for kind in kinds:
        if _done(kind, ask):
            found.append(Stop(kind, DONE, _day(kind, facts)))
        elif closed:
            continue
        else:
            found.append(Stop(kind, NOW if waiting else AHEAD))
            waiting = False
    return tuple(found)


def _done(kind: str, ask: Ask) -> bool:
    facts = ask.facts
    if kind == "pay":
        benefit = facts.benefit
        return benefit is not None and f"{ask.day:%Y-%m}" >= benefit.first_month
    if kind == "confirm":
        return facts.decision is not None
    return reached(kind, ask)


def _day(kind: str, facts: Facts) -> date | None:
    if kind == "confirm" and facts.decision:
        return day_of(facts.decision.at)
    if kind == "post" and facts.posting:
        return facts.posting.last_day
    moment = facts.when(VERBS.get(kind, kind)) or facts.when("check_report" if kind == "check" else kind)
    return day_of(moment) if moment else None


def _last_day(due: date | datetime) -> date:
    return day_of(due) if isinstance(due, datetime) else due
