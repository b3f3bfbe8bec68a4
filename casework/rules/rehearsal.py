"""A sample case walked through a programme that nobody runs yet: the very acts, by different hands, as early as may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from casework.rules import flow
from casework.rules.asking import SHANGHAI
from casework.rules.clocks import Running, running
from casework.rules.facts import Facts, Member
from casework.rules.reckoning import reckon
from casework.rules.refusal import StepRefused
from casework.rules.roles import RIGHTS, Actor
from policies.rules.rulebook import RuleBook

TOWN = "77"
LONGEST = timedelta(days=150)
NINE = time(9, 30)
ORDER = (
    "intend",
    "submit",
    "accept",
    "request_check",
    "check_report",
    "visit",
    "first_opinion",
    "post",
    "panel",
    "file_plan",
    "confirm",
)
"""The acts of an application that goes well, in the order in which they are tried."""
NEEDS = {"intend": "lodge", "request_check": "check", "visit": "visit", "post": "post"}
"""Acts that are only done where the programme has the step."""
ACTORS = ("surveyor", "village", "cadre", "township_head")


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the sample case, when it could be done, and what the case was afterwards."""

    verb: str
    at: datetime
    facts: Facts
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A walked sample case: its acts, its clocks at the end, and what stopped it, if something did."""

    acts: tuple[Act, ...]
    clocks: tuple[Running, ...]
    stuck: str = ""

    @property
    def facts(self) -> Facts:
        """The case as it stood at the end."""
        return self.acts[-1].facts if self.acts else Facts()


def member(number: int, age: int, day: date, *, disability: str = "", registered: str = "") -> Member:
    """Return an invented member who is `age` years old on that day."""
    return Member(f"m{number}", date(day.year - age, 1, 1), "", disability, registered)


def rehearse(
    book: RuleBook, members: Sequence[Member], circumstances: Mapping[str, Any], income: Fraction, day: date
) -> Rehearsal:
    """Walk a household from its application to the decision; `income` is yuan a year, `day` the first day.

    Every act goes through `flow.decide`, a working day after the one before or on the first day it may.
    """
    facts = Facts(unit=TOWN, members=tuple(members), circumstances=dict(circumstances))
    acts: list[Act] = []
    waiting = [verb for verb in ORDER if _has(verb, book)]
    today, refused = day, ""
    while waiting and today - day < LONGEST:
        found, refused = _first(waiting, facts, book, today, income)
        if found is not None:
            facts = found.facts
            acts.append(found)
            waiting.remove(found.verb)
        today = _next_working(book, today)
    return Rehearsal(tuple(acts), running(facts, book), refused if waiting else "")


def _has(verb: str, book: RuleBook) -> bool:
    if verb == "intend":
        lodge = book.spec.step("lodge")
        return lodge is not None and bool(lodge.option("intention"))
    confirm = book.spec.step("confirm")
    if verb in ("panel", "file_plan"):
        return confirm is not None and verb in (confirm.option("mode"), confirm.option("special"))
    kind = {"check_report": "check"}.get(verb) or NEEDS.get(verb)
    return kind is None or book.spec.step(kind) is not None


def _first(
    waiting: list[str], facts: Facts, book: RuleBook, day: date, income: Fraction
) -> tuple[Act | None, str]:
    """Return the first act that may be done today, or the reason that holds up the others."""
    refused: list[StepRefused] = []
    at = datetime.combine(day, NINE, tzinfo=SHANGHAI)
    for verb in waiting:
        data = _data(verb, facts, book, day, income)
        try:
            outcome = flow.decide(verb, facts, book, _actor(verb), at, data)
        except StepRefused as refusal:
            refused.append(refusal)
            continue
        return Act(verb, at, outcome.facts, outcome.data), ""
    # That one act waits for another says less than what the other one lacks.
    telling = [refusal for refusal in refused if refusal.code != "order"] or refused
    return None, telling[0].reason


def _next_working(book: RuleBook, day: date) -> date:
    day += timedelta(days=1)
    while not book.calendar.is_working(day):
        day += timedelta(days=1)
    return day


def _actor(verb: str) -> Actor:
    """Return somebody who holds the post for this act, and does no other duty of the case."""
    roles = RIGHTS[verb]
    return Actor() if not roles else Actor(f"hand of {verb}", "演示", roles, (TOWN,))


def _data(verb: str, facts: Facts, book: RuleBook, day: date, income: Fraction) -> dict[str, Any]:
    people = [{"officer": role, "roles": (role,)} for role in ACTORS]
    step = book.spec.step({"confirm": "confirm"}.get(verb, verb))
    match verb:
        case "intend":
            return {"authorised": "all"}
        case "submit":
            return {"channel": "window", "supplied": "all", "signed": "all", "authorised": "all"}
        case "check_report":
            return {"result": "within", "number": "演示"}
        case "visit":
            return {"who": people, "methods": ["visit"]}
        case "first_opinion":
            return {"grant": True, "amount": amount(book, len(facts.members), income, day)}
        case "post":
            return {"where": step.option("places", ()) or ("board",) if step else ("board",)}
        case "panel":
            return {"chair": "township_head", "members": people, "for": 3, "against": 0, "minutes": "演示"}
        case "confirm":
            return {
                "amount": amount(book, len(facts.members), income, day) or 0,
                "care_amount": 0,
                "basis": "演示",
            }
    return {}


def amount(book: RuleBook, members: int, income: Fraction, day: date) -> int | None:
    """Return what the rules of the place make of the household, in fen a month; None where they do not say."""
    try:
        return reckon(book, day, members, income).fen
    except StepRefused:
        return None


def named(rehearsal: Rehearsal) -> Iterator[tuple[str, date]]:
    """Yield the acts and the day of each."""
    for act in rehearsal.acts:
        yield act.verb, act.at.astimezone(SHANGHAI).date()


def aside(walked: Rehearsal, verb: str, book: RuleBook, data: Mapping[str, Any]) -> Act | None:
    """Return an act beside the road (a refusal, a demand, a change), from the last moment at which it may be done."""
    for act in reversed(walked.acts):
        at = datetime.combine(_next_working(book, act.at.astimezone(SHANGHAI).date()), NINE, tzinfo=SHANGHAI)
        try:
            outcome = flow.decide(verb, act.facts, book, _actor(verb), at, data)
        except StepRefused:
            continue
        return Act(verb, at, outcome.facts, outcome.data)
    return None
