"""An application on behalf (代为申请): the village takes it and passes it on, the household says whether that is its will."""

from __future__ import annotations

from typing import Any

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.facts import WITHDRAWN
from casework.rules.intake import check_channel, from_lead, lodged
from casework.rules.refusal import StepRefused

CONFIRMED = "confirm_delegation"
"""The milestone of the household's own word that the village acts for it."""


def take(ask: Ask) -> Outcome:
    """The village takes a delegated application: refused without the reason and the evidence the place asks for.

    It is a new application, or one whose household has stated its wish and cannot go on by itself (YI-1.4): what the wish
    has set going stands. Whether its officer is `related` to the household is asked everywhere, and has to be answered.
    """
    check_channel(ask, "village")
    if ask.facts.when("take") or ask.facts.when("lodge"):
        raise StepRefused("这一件已经有人代收了", code="order")
    reason = _asked_of_the_village(ask, "reason", "代办的原因")
    evidence = _asked_of_the_village(ask, "evidence", "凭什么代办（委托书、合影或电话核实）")
    related = ask.data.get("related")
    if related is None:
        raise StepRefused("还没有答：代办的人和他家是不是近亲属", code="missing")
    step = ask.step("lodge")
    facts = moved(ask, stage="taken", delegated=True, channel="village", relative_filed=bool(related))
    kept = {"reason": reason, "evidence": evidence, "related": related, **from_lead(ask)}
    kept |= {"wish": True} if ask.facts.when("intend") else {}
    return Outcome(facts, kept, step.cite.clause if step else "")


def _asked_of_the_village(ask: Ask, key: str, what: str) -> str:
    """Return what the village wrote; where the place asks for it, it has to be there (HX-4.2b, SY-4.1a, YC-3.1.2a)."""
    if ask.option("lodge", f"delegation_{key}"):
        return ask.words(key, what)
    return str(ask.data.get(key) or "").strip()


def forward(ask: Ask) -> Outcome:
    """The village passes the delegated application on to the township."""
    if ask.facts.stage not in ("taken", "returned"):
        raise StepRefused("只有代收的、还没上报的件才能上报", code="order")
    return lodged(ask, "submitted")


def confirm(ask: Ask) -> Outcome:
    """The household says that the village acts for it by its will; the township may have asked it, and writes how."""
    _check_delegated(ask)
    if ask.facts.when(CONFIRMED):
        raise StepRefused("本人已经确认过了，不用再确认", code="order")
    return Outcome(moved(ask), _how(ask))


def revoke(ask: Ask) -> Outcome:
    """The household does not want the village to act for it, before that has passed the application on.

    A wish that was stated stands, and its household goes on by itself; without one there is nothing left to go on with.
    """
    _check_delegated(ask)
    if ask.facts.stage != "taken":
        raise StepRefused(
            "村里已经报到镇里了，代办不能再撤销。有话要说，请打电话或者到窗口说一声", code="order"
        )
    facts = moved(ask, stage="draft" if ask.facts.when("intend") else WITHDRAWN, delegated=False, channel="")
    for milestone in ("take", CONFIRMED):
        facts.times.pop(milestone, None)
    return Outcome(facts, _how(ask))


def _check_delegated(ask: Ask) -> None:
    if not ask.facts.delegated or ask.facts.decision is not None:
        raise StepRefused("这一件不是村里正在代办的", code="order")


def _how(ask: Ask) -> dict[str, Any]:
    """Return how the household said it: its own reason is its own affair, the office writes how it asked."""
    if ask.actor.is_staff:
        return {"words": ask.words("words", "怎么问的本人、他怎么说")}
    words = str(ask.data.get("words") or "").strip()
    return {"words": words} if words else {}
