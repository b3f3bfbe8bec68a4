"""Postings and objections: what is posted when, for how long, and how an objection is answered and closed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from casework.rules.asking import Ask, Outcome, day_of, moved
from casework.rules.closing import served_since
from casework.rules.decision import check_signed, undecided
from casework.rules.facts import Facts, Objection, Posting
from casework.rules.gate import MILESTONE_NAMES, reached
from casework.rules.refusal import StepRefused
from policies.rules.workdays import add_days

PLACES = ("board", "website", "screen", "institution")
LOCAL = ("board", "screen", "institution")
ANSWER_NAMES = {"resurvey": "重新调查", "appraise": "民主评议"}


def post(ask: Ask) -> Outcome:
    """A posting starts: before the decision, of its result, or of the end of support, as the place orders it."""
    subject = _subject(ask)
    running = ask.facts.posting
    if running is not None and running.subject == subject and not _fallen(ask, running):
        raise StepRefused("已经公示了。要再公示一次，请用“重新公示”", code="order")
    return _posted(ask, subject, 1)


def repost(ask: Ask) -> Outcome:
    """The posting is repeated, after an objection has been closed or because the first was defective."""
    posting, objection = ask.facts.posting, ask.facts.objection
    if posting is None:
        raise StepRefused("还没有公示过，不能重新公示", code="order")
    if objection is not None and objection.open:
        raise StepRefused("异议还没有办结，办结以后再重新公示", code="objection")
    if posting.subject == "review":
        _check_opinion_stands(ask)
    if posting.subject == "stop" and not _end_stands(ask.facts, posting):
        raise StepRefused("原来公示的停发不算数了，新的决定书送达以后请用“公示”", code="order")
    if posting.subject == "stop" and ask.facts.change and ask.facts.change.effective:
        raise StepRefused("停发已经生效了，不用再公示", code="order")
    return _posted(ask, posting.subject, posting.round + 1)


def _check_opinion_stands(ask: Ask) -> None:
    """Refuse to post again an opinion that was felled or has become a decision."""
    if ask.facts.decision is not None:
        raise StepRefused("这一件已经决定了，初审意见不用再公示", code="order")
    if ask.facts.opinion is None:
        raise StepRefused("原来的初审意见不算数了，先有新的初审意见再公示", code="order")
    check_signed(ask.facts)


def _posted(ask: Ask, subject: str, number: int) -> Outcome:
    days = ask.number("posting_days")
    where = tuple(ask.data.get("where") or ())
    if not where or set(where) - set(PLACES):
        raise StepRefused("请选公示贴在哪里（公开栏、网站、电子屏、供养机构）", code="missing")
    if ask.option("post", "local") and not set(where) & set(LOCAL):
        raise StepRefused("要在申请人住的地方公示，不能只挂在网站上", code="missing")
    last_day = add_days(ask.day, days).day
    posting = Posting(ask.at, days, last_day, subject, where, number)
    stage = "posted" if subject == "review" else ask.facts.stage
    step = ask.step("post")
    facts = moved(ask, stage=stage, milestones=("post",), posting=posting)
    kept = {"where": list(where), "days": days, "last_day": last_day.isoformat(), "subject": subject}
    return Outcome(facts, {**kept, "round": number}, step.cite.clause if step else "")


def _fallen(ask: Ask, posting: Posting) -> bool:
    """Say whether what was posted then no longer stands: there is a newer opinion, or a newer end of support."""
    opinion, change = ask.facts.opinion, ask.facts.change
    if posting.subject == "review":
        return opinion is None or opinion.at > posting.at
    return change is not None and change.decided is not None and change.decided > posting.at


def _end_stands(facts: Facts, posting: Posting) -> bool:
    """Say whether the posted end of support is the one that was decided last, and has not been felled since."""
    change = facts.change
    return change is not None and change.decided is not None and change.decided <= posting.at


def _subject(ask: Ask) -> str:
    facts, change = ask.facts, ask.facts.change
    if (
        change is not None
        and change.stop
        and change.decided is not None
        and ask.option("change", "posting_on_stop")
    ):
        if not served_since(facts, "decision", change.decided, ask.day):
            raise StepRefused("决定书送达以后才能公示", code="order")
        return "stop"
    if facts.decision is not None:
        if not facts.decision.grant:
            raise StepRefused("没有批准的件不公示", code="order")
        return "result"
    step = ask.step("post")
    for milestone in step.after if step else ("review",):
        if not reached(milestone, ask):
            raise StepRefused(
                f"本地规定：{MILESTONE_NAMES.get(milestone, milestone)}以后才公示",
                code="order",
                clause=step.cite.clause if step else "",
            )
    check_signed(facts)
    return "review"


def object_(ask: Ask) -> Outcome:
    """A resident objects; before the decision this stops the approval, never the clock."""
    posting = ask.facts.posting
    if posting is None or _gone(ask.facts, posting):
        raise StepRefused("这一件现在没有公示，有话说请打监督电话或者投诉", code="order")
    before = ask.facts.objection
    again = before is not None and before.open
    count = before.open_count + 1 if before is not None and again else 1
    objection = Objection(ask.at, id=str(ask.data.get("id") or ""), open_count=count, against=posting.subject)
    stage = "objected" if posting.subject == "review" and ask.facts.decision is None else ask.facts.stage
    # The limit for deciding runs from the first who objects: somebody after him does not begin it anew (SY-A2.6e).
    facts = moved(
        ask,
        stage=stage,
        milestones=() if again else (f"object:{posting.subject}",),
        objection=objection,
        objections=ask.facts.objections + 1,
    )
    return Outcome(facts, {"id": objection.id, "named": bool(ask.data.get("named"))})


def _gone(facts: Facts, posting: Posting) -> bool:
    """Say whether nobody can speak against a posting any more, since what it said no longer stands."""
    if posting.subject == "stop":
        return not _end_stands(facts, posting)
    return posting.subject == "review" and _felled(facts)


def _felled(facts: Facts) -> bool:
    """Say whether the posted opinion no longer stands; an objection that is still open keeps the matter posted."""
    still_open = facts.objection is not None and facts.objection.open
    return facts.opinion is None and facts.decision is None and not still_open


def _open_objection(ask: Ask) -> Objection:
    objection = ask.facts.objection
    if objection is None or not objection.open:
        raise StepRefused("现在没有要处理的异议", code="order")
    return objection


def _answers(ask: Ask, objection: Objection) -> tuple[str, ...]:
    kind = "change" if objection.against == "stop" else "post"
    return tuple(ask.option(kind, "answers", ()))


def resurvey(ask: Ask) -> Outcome:
    """The facts are inquired into again because somebody objected."""
    return _answered(ask)


def appraise(ask: Ask) -> Outcome:
    """The township holds a democratic appraisal because somebody objected.

    Without an objection only where the place does not say when one is held (YC-3.1.2c).
    """
    objection, step = ask.facts.objection, ask.step("appraise")
    if (objection is None or not objection.open) and (step is None or not step.option("mode")):
        undecided(ask)
        return Outcome(moved(ask), _held(ask))
    return _answered(ask)


def _answered(ask: Ask) -> Outcome:
    objection = _open_objection(ask)
    allowed = _answers(ask, objection)
    if allowed and ask.verb not in allowed:
        raise StepRefused(
            f"本地处理异议的办法是{'或者'.join(ANSWER_NAMES[answer] for answer in allowed)}", code="order"
        )
    return Outcome(moved(ask, objection=replace(objection, answered=True)), _held(ask))


def _held(ask: Ask) -> dict[str, Any]:
    """Return what is kept of an inquiry or an appraisal; refuse a near relative among those who held it."""
    people = tuple(ask.data.get("who") or ())
    if not people:
        raise StepRefused("还没有写是谁参加的", code="missing")
    if any(person["officer"] in ask.facts.relatives for person in people):
        raise StepRefused("参加的人里有这一家的近亲属，应当回避", code="relative")
    votes = [ask.data.get(name) for name in ("for", "against")]
    if ask.verb == "appraise" and None in votes:
        raise StepRefused("还没有写几票同意、几票不同意", code="missing")
    if any(vote is not None and int(vote) < 0 for vote in votes):
        raise StepRefused("票数不能小于零，请核对", code="invalid")
    if ask.verb == "appraise" and not any(int(vote or 0) for vote in votes):
        raise StepRefused("一票也没有，不算评议，请核对票数", code="invalid")
    return {
        "who": [dict(person) for person in people],
        "for": ask.data.get("for"),
        "against": ask.data.get("against"),
        "minutes": str(ask.data.get("minutes") or ""),
    }


def close_objection(ask: Ask) -> Outcome:
    """The objection is decided: `upheld` fells the opinion (or the end of support), `dismissed` lets it stand."""
    objection = _open_objection(ask)
    needed = "approver" if objection.against == "stop" else "reviewer"
    if not ask.actor.holds((needed,)):
        raise StepRefused(
            "终止的异议由审批岗决定" if needed == "approver" else "异议由初审岗办结", code="role"
        )
    allowed = _answers(ask, objection)
    if allowed and not objection.answered:
        raise StepRefused(
            f"要先{'或者'.join(ANSWER_NAMES[answer] for answer in allowed)}，才能办结异议", code="order"
        )
    outcome = str(ask.data.get("outcome") or "")
    if outcome not in ("upheld", "dismissed"):
        raise StepRefused("请选异议成立还是不成立", code="missing")
    if outcome == "upheld" and not objection.answered and ask.option("post", "upheld_needs_answer"):
        raise StepRefused("异议成立要先有重新调查或者评议的记录", code="order")
    closed = replace(objection, outcome=outcome, answered=True)
    return Outcome(_closed(ask, closed), {"outcome": outcome, "against": objection.against})


def _closed(ask: Ask, objection: Objection) -> Facts:
    upheld = objection.outcome == "upheld"
    if objection.against == "stop":
        if upheld and _while_it_hung(ask.facts, objection):
            return moved(ask, stage="active", objection=objection, change=None)
        return moved(ask, objection=objection)
    against_result = objection.against == "result" and ask.facts.decision is not None
    if upheld and against_result and _while_it_hung(ask.facts, objection):
        fallen = moved(ask, stage="surveyed", objection=objection, opinion=None, posting=None)
        return replace(fallen, decision=None, benefit=None, change=None)
    if ask.facts.decision is not None:
        return moved(ask, objection=objection)
    if upheld:
        return moved(ask, stage="surveyed", objection=objection, opinion=None)
    return moved(ask, stage=_stage_again(ask), objection=objection)


def _while_it_hung(facts: Facts, objection: Objection) -> bool:
    """Say whether a result or an end of support was objected to while it hung: upheld, the objection fells it.

    Later the support runs or has ended, and it is for `propose_change` or a new application to draw the
    consequence; so it is with an opinion that has become a decision.
    """
    posting = facts.posting
    if posting is None or posting.subject != objection.against:
        return False
    return day_of(objection.at) <= posting.last_day


def _stage_again(ask: Ask) -> str:
    """Return where the case stood before the objection: the opinion may have been reached anew meanwhile."""
    if ask.facts.opinion is None:
        return "surveyed"
    return "posted" if ask.facts.hanging() else "opined"
