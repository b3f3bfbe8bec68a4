"""The short words a queue shows beside a case."""

from __future__ import annotations

from datetime import datetime

from casework.rules import urgency
from casework.rules.clocks import overdue
from casework.rules.facts import Facts
from policies.rules.rulebook import RuleBook

FLAGS = (
    "relative",
    "delegated",
    "second_demand",
    "objection",
    "overdue",
    "special",
    "deliberated",
    "elevated",
    "emergency",
    "urgent",
    "complaint",
)


def standing(facts: Facts) -> tuple[str, ...]:
    """Return the flags that only acts can raise."""
    raised = {
        "relative": bool(facts.relatives) or facts.relative_filed,
        "delegated": facts.delegated,
        "second_demand": facts.second_demand,
        "objection": facts.objections > 0,
        "special": facts.plan_filed,
        "deliberated": facts.deliberated,
        "elevated": facts.elevated is not None,
        "emergency": facts.emergency,
        "urgent": urgency.waits(facts),
        "complaint": facts.complaints > 0,
    }
    return tuple(flag for flag in FLAGS if raised.get(flag))


def flags(facts: Facts, book: RuleBook, now: datetime) -> tuple[str, ...]:
    """Return all flags at a moment; `overdue` is raised by time alone."""
    late = ("overdue",) if overdue(facts, book, now) else ()
    return (*standing(facts), *late)
