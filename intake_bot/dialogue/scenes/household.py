"""What the one-time list depends on and the screener did not ask: how many children, and what a paper's condition needs."""

from __future__ import annotations

from collections.abc import Iterator

from intake_bot.dialogue.asking import own
from intake_bot.dialogue.effects import Disclose
from intake_bot.dialogue.questionnaire import Questionnaire
from intake_bot.dialogue.replies import Turn
from intake_bot.dialogue.scenes import answers
from intake_bot.dialogue.talk import Talk
from policies.rules import screening
from policies.rules.conditions import Condition, holds
from policies.rules.programme import Choice, Question

MINORS = "minors"
MOST_DIGITS = 2


def questions(talk: Talk) -> tuple[Question, ...]:
    """Return what is still to be asked before the list: everything that selects a paper, so it is told once."""
    spec = talk.programme.spec
    facts = screening.facts_from(spec, answers.known(talk))
    allowed = ("open", "personal") if talk.script.channel.carries_personal else ("open",)
    used = {fact for paper in spec.materials if paper.condition for fact in _facts(paper.condition)}
    selecting = tuple(
        question
        for question in spec.questions
        if question.part == "application"
        and question.key in used
        and question.sensitivity in allowed
        and (question.condition is None or holds(question.condition, facts))
    )
    return (*_minors(talk, facts.get("members")), *selecting)


def disclose(talk: Talk) -> Turn:
    """Ask the house for the numbered receipt of exactly this household."""
    spec = talk.programme.spec
    facts = screening.facts_from(spec, answers.known(talk))
    members = facts.get("members")
    effect = Disclose(
        programme=spec.code,
        unit=unit(talk),
        facts=facts,
        adults=members - _children(talk) if isinstance(members, int) else None,
        minors=_children(talk),
    )
    return talk.turn(effects=(effect,), scene="sheet", question="")


def unit(talk: Talk) -> str:
    """Return the village that was answered, or nothing where it is not known."""
    found = answers.home(talk)
    return found.code if found else ""


def _children(talk: Talk) -> int:
    raw = talk.mind.answers.get(MINORS, ("0",))[0]
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= MOST_DIGITS else 0


def _minors(talk: Talk, members: screening.Answer | None) -> tuple[Question, ...]:
    if not isinstance(members, int) or members < 2:
        return ()
    none = Choice("0", talk.say("label.nochild"))
    choices = (none, *(Choice(str(number), str(number)) for number in range(1, members)))
    return (own(talk, "household", MINORS, "choice", choices),)


def _facts(condition: Condition) -> Iterator[str]:
    if condition.fact:
        yield condition.fact
    for part in condition.parts:
        yield from _facts(part)


HOUSEHOLD = Questionnaire("household", questions, disclose)
SCENE = HOUSEHOLD.as_scene()
