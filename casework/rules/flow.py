"""The one function that knows what comes next: every act of every place is decided here, from data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from casework.rules import (
    certificate,
    change,
    decision,
    delegation,
    elevated,
    entering,
    filing,
    inquiry,
    intake,
    lateness,
    meeting,
    naming,
    office,
    posting,
    records,
    relief,
    reserve,
    retract,
    survey,
    told_once,
    urgency,
    withdrawal,
)
from casework.rules.asking import Ask, Outcome, day_of
from casework.rules.change import settle
from casework.rules.facts import Facts
from casework.rules.gate import check_order, check_person
from casework.rules.months import month_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, RIGHTS, Actor
from casework.rules.typed import check_typed
from policies.rules.rulebook import RuleBook

ACTS: dict[str, Callable[[Ask], Outcome]] = {
    "intend": intake.intend,
    "authorise": intake.authorise,
    "sign": intake.sign,
    "disclose": told_once.disclose,
    "submit": intake.submit,
    "take": delegation.take,
    "forward": delegation.forward,
    "confirm_delegation": delegation.confirm,
    "revoke_delegation": delegation.revoke,
    "withdraw": withdrawal.withdraw,
    "request_missing": told_once.request_missing,
    "accept": intake.accept,
    "decline": intake.decline,
    "request_check": inquiry.request_check,
    "check_report": inquiry.check_report,
    "visit": inquiry.visit,
    "note": survey.note,
    "assess": inquiry.assess,
    "send_check": inquiry.send_check,
    "look_up": office.look_up,
    "enter": entering.enter,
    "amend": survey.amend,
    "first_opinion": inquiry.first_opinion,
    "reclassify": inquiry.reclassify,
    "post": posting.post,
    "repost": posting.repost,
    "object": posting.object_,
    "resurvey": posting.resurvey,
    "appraise": posting.appraise,
    "close_objection": posting.close_objection,
    "panel": meeting.panel,
    "file_plan": decision.file_plan,
    "extend": decision.extend,
    "confirm": decision.confirm,
    "refuse": decision.refuse,
    "retract": retract.retract,
    "file": filing.file,
    "elevate": elevated.elevate,
    "close_elevated": elevated.close_elevated,
    "explain_delay": lateness.explain_delay,
    "open_urgent": urgency.open_urgent,
    "relieve": relief.relieve,
    "backfill": relief.backfill,
    "attach_receipt": relief.attach_receipt,
    "spend": reserve.spend,
    "notice": records.notice,
    "serve": records.serve,
    "propose_change": change.propose_change,
    "defend": change.defend,
    "decide_change": change.decide_change,
    "issue_certificate": certificate.issue,
    "stamp_certificate": certificate.stamp,
    "replace_certificate": certificate.reissue,
    "destroy_certificate": certificate.destroy,
    "lose_certificate": certificate.lose,
    "correct_name": naming.correct_name,
    "relative": records.relative,
    "complain": records.complain,
    "death_match": records.death_match,
    "one_hand": records.one_hand,
}

# Some acts can be judged before anything is entered: these checks answer “may he, now?”.
READY: dict[str, Callable[[Ask], None]] = {
    "confirm": decision.check_confirm,
    "decide_change": change.check_decide_change,
}
BY_THE_HOUSE = ("notice",)
"""What the house may record without a hand: the letter that an act of somebody else calls for."""
NEEDS_ENTRY = ("missing", "invalid", "company", "panel")
"""Refusals that only say that something has not been entered yet: the act itself may be done."""


def decide(
    verb: str, facts: Facts, book: RuleBook, actor: Actor, at: datetime, data: Mapping[str, Any] | None = None
) -> Outcome:
    """Decide one act: return what it leaves, or raise `StepRefused` with a sentence for the desk.

    `at` is aware; money in `data` is fen; `facts` are settled to the day of the act first.
    """
    ask = Ask(verb, settle(facts, book, day_of(at)), book, actor, at, data or {})
    _check(ask)
    if RIGHTS[verb] and not actor.is_staff and verb not in BY_THE_HOUSE:
        # Whoever has no number could be anybody's second hand.
        raise StepRefused("这个账号没有登记是哪一位工作人员，不能办件", code="role")
    check_typed(ask)
    return ACTS[verb](ask)


def _check(ask: Ask) -> None:
    if ask.verb not in ACTS:
        raise StepRefused("没有这样的步骤", code="invalid")
    check_person(ask)
    withdrawal.check_not_withdrawn(ask)
    check_order(ask)


def may(verb: str, facts: Facts, book: RuleBook, actor: Actor, at: datetime) -> StepRefused | None:
    """Say whether an act would be allowed now, before anything is entered: None, or the refusal."""
    ask = Ask(verb, settle(facts, book, day_of(at)), book, actor, at, {})
    try:
        _check(ask)
        READY.get(verb, ACTS[verb])(ask)
    except StepRefused as refusal:
        return None if _only_entry(verb, refusal) else refusal
    return None


def _only_entry(verb: str, refusal: StepRefused) -> bool:
    return refusal.code in NEEDS_ENTRY and verb not in READY and verb != "accept"


def stage(facts: Facts, book: RuleBook, today: date) -> str:
    """Return the stage on a day: a confirmed case is active from its first paid month and ended after its last."""
    settled = settle(facts, book, today)
    benefit, month = settled.benefit, month_of(today)
    if benefit is None:
        return _without_money(settled, month)
    if benefit.last_month and month > benefit.last_month:
        return "ended"
    pending = settled.change is not None and (not settled.change.effective or settled.change.stop)
    if settled.stage == "changing" and (
        pending or month < (settled.change.effective if settled.change else "")
    ):
        return "changing"
    return "active" if month >= benefit.first_month else "confirmed"


def _without_money(facts: Facts, month: str) -> str:
    """Return the stage of a recognition that pays nothing (低边): a change of it holds from its month."""
    change = facts.change
    if facts.stage != "changing" or change is None or not change.effective or month < change.effective:
        return facts.stage
    return "ended" if change.stop else "confirmed"


def allowed(facts: Facts, book: RuleBook, actor: Actor, at: datetime) -> tuple[str, ...]:
    """Return the acts this person could do on this case now, in the order of the procedure."""
    return tuple(
        verb
        for verb in ACTS
        if RIGHTS[verb] and actor.holds(RIGHTS[verb]) and may(verb, facts, book, actor, at) is None
    )


def on_roster(facts: Facts, book: RuleBook, today: date) -> bool:
    """Say whether the household stands on the standing roster that day: approved, and support has not ended.

    A programme whose place names no columns of a roster has none (SY-A1.7a names three groups, not temporary aid).
    """
    if not book.spec.roster_columns:
        return False
    settled = settle(facts, book, today)
    if settled.decision is None or not settled.decision.grant:
        return False
    return stage(settled, book, today) != "ended"


__all__ = ["ACTS", "COUNTY", "Ask", "Outcome", "allowed", "decide", "may", "on_roster", "settle", "stage"]
