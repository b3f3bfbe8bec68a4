"""An urgent need told under a programme that pays by the month: seen, and taken up as temporary aid beside it."""

from __future__ import annotations

from datetime import datetime

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.facts import CLOSED, Facts
from casework.rules.refusal import StepRefused
from casework.rules.relief import given_under

URGENT = "urgent"
"""The question of the packs whether somebody has nothing to eat, no roof, or is in hospital now."""
OPENED = "open_urgent"


def waits(facts: Facts) -> bool:
    """Say whether an urgent need was told that no emergency of the case answers and no other case was opened for."""
    told = facts.circumstances.get(URGENT) is True
    undecided = facts.decision is None and facts.stage not in CLOSED
    return told and undecided and not facts.emergency and facts.when(OPENED) is None


def told_at(facts: Facts) -> datetime | None:
    """Return when the need was told: with the application or its wish; None where it was not told there."""
    if facts.circumstances.get(URGENT) is not True:
        return None
    return facts.when("intend") or facts.when("take") or facts.when("lodge")


def open_urgent(ask: Ask) -> Outcome:
    """An application of temporary aid is opened from this one; `to` is its number (YC-4a: one form for several)."""
    if given_under(ask.book.spec):
        raise StepRefused("这一项本来就可以先行救助，不用另开一件", code="order")
    if ask.facts.decision is not None or ask.facts.stage in CLOSED:
        raise StepRefused("这一件已经办结，急的请重新登记一件临时救助", code="order")
    if ask.facts.when(OPENED) is not None:
        raise StepRefused("由这一件已经开过一件临时救助了", code="order")
    number = ask.words("to", "开的是哪一件")
    question = ask.book.spec.question(URGENT)
    return Outcome(moved(ask), {"to": number}, question.cite.clause if question else "")
