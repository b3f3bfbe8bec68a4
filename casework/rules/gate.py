"""Before an act is weighed: may this person, in this order, with these other hands, do it now at all?"""

from __future__ import annotations

from casework.rules.asking import Ask
from casework.rules.refusal import StepRefused
from casework.rules.roles import FROM_A_FILE, RIGHTS, names, rights

HANDS = ("accept", "review", "confirm")
"""The three duties that are three different humans in every place (the fourth promise of the house)."""

DUTY = {
    "accept": "accept",
    "decline": "accept",
    "first_opinion": "review",
    "confirm": "confirm",
    "refuse": "confirm",
}
DUTY_NAMES = {
    "accept": "受理",
    "review": "初审",
    "confirm": "审批",
    "propose": "提出变更",
    "decide": "决定变更",
}
STEP_OF = {
    "accept": "accept",
    "request_check": "check",
    "visit": "visit",
    "first_opinion": "review",
    "confirm": "confirm",
}
MILESTONE_NAMES = {
    "intend": "申请人表明意愿并授权核对",
    "lodge": "申请已经提交",
    "accept": "已经受理",
    "check": "核对报告已经收到",
    "visit": "已经入户调查",
    "review": "已经有初审意见",
    "post": "公示期满且没有未办结的异议",
    "panel": "集体研究通过",
    "confirm": "已经审批",
    "serve:decision": "决定书已经送达",
}


def check_person(ask: Ask) -> None:
    """Refuse whoever has not the role, acts outside his units, is a near relative, or did another duty."""
    entered = (*rights(ask.verb), *FROM_A_FILE.get(ask.verb, ()))
    needed = entered if ask.actor.is_staff else RIGHTS[ask.verb]
    if needed and not ask.actor.holds(needed):
        raise StepRefused(f"这一步要由{names(needed)}来办", code="role")
    if not ask.actor.is_staff:
        return
    if ask.actor.one_of(ask.facts.relatives) and ask.verb != "relative":
        raise StepRefused("您登记为这一家的近亲属，应当回避，请换人办理", code="relative")
    # Kin is kin wherever he sits: it is declared for cases of other units too.
    if ask.verb != "relative" and not ask.actor.covers(ask.facts.unit):
        raise StepRefused("这一件不在您管的地方，请转给当地办理", code="scope")
    check_hands(ask)


def check_hands(ask: Ask) -> None:
    """Refuse a second duty of one human on one case (accept, review, confirm; propose, decide)."""
    duty = DUTY.get(ask.verb)
    if duty is None:
        return
    step = ask.step(duty)
    others = set(HANDS) | set(step.apart_from if step else ())
    for other in sorted(others - {duty}):
        if ask.actor.one_of(ask.facts.hands.get(other, ())):
            clause = (
                step.cite.clause
                if step and other in step.apart_from
                else "三双手：受理、初审、审批由不同的人办"
            )
            raise StepRefused(
                f"您经手过这一件的{DUTY_NAMES.get(other, other)}，不能再办{DUTY_NAMES[duty]}，请换人",
                code="hands",
                clause=clause,
            )


def check_order(ask: Ask) -> None:
    """Refuse an act whose earlier steps, as this place orders them, are not done."""
    step = ask.step(STEP_OF.get(ask.verb, ""))
    if step is None:
        return
    for milestone in step.after:
        if not reached(milestone, ask):
            raise StepRefused(
                f"还不到这一步：要先等{MILESTONE_NAMES.get(milestone, milestone)}",
                code="order",
                clause=step.cite.clause,
            )


def reached(milestone: str, ask: Ask) -> bool:
    """Say whether a milestone of the order has been reached at the moment of the act."""
    facts = ask.facts
    match milestone:
        case "intend":
            return facts.when("intend") is not None or facts.when("lodge") is not None
        case "check":
            return bool(facts.check.result)
        case "visit":
            return facts.when("visit") is not None
        case "review":
            return facts.opinion is not None
        case "post":
            return _posted(ask)
        case "panel":
            return facts.panel is not None and facts.panel.approves > facts.panel.rejects
        case "confirm":
            return facts.decision is not None and facts.decision.grant
        case "serve:decision":
            notice = facts.notice("decision")
            return notice is not None and notice.served is not None and notice.served <= ask.day
    return facts.when(milestone) is not None


def _posted(ask: Ask) -> bool:
    """Say whether nothing that was posted is contested: the opinion hangs, or its result has hung to the end."""
    facts, objection = ask.facts, ask.facts.objection
    if objection is not None and objection.open:
        return False
    decision, posting = facts.decision, facts.posting
    if decision is None:
        return facts.hanging() is not None
    return posting is not None and posting.at >= decision.at and posting.last_day < ask.day
