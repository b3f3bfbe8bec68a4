"""From answers to facts: what a conversation or a form heard, in the words that conditions use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policies.rules.conditions import holds
from policies.rules.programme import ProgrammeSpec, Question

YES = frozenset({"yes", "true", "1", "有", "是"})


def facts_from(spec: ProgrammeSpec, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that answers state; each chosen code of a `multi` question becomes a true fact.

    An unanswered question states nothing; an answered `multi` states False for what was not chosen.
    """
    facts: dict[str, Any] = {}
    for question in spec.questions:
        if answers.get(question.key) is not None:
            facts.update(_stated(question, answers[question.key]))
    return facts


def _stated(question: Question, answer: Any) -> dict[str, Any]:
    match question.type:
        case "multi":
            chosen = {answer} if isinstance(answer, str) else set(answer)
            return {choice.code: choice.code in chosen for choice in question.choices}
        case "yesno":
            return {question.key: answer if isinstance(answer, bool) else str(answer).lower() in YES}
        case "number":
            return {question.key: int(answer)}
    return {question.key: answer}


def next_question(spec: ProgrammeSpec, part: str, answers: Mapping[str, Any]) -> Question | None:
    """Return the next unanswered question of a part whose condition holds, or None at the end."""
    facts = facts_from(spec, answers)
    for question in spec.questions:
        if question.part != part or question.key in answers:
            continue
        if question.condition is None or holds(question.condition, facts):
            return question
    return None
