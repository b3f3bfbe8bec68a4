"""The decision: extension, special plan, approval and refusal, and who may decide how much."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from casework.rules.asking import Ask, Outcome, moved, with_hand
from casework.rules.clocks import due, not_before
from casework.rules.earlier import check_earlier
from casework.rules.facts import Benefit, Decision, Facts
from casework.rules.mandate import check_letter, check_mandate
from casework.rules.meeting import check_panel
from casework.rules.months import first_month
from casework.rules.payee import payee
from casework.rules.refusal import StepRefused
from casework.rules.retract import until
from casework.rules.roles import COUNTY
from casework.rules.signing import opinion_fell
from policies.rules import money

STAGES_UNDECIDED = ("accepted", "surveyed", "opined", "posted", "objected")


def undecided(ask: Ask) -> None:
    """Refuse an act on a case that has no acceptance yet or has its decision."""
    if ask.facts.decision is not None or ask.facts.stage not in STAGES_UNDECIDED:
        raise StepRefused("这一件现在不在审批这一步", code="order")


def check_confirm(ask: Ask) -> None:
    """Refuse an approval with an open objection, before its day, without a standing positive opinion or meeting."""
    facts = ask.facts
    undecided(ask)
    if facts.objection is not None and facts.objection.open:
        raise StepRefused("有异议还没有办结，办结以后才能批", code="objection")
    if facts.opinion is None:
        raise StepRefused("还没有初审意见，不能批", code="order")
    if not facts.opinion.grant:
        raise StepRefused("初审意见是“不符合”，不能批；不同意的请退回重查", code="order")
    check_signed(facts)
    _check_report_back(ask)
    first = not_before(facts, ask.book).get("confirm")
    if first is not None and ask.day < first:
        raise StepRefused(f"公示还没有期满，{first.isoformat()} 起才能批", code="early")
    _check_alive(ask)
    if decider(ask) == "township":
        check_panel(ask)


def _check_report_back(ask: Ask) -> None:
    """Refuse where the place decides on the report and one that was asked for anew has not come back (YI-4.2b).

    No place says that silence counts as a report. The law's answer to a late one is more time (SY-4.2f), not none.
    """
    check, step = ask.facts.check, ask.step("check")
    if step is None or check.requested is None or check.result:
        return
    if any("check" in one.after for one in (ask.step("review"), ask.step("confirm")) if one is not None):
        raise StepRefused(
            "又发起的核对还没有回来，登记了核对报告才能批；时限不够的，先办延长",
            code="check",
            clause=step.cite.clause,
        )


def _check_alive(ask: Ask) -> None:
    """Refuse where the place asks for it and the last match with the dead found the applicant (HX-8.6b)."""
    held = ask.facts.held
    if ask.option("confirm", "death_check") and held and ask.facts.members[0].key in held[max(held)]:
        raise StepRefused("申请人在死亡比对名单里，核实清楚以前不能批", code="dead")


def check_signed(facts: Facts) -> None:
    """Refuse to decide on an opinion that was signed on facts which have changed since, or by who has turned out to be kin."""
    fell = opinion_fell(facts)
    if fell:
        raise StepRefused(fell, code="changed")


def confirm(ask: Ask) -> Outcome:
    """Approve: amounts in fen a month as the programme demands them; paid from the month the law says."""
    check_confirm(ask)
    check_earlier(ask)
    letter = check_letter(ask)
    basis = _basis(ask)
    paid_to = payee(ask)
    wanted = tuple(ask.option("confirm", "amounts", ()))
    amount = _sum(ask, "amount", "每月金额", wanted)
    care = _sum(ask, "care_amount", "照料护理费", wanted)
    if amount == 0:
        raise StepRefused("批准的金额要大于零；不给钱的，请按不批办", code="invalid")
    level = decider(ask)
    decision = Decision(True, ask.at, level, amount, care, until=until(ask), payee=paid_to)
    benefit = None if amount is None else Benefit(int(amount), int(care or 0), first_month(ask))
    if benefit is not None and ask.option("confirm", "once"):
        benefit = Benefit(benefit.amount, benefit.care, benefit.first_month, benefit.first_month)
    facts = moved(ask, stage="confirmed", decision=decision, benefit=benefit, hands=with_hand(ask, "confirm"))
    step = ask.step("confirm")
    kept: dict[str, Any] = {
        "amount": amount,
        "care_amount": care,
        "level": level,
        "first_month": first_month(ask),
    }
    if letter:
        kept |= {"letter": letter}
    if basis:
        kept |= {"basis": basis}
    if paid_to is not None:
        kept |= {"payee": {"who": paid_to.who, "name": paid_to.name, "proof": paid_to.proof}}
    if ask.data.get("earlier"):
        kept |= {"earlier": list(ask.data["earlier"]), "despite": str(ask.data["despite"]).strip()}
    return Outcome(facts, kept, step.cite.clause if step else "")


def _sum(ask: Ask, key: str, what: str, wanted: tuple[str, ...]) -> int | None:
    """Return a sum in fen that the programme asks for; refuse money under one that pays none of that kind (低边)."""
    if key in wanted:
        return ask.money(key, what)
    if ask.data.get(key):
        step = ask.step("confirm")
        raise StepRefused(
            f"这一项没有{what}，不用填", code="invalid", clause=step.cite.clause if step else ""
        )
    return None


def _basis(ask: Ask) -> str:
    """Return the reasons and the legal basis of the approval in words; a place may ask for them (YI-1.3a)."""
    if "basis" in ask.option("confirm", "opinion_needs", ()):
        return ask.words("basis", "审批意见（理由和依据）")
    return str(ask.data.get("basis") or "").strip()


def decider(ask: Ask) -> str:
    """Say who decides, township or county; refuse whoever is not the one.

    The amount is the one entered, else the reviewer's; while there is neither, either of them may look.
    """
    township, county = ask.actor.holds(("approver",)), ask.actor.holds((COUNTY,))
    if not check_mandate(ask, county=county):
        return "county"
    key = ask.option("confirm", "limit")
    if not key:
        if not township:
            raise StepRefused("审批权已经下放，县里只监督，不审批", code="level")
        return "township"
    amount = _proposed(ask)
    above = above_township(ask, amount)
    if amount is None:
        return "township" if township else "county"
    if above is not None and not county:
        raise StepRefused(f"金额超过乡镇权限 {money.typed(above)} 元，要报县里审批", code="level")
    if above is None and not township:
        raise StepRefused("这个金额由乡镇审批，县里只监督", code="level")
    return "township" if above is None else "county"


def _proposed(ask: Ask) -> int | None:
    """Return the amount in fen that is to be decided: as entered, else as the reviewer put it."""
    entered = ask.data.get("amount")
    if entered is not None:
        return int(entered)
    return ask.facts.opinion.amount if ask.facts.opinion else None


def above_township(ask: Ask, amount: int | None) -> int | None:
    """Return the township's limit in fen where an amount lies above it, else None."""
    key = ask.option("confirm", "limit")
    if not key:
        return None
    limit, inclusive = township_limit(ask, str(key))
    if amount is None:
        return None
    return limit if (amount > limit if inclusive else amount >= limit) else None


def township_limit(ask: Ask, key: str) -> tuple[int, bool]:
    """Return what the township may decide, in fen, and whether the number itself is still within."""
    table, day = ask.book.parameters, ask.day
    stated = table.get(key, day)
    if stated is not None and stated.value is not None:
        return int(Decimal(stated.value) * 100), stated.operator != "below"
    multiple, standard = table.get("township_multiple", day), table.fen("standard", day)
    if multiple is None or multiple.value is None or standard is None:
        raise StepRefused("乡镇审批限额没有载明，请先在参数表里配置", code="configure")
    return int(Decimal(multiple.value) * standard), multiple.operator != "below"


def refuse(ask: Ask) -> Outcome:
    """Refuse the application, with the reason that the written notice will give."""
    undecided(ask)
    facts = ask.facts
    if facts.objection is not None and facts.objection.open:
        raise StepRefused("有异议还没有办结，办结以后再决定", code="objection")
    upheld = facts.objection is not None and facts.objection.outcome == "upheld"
    if facts.opinion is None and facts.check.result != "over" and not upheld:
        raise StepRefused("还没有初审意见，也没有超标的核对报告，不能不批", code="order")
    if facts.check.result != "over":
        check_signed(facts)
    reason = ask.words("reason", "不批的理由")
    decision = Decision(False, ask.at, reason=reason, until=until(ask))
    after = moved(ask, stage="refused", decision=decision, hands=with_hand(ask, "confirm"))
    return Outcome(after, {"reason": reason})


def extend(ask: Ask) -> Outcome:
    """Extend the whole-case limit: once, for a stated reason, while the limit still runs (last day included)."""
    undecided(ask)
    clock, running = ask.book.spec.clock("whole"), due("whole", ask.facts, ask.book)
    if clock is None or clock.extended_limit is None or running is None:
        raise StepRefused("本地没有载明可以延长办理时限，要延长请县里先配置", code="configure")
    if ask.facts.extension:
        raise StepRefused("已经延长过一次，不能再延长", code="order", clause=clock.cite.clause)
    if running.over(ask.at):
        raise StepRefused("办理时限已经过了，不能再延长", code="late", clause=clock.cite.clause)
    reason = str(ask.data.get("reason") or "")
    if reason not in clock.extension_reasons:
        raise StepRefused("延长的原因只能是规定的那几种", code="invalid", clause=clock.cite.clause)
    return Outcome(moved(ask, extension=reason), {"reason": reason}, clock.cite.clause)


def file_plan(ask: Ask) -> Outcome:
    """A special plan (一事一方案) is filed with the county, which must come before it is approved."""
    if ask.facts.decision is not None:
        raise StepRefused("这一件已经决定了。一事一方案要先报备、后审批", code="order")
    receipt = ask.words("receipt", "县里的备案号")
    return Outcome(moved(ask, plan_filed=True), {"receipt": receipt})
