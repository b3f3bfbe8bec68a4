"""What the office looks up itself: everything that shared data give, and what nobody may be asked a proof of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.completeness import to_bring
from casework.rules.facts import Facts
from casework.rules.refusal import StepRefused
from policies.rules.programme import ProgrammeSpec

ELSEWHERE = "elsewhere_certificate"
"""The banned proof that concerns only members registered elsewhere; the others concern every household."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to look up: its code, its name, how, on which clause, and whether it is done."""

    code: str
    name: str
    how: str
    clause: str
    done: bool


def tasks(facts: Facts, spec: ProgrammeSpec, day: date) -> tuple[Task, ...]:
    """Return what the office has to look up for this household (YI-2.4a, YI-2.4c)."""
    listed = to_bring(facts, spec, day)
    found = [
        Task(item.code, item.name, item.where, item.clause, item.code in facts.looked_up)
        for item in listed.shared
    ]
    away = any(member.registered for member in facts.members)
    found += [
        Task(proof.code, proof.name, proof.instead, proof.cite.clause, proof.code in facts.looked_up)
        for proof in spec.banned
        if proof.code == ELSEWHERE and away
    ]
    return tuple(found)


def waiting(facts: Facts, spec: ProgrammeSpec, day: date) -> tuple[Task, ...]:
    """Return what is still to be looked up."""
    return tuple(task for task in tasks(facts, spec, day) if not task.done)


def look_up(ask: Ask) -> Outcome:
    """Somebody of the office has looked it up; the case keeps what, and what came out."""
    codes = tuple(dict.fromkeys(ask.data.get("codes") or ()))
    open_codes = {task.code for task in waiting(ask.facts, ask.book.spec, ask.day)}
    if not codes:
        raise StepRefused("还没有选查好了哪几样", code="missing")
    if set(codes) - open_codes:
        raise StepRefused("这一样不在要查的里面，或者已经查过了", code="invalid")
    text = ask.words("text", "查到的结果")
    return Outcome(
        moved(ask, looked_up=ask.facts.looked_up | set(codes)), {"codes": list(codes), "text": text}
    )
