"""Emergency relief: money first, papers after; ceiling, channel and the items of the papers as the place states them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from casework.rules.asking import Ask, Outcome, day_of, moved
from casework.rules.facts import CLOSED, Facts, Relief
from casework.rules.refusal import StepRefused
from policies.rules import money
from policies.rules.programme import ProgrammeSpec

LIMIT = "emergency_limit"
"""The value that holds the ceiling, where the place names no other."""
CHANNELS = ("account", "cash", "kind")
MOST_RECEIPTS = 5


def given_under(spec: ProgrammeSpec) -> bool:
    """Say whether relief can be given before the papers under a programme: it names the step, or gives aid once."""
    return spec.step("relieve") is not None or spec.pays_once


def relieve(ask: Ask) -> Outcome:
    """Relief is paid first (fen); neither acceptance nor check nor approval is asked for."""
    if not given_under(ask.book.spec):
        raise StepRefused("先行救助是临时救助的办法，这一项按月发，请按临时救助另开一件", code="purpose")
    if not ask.facts.emergency:
        raise StepRefused("没有登记为急难情形，不能先行救助", code="order")
    if ask.facts.relief is not None:
        raise StepRefused("这一件已经先行救助过了", code="order")
    if ask.facts.stage in CLOSED:
        raise StepRefused("这一件已经办结，没有收下或者没有批准，不能再先行救助", code="order")
    _check_begun(ask)
    step = ask.step("relieve")
    clause = step.cite.clause if step else ""
    ceiling = _ceiling(ask)
    amount = ask.money("amount", "救助金额")
    if amount == 0:
        raise StepRefused("救助金额要大于零", code="invalid", clause=clause)
    if ceiling is not None and amount > ceiling:
        raise StepRefused(f"超过紧急程序的上限 {money.typed(ceiling)} 元", code="ceiling", clause=clause)
    channel = str(ask.data.get("channel") or "")
    if channel not in ask.option("relieve", "channels", ask.option("pay", "channels", CHANNELS)):
        raise StepRefused("本地不能用这种方式发放", code="channel", clause=clause)
    if channel != "account" and ask.option("relieve", "needs_reason"):
        ask.words("reason", "不打卡的原因")
        _check_receipt(ask)
    facts = moved(ask, relief=Relief(ask.at, amount, channel))
    kept = {"amount": amount, "channel": channel, "reason": str(ask.data.get("reason") or "")}
    if ask.data.get("receipt"):
        kept["receipt"] = str(ask.data["receipt"])
    return Outcome(facts, kept, clause)


def _check_begun(ask: Ask) -> None:
    """Refuse relief for a need told before the townships were given the power (SY-6).

    A document that has run out accepts nobody any more (YI-0), but whoever is in need tonight is not sent away for it.
    """
    spec, told = ask.book.spec, ask.facts.when("report")
    begins = spec.effective_from
    if (day_of(told) if told else ask.day) < begins:
        raise StepRefused(
            f"《{spec.source.title}》从 {begins.isoformat()} 起施行，在那以前报告的急难，请报县里办",
            code="expired",
        )


def _check_receipt(ask: Ask) -> None:
    """Cash and goods are signed for (SY-5b). Who hands in no such field at all tells of it, and does not do it."""
    if "receipt" in ask.data:
        ask.words("receipt", "收条是谁签的、哪一天")


def _ceiling(ask: Ask) -> int | None:
    table, day = ask.book.parameters, ask.day
    limit = table.fen(str(ask.option("relieve", "ceiling", LIMIT)), day)
    multiple, standard = table.get("emergency_multiple", day), table.fen("standard", day)
    if limit is not None or multiple is None or multiple.value is None:
        return limit
    if standard is None:
        raise StepRefused("低保标准没有载明，请先在参数表里配置", code="configure")
    return int(Decimal(multiple.value) * standard)


def attach_receipt(ask: Ask) -> Outcome:
    """A photo of what was signed for cash or goods joins the papers, where the place asks for a receipt (SY-5b)."""
    relief, step = ask.facts.relief, ask.step("relieve")
    if relief is None or relief.channel == "account":
        raise StepRefused("没有给过现金或者东西，没有收条要传", code="order")
    if step is None or not step.option("needs_reason"):
        raise StepRefused("本地的规定没有写要收条", code="silent")
    if len(relief.receipts) >= MOST_RECEIPTS:
        raise StepRefused(f"收条照片最多传 {MOST_RECEIPTS} 张", code="order")
    fingerprint = ask.words("sha256", "收条照片")
    facts = moved(ask, relief=replace(relief, receipts=(*relief.receipts, fingerprint)))
    return Outcome(facts, {"sha256": fingerprint}, step.cite.clause)


def backfill(ask: Ask) -> Outcome:
    """The papers that follow the relief are completed item by item."""
    relief = ask.facts.relief
    if relief is None:
        raise StepRefused("还没有先行救助，没有要补的手续", code="order")
    if not ask.data.get("fields"):
        raise StepRefused("还没有选补好了哪几样", code="missing")
    wanted = tuple(ask.option("relieve", "backfill", ()))
    filled = relief.filled | frozenset(ask.data.get("fields") or ())
    unknown = filled - set(wanted) if wanted else set()
    if unknown:
        raise StepRefused("这一项不在要补的手续里", code="invalid")
    complete = not set(wanted) - filled
    facts = moved(
        ask, milestones=("backfill_done",) if complete else (), relief=replace(relief, filled=filled)
    )
    return Outcome(facts, {"fields": sorted(filled), "complete": complete})


def lacking(facts: Facts, spec: ProgrammeSpec) -> tuple[str, ...]:
    """Return the items of the papers after relief that are still lacking."""
    step = spec.step("relieve")
    if facts.relief is None or step is None:
        return ()
    return tuple(item for item in step.option("backfill", ()) if item not in facts.relief.filled)
