"""Taking an application back: by the household itself, as long as nobody at the office has opened it."""

from __future__ import annotations

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.facts import WITHDRAWN
from casework.rules.refusal import StepRefused

UNTOUCHED = ("draft", "taken", "submitted")
"""Stages in which nobody at the office has worked on the case yet."""

STILL_HEARD = ("complain", "relative")
"""What may still be said of a case that was withdrawn: it tells of people, and asks for nothing."""

ASK_US = "不想办了，请打电话或者到窗口说一声"


def withdraw(ask: Ask) -> Outcome:
    """The household takes its application back; the papers stay, and it may apply again. A reason is its own affair.

    `opened` says that somebody of the office has looked at the case: then it is no longer undone, but spoken about.
    """
    facts = ask.facts
    if ask.actor.is_staff:
        raise StepRefused("撤回要由申请人自己用查询码来办", code="role")
    if facts.when("relieve") or facts.check.requested:
        raise StepRefused(f"已经先给了钱或者已经去核对了，不能自己撤回。{ASK_US}", code="late")
    if facts.stage not in UNTOUCHED:
        raise StepRefused(f"这一件窗口已经办过，不能自己撤回。{ASK_US}", code="order")
    if ask.data.get("opened"):
        raise StepRefused(f"窗口的人已经打开看了，不能自己撤回。{ASK_US}", code="opened")
    reason = str(ask.data.get("reason") or "").strip()
    return Outcome(moved(ask, stage=WITHDRAWN), {"reason": reason})


def check_not_withdrawn(ask: Ask) -> None:
    """Refuse to go on with a case whose household has taken it back."""
    if ask.facts.stage == WITHDRAWN and ask.verb not in STILL_HEARD:
        raise StepRefused("申请人自己撤回了，这一件不用再办。要办，请重新申请", code="withdrawn")
