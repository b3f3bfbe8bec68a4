"""Taking a decision back by the hand that made it, for a few minutes, while nothing of it has left the house."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.facts import Facts
from casework.rules.refusal import StepRefused

TAKEN_BACK = ("confirm", "refuse")
"""The decisions that can be taken back. Money paid first, a posting and a stop are out with the act itself."""


def until(ask: Ask) -> datetime | None:
    """Return until when a decision made now may be taken back; None where no time was given for that."""
    minutes = int(ask.data.get("undo") or 0)
    return ask.at + timedelta(minutes=minutes) if minutes > 0 else None


def untold(facts: Facts, now: datetime) -> Facts:
    """Return the case as the applicant may know it: a decision that may still be taken back is not told yet."""
    decision = facts.decision
    if decision is None or decision.until is None or now >= decision.until:
        return facts
    return _undecided(facts)


def retract(ask: Ask) -> Outcome:
    """The case stands again where it stood before the decision; the decision stays in the chain, with this beside it."""
    facts, decision = ask.facts, ask.facts.decision
    if decision is None or decision.until is None or facts.change is not None:
        raise StepRefused("现在没有能撤回的决定", code="order")
    if facts.hands.get("confirm", ("",))[-1] not in ask.actor.identities:
        raise StepRefused("只有作决定的人自己能撤回", code="hands")
    if ask.at >= decision.until:
        raise StepRefused("撤回的时间过了，决定已经发出去。要改，请按调整或者停发的办法走", code="late")
    if any(notice.at >= decision.at for notice in facts.notices) or max(facts.times.values()) > decision.at:
        raise StepRefused("决定以后已经有了别的动作，不能撤回", code="order")
    reason = ask.words("reason", "为什么撤回")
    return Outcome(moved(replace(ask, facts=_undecided(facts))), {"reason": reason, "grant": decision.grant})


def _undecided(facts: Facts) -> Facts:
    """Return the facts without their decision; whoever decided keeps his hand on the case."""
    times = {name: at for name, at in facts.times.items() if name not in TAKEN_BACK}
    return replace(facts, stage=_stage_before(facts), times=times, decision=None, benefit=None)


def _stage_before(facts: Facts) -> str:
    if facts.opinion is not None:
        return "posted" if facts.hanging() else "opined"
    return "surveyed" if facts.when("visit") else "accepted"
