"""Changes and the end of support: proposed, heard, decided, served, and from which month they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from casework.rules.asking import Ask, Outcome, day_of, moved
from casework.rules.clocks import not_before
from casework.rules.closing import issued_since
from casework.rules.facts import Benefit, Change, Facts, Former, Objection
from casework.rules.governed import rules_of
from casework.rules.meeting import check_panel
from casework.rules.months import following_month, month_of
from casework.rules.refusal import StepRefused
from casework.rules.signing import change_fell, sign
from policies.rules.rulebook import RuleBook


def propose_change(ask: Ask) -> Outcome:
    """A change of the amount (fen a month) or the end of support is proposed, with its cause."""
    facts = ask.facts
    if facts.decision is None or not facts.decision.grant or _ended(ask):
        raise StepRefused("只有正在享受救助的件才能调整或者停发", code="order")
    if _pending_or_coming(ask):
        raise StepRefused("已经有一个调整在办，等它生效以后再提", code="order")
    cause = ask.words("cause", "调整或者停发的原因")
    stop = bool(ask.data.get("stop"))
    to = None if stop else _new_amount(ask)
    change = Change(ask.at, stop, to, cause, signed=sign(facts))
    proof = _proof(ask, change)
    facts = moved(
        ask,
        stage="changing",
        change=change,
        benefit=_folded(facts),
        hands={**facts.hands, "propose": (ask.actor.officer,)},
    )
    return Outcome(facts, {"stop": stop, "to": to, "cause": cause, **proof})


def _new_amount(ask: Ask) -> int:
    """Return the new amount in fen a month. Down to nothing is an end, which has a procedure of its own (SY-A2.6d)."""
    amount, benefit = ask.money("to", "调整后的每月金额"), _folded(ask.facts)
    if benefit is None and amount:
        raise StepRefused("这一项不按月发钱，没有金额可以调；要退出的，请选停发", code="invalid")
    if benefit is not None and amount == 0:
        raise StepRefused("调到 0 元就是停发，请按停发提出", code="invalid")
    if benefit is not None and amount == benefit.amount:
        raise StepRefused("这就是现在每月的金额，没有要调整的", code="invalid")
    return amount


def _proof(ask: Ask, change: Change) -> dict[str, str]:
    """Return which papers prove the change; a place may ask for them (YC-5.2b).

    Who hands in no such field at all tells of a proposal, and does not make it.
    """
    if "proof" not in ask.data:
        return {}
    step = rules_of(change, ask.book.spec)
    if step is not None and step.option("proof_required"):
        ask.words("proof", "有什么材料证明")
    proof = str(ask.data["proof"] or "").strip()
    return {"proof": proof} if proof else {}


def _pending_or_coming(ask: Ask) -> bool:
    """Say whether a change is being dealt with; one whose facts have changed since may be proposed anew."""
    change = ask.facts.change
    if change is None or (change.decided is None and change_fell(ask.facts)):
        return False
    return not change.effective or month_of(ask.day) < change.effective


def _ended(ask: Ask) -> bool:
    """Say whether support ended with a month before this one."""
    benefit, change = ask.facts.benefit, ask.facts.change
    if benefit is None:
        stopped = change is not None and change.stop and change.effective
        return bool(stopped) and month_of(ask.day) >= str(stopped)
    return bool(benefit.last_month) and month_of(ask.day) > benefit.last_month


def _folded(facts: Facts) -> Benefit | None:
    """Return the benefit with an earlier change, already in effect, written into it."""
    done, benefit = facts.change, facts.benefit
    if benefit is None or done is None or done.to is None or not done.effective:
        return benefit
    former = (*benefit.former, Former(done.effective, benefit.amount))
    return replace(benefit, amount=done.to, former=former)


def _pending(ask: Ask) -> Change:
    change = ask.facts.change
    if change is None or change.decided is not None:
        raise StepRefused("现在没有等着决定的调整", code="order")
    return change


def defend(ask: Ask) -> Outcome:
    """The household states its side; the decision must answer it (SY-A1.6c)."""
    change = _pending(ask)
    ask.words("words", "要说的话")
    facts = moved(ask, change=replace(change, heard=ask.at))
    return Outcome(facts, {"id": str(ask.data.get("id") or "")})


def check_decide_change(ask: Ask) -> None:
    """Refuse a decision before the household was told and heard, or by the hand that proposed it."""
    change = _pending(ask)
    if ask.actor.one_of(ask.facts.hands.get("propose", ())):
        raise StepRefused("调整是您提出的，要由别人决定", code="hands")
    fell = change_fell(ask.facts)
    if fell:
        raise StepRefused(fell, code="changed")
    step = rules_of(change, ask.book.spec)
    clause = step.cite.clause if step else ""
    if step is not None and step.option("advance"):
        notice = ask.facts.notice("advance")
        if notice is None or notice.at < change.at or notice.served is None:
            raise StepRefused("事先告知书还没有送达，不能决定", code="order", clause=clause)
        first = not_before(ask.facts, ask.book).get("decide_change")
        if first is not None and ask.day < first:
            raise StepRefused(
                f"陈述申辩期还没有满，{first.isoformat()} 起才能决定", code="early", clause=clause
            )
    check_panel(ask)


def decide_change(ask: Ask) -> Outcome:
    """Decide the proposed change; a statement of the household has to be answered."""
    check_decide_change(ask)
    change = _pending(ask)
    answer = str(ask.data.get("answer") or "").strip()
    if change.heard is not None and not answer:
        raise StepRefused("申请人说过话，决定里要答复", code="missing")
    decided = replace(change, decided=ask.at, answer=answer)
    facts = moved(ask, change=decided)
    return Outcome(facts, {"stop": change.stop, "to": change.to, "answer": answer})


def settle(facts: Facts, book: RuleBook, today: date) -> Facts:
    """Let happen what happens by itself when days pass: a decided change takes effect when its conditions are met."""
    change = facts.change
    if change is None or change.decided is None or change.effective:
        return facts
    effective = _effective(facts, book, change, today)
    if not effective:
        return facts
    return _in_effect(facts, replace(change, effective=effective))


def _effective(facts: Facts, book: RuleBook, change: Change, today: date) -> str:
    """Return the first month of the changed state, or nothing while a condition is not met."""
    assert change.decided is not None
    step = rules_of(change, book.spec)
    effect = step.option("effect") if step else None
    if effect == "month_after_posting" and change.stop:
        return _after_posting(facts, change.decided, today)
    if effect:
        notice = facts.notice("decision")
        if notice is None or notice.at < change.decided or notice.served is None:
            return ""
        return _from(facts, book, notice.served)
    if step is not None and step.option("written_reason"):
        return _after_notice(facts, change.decided)
    return _from(facts, book, day_of(change.decided))


def _from(facts: Facts, book: RuleBook, day: date) -> str:
    accepted = facts.when("accept")
    return following_month(book, day, day_of(accepted) if accepted else day)


def _after_notice(facts: Facts, decided: datetime) -> str:
    """Nobody leaves without a written notice: it holds from the month after the notice was issued (YC-5.1c)."""
    notice = facts.notice("decision")
    if notice is None or not issued_since(facts, "decision", decided):
        return ""
    return month_of(day_of(notice.at), 1)


def _after_posting(facts: Facts, decided: datetime, today: date) -> str:
    posting, objection = facts.posting, facts.objection
    if posting is None or posting.subject != "stop" or posting.at < decided or today <= posting.last_day:
        return ""
    closed = facts.when("close_objection")
    if _opposed(objection, decided) and not _reposted(objection, posting.at, closed):
        return ""
    return month_of(posting.last_day, 1)


def _opposed(objection: Objection | None, decided: datetime) -> bool:
    return objection is not None and objection.against == "stop" and objection.at >= decided


def _reposted(objection: Objection | None, posted: datetime, closed: datetime | None) -> bool:
    """Say whether the objection was decided and the end of support posted again after that."""
    return objection is not None and not objection.open and closed is not None and posted >= closed


def _in_effect(facts: Facts, change: Change) -> Facts:
    """Carry the change into the benefit: the last month of a stop is the month before its effect."""
    benefit = facts.benefit
    if benefit is None:
        return replace(facts, change=change)
    if change.stop:
        year, month = map(int, change.effective.split("-"))
        last = month_of(date(year, month, 1), -1)
        return replace(facts, change=change, benefit=replace(benefit, last_month=last))
    return replace(facts, change=change)


def amounts_on(facts: Facts, day: date) -> tuple[int, int]:
    """Return living and care money in force in the month of a day, in fen a month; (0, 0) after the end."""
    benefit = facts.benefit
    if benefit is None or (benefit.last_month and month_of(day) > benefit.last_month):
        return 0, 0
    change = facts.change
    if change is not None and change.effective and not change.stop and month_of(day) >= change.effective:
        return int(change.to or 0), benefit.care
    earlier = next((one.amount for one in benefit.former if month_of(day) < one.until), benefit.amount)
    return earlier, benefit.care
