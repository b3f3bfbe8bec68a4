"""What a story expects, compared with what the house says: one answer per key, in the story's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from casework.models import PaymentLine
from casework.rules import clocks, flow
from casework.rules.asking import SHANGHAI, day_of
from casework.rules.change import amounts_on, settle
from casework.rules.completeness import missing
from casework.rules.facts import Facts
from casework.rules.flags import flags
from casework.rules.refusal import StepRefused
from casework.rules.relief import lacking
from casework.rules.roles import Actor
from policies import queries as law
from policies.rules.rulebook import RuleBook
from policies.rules.workdays import workdays_between
from yimen.simulation.theatre import Theatre

Answer = tuple[Any, bool]
Question = Callable[[Theatre, Any, datetime], Answer]
QUESTIONS: dict[str, Question] = {}


def key(name: str) -> Callable[[Question], Question]:
    """Register how a key of `expect` is answered: what was got, and whether it is what was expected."""

    def register(question: Question) -> Question:
        QUESTIONS[name] = question
        return question

    return register


def ask(stage: Theatre, name: str, expected: Any, at: datetime) -> Answer:
    """Answer one expectation at a moment; what cannot be answered says why and is never what was expected."""
    try:
        return QUESTIONS[name](stage, expected, at)
    except StepRefused as refusal:
        return stage.say(str(refusal)), False


def _known(stage: Theatre, at: datetime) -> tuple[Facts, RuleBook]:
    book = stage.book(day_of(at))
    return settle(stage.facts(), book, day_of(at)), book


def yuan(fen: int | None) -> Decimal | None:
    """Return fen as yuan; None stays None."""
    return None if fen is None else Decimal(fen) / 100


@key("stage")
def _stage(stage: Theatre, expected: str, at: datetime) -> Answer:
    facts, book = _known(stage, at)
    got = flow.stage(facts, book, day_of(at))
    return got, got == expected


@key("due")
def _due(stage: Theatre, expected: dict[str, str], at: datetime) -> Answer:
    facts, book = _known(stage, at)
    got = {name: _limit(clocks.due(name, facts, book), book) for name in expected}
    return got, got == expected


def _limit(clock: clocks.Running | None, book: RuleBook) -> str:
    if clock is None:
        return "none"
    if clock.provisional:
        return "provisional"
    if isinstance(clock.due, datetime):
        return f"{clock.due.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return clock.due.isoformat()


@key("not_before")
def _not_before(stage: Theatre, expected: dict[str, str], at: datetime) -> Answer:
    facts, book = _known(stage, at)
    found = clocks.not_before(facts, book)
    got = {name: found[name].isoformat() if name in found else None for name in expected}
    return got, got == expected


def _rights(stage: Theatre, rights: Iterable[str], at: datetime) -> dict[str, bool]:
    try:
        facts, book = _known(stage, at)
    except StepRefused:
        return dict.fromkeys(rights, False)  # the place does not run this programme: nobody may do anything
    found = {}
    for right in rights:
        act, _, name = right.partition(":")
        found[right] = _free(act, facts, book, stage.actor(name, day_of(at)), at)
    return found


def _free(act: str, facts: Facts, book: RuleBook, actor: Actor, at: datetime) -> bool:
    """Say whether somebody may do an act now; the monthly roster is asked of nobody's role."""
    return act == "run_payment" or flow.may(act, facts, book, actor, at) is None


@key("may")
def _may(stage: Theatre, expected: list[str], at: datetime) -> Answer:
    found = _rights(stage, expected, at)
    return [right for right, free in found.items() if free], all(found.values())


@key("may_not")
def _may_not(stage: Theatre, expected: list[str], at: datetime) -> Answer:
    found = _rights(stage, expected, at)
    return [right for right, free in found.items() if not free], not any(found.values())


@key("missing")
def _missing(stage: Theatre, expected: list[str], at: datetime) -> Answer:
    facts, book = _known(stage, at)
    keys = lacking(facts, book.spec) if facts.relief else missing(facts, book.spec, day_of(at))
    got = sorted(stage.name(item) for item in keys)
    return got, got == sorted(expected)


@key("amount")
def _amount(stage: Theatre, expected: Any, at: datetime) -> Answer:
    got = yuan(amounts_on(_known(stage, at)[0], day_of(at))[0])
    return got, got == Decimal(str(expected))


@key("care_amount")
def _care_amount(stage: Theatre, expected: Any, at: datetime) -> Answer:
    got = yuan(amounts_on(_known(stage, at)[0], day_of(at))[1])
    return got, got == Decimal(str(expected))


@key("first_month")
def _first_month(stage: Theatre, expected: str, at: datetime) -> Answer:
    benefit = _known(stage, at)[0].benefit
    got = benefit.first_month if benefit else None
    return got, got == expected


@key("last_month")
def _last_month(stage: Theatre, expected: str, at: datetime) -> Answer:
    benefit = _known(stage, at)[0].benefit
    got = benefit.last_month if benefit else None
    return got, got == expected


@key("on_roster")
def _on_roster(stage: Theatre, expected: bool, at: datetime) -> Answer:
    got = flow.on_roster(*_known(stage, at), day_of(at))
    return got, got == expected


@key("paid")
def _paid(stage: Theatre, expected: dict[str, Any], at: datetime) -> Answer:
    lines = PaymentLine.objects.filter(case=stage.case_id, month__in=expected)
    found = {line.month: yuan(line.amount) for line in lines}
    got = {month: found.get(month, Decimal(0)) for month in expected}
    return got, got == {month: Decimal(str(amount)) for month, amount in expected.items()}


@key("notices")
def _notices(stage: Theatre, expected: list[str], at: datetime) -> Answer:
    got = [notice.kind for notice in _known(stage, at)[0].notices]
    rest = iter(got)
    return got, all(kind in rest for kind in expected)


@key("served")
def _served(stage: Theatre, expected: dict[str, Any], at: datetime) -> Answer:
    facts, got = _known(stage, at)[0], {}
    for kind in expected:
        notice = facts.notice(kind)
        served = notice is not None and notice.served is not None and notice.served <= day_of(at)
        got[kind] = notice.served.isoformat() if notice and notice.served and served else "no"
    return got, got == {kind: day or "no" for kind, day in expected.items()}


@key("flags")
def _flags(stage: Theatre, expected: list[str], at: datetime) -> Answer:
    got = list(flags(*_known(stage, at), at))
    return got, set(expected) <= set(got)


@key("elapsed")
def _elapsed(stage: Theatre, expected: int, at: datetime) -> Answer:
    facts, book = _known(stage, at)
    accepted, decided = facts.when("accept"), _latest_decision(facts)
    got = workdays_between(book.calendar, day_of(accepted), day_of(decided)) if accepted and decided else None
    return got, got == expected


def _latest_decision(facts: Facts) -> datetime | None:
    """Return when it was last decided: on the application, or on a change of what is paid."""
    moments = (
        facts.decision.at if facts.decision else None,
        facts.change.decided if facts.change else None,
    )
    return max((moment for moment in moments if moment), default=None)


@key("decided_by")
def _decided_by(stage: Theatre, expected: str, at: datetime) -> Answer:
    decision = _known(stage, at)[0].decision
    got = decision.level if decision else None
    return got, got == expected


@key("working_day")
def _working_day(stage: Theatre, expected: dict[str, bool], at: datetime) -> Answer:
    calendar = law.calendar()
    days = {day: date.fromisoformat(day) for day in expected}
    # Past the known calendar nobody can say: Monday to Friday would be a guess.
    got = {day: calendar.is_working(on) if calendar.known(on) else "provisional" for day, on in days.items()}
    return got, got == expected
