"""Told once: the frozen disclosure, and the one demand for what lacks; a second one needs changed facts."""

from __future__ import annotations

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.completeness import paper_name, required, to_bring
from casework.rules.refusal import StepRefused


def disclose(ask: Ask) -> Outcome:
    """The one-time disclosure is given: the list is frozen as the household stands now."""
    listed = tuple(ask.data.get("items") or required(ask.facts, ask.book.spec, ask.day))
    return Outcome(
        moved(ask, disclosed=listed), {"items": list(listed), "number": ask.data.get("number", "")}
    )


def request_missing(ask: Ask) -> Outcome:
    """The one notice of everything missing; a second demand needs changed facts and is seen by the county."""
    if ask.facts.stage != "submitted":
        raise StepRefused("只有等着受理的件才能要求补材料", code="order")
    codes = tuple(dict.fromkeys(ask.data.get("codes") or ()))
    if not codes:
        raise StepRefused("还没有选要补哪几样", code="missing")
    changed = ask.data.get("why") == "facts_changed"
    for code in codes:
        _check_demand(ask, code, changed)
    lacking = [code for code in required(ask.facts, ask.book.spec, ask.day) if code not in ask.facts.supplied]
    forgotten = [code for code in lacking if code not in codes]
    if forgotten:
        named = "、".join(paper_name(ask.book.spec, code) for code in forgotten)
        raise StepRefused(f"要一次说全：还差 {named}，请一起写上", code="told_once")
    second = bool(ask.facts.demanded) or _beyond_receipt(ask, codes)
    because = ask.words("because", "情况变在哪里") if second else ""
    facts = moved(
        ask,
        stage="returned",
        demanded=(*ask.facts.demanded, *codes),
        second_demand=ask.facts.second_demand or second,
        supplied=ask.facts.supplied - set(codes),
    )
    kept = {"codes": list(codes), "why": ask.data.get("why", ""), "second": second}
    return Outcome(facts, kept | {"because": because} if because else kept)


def _check_demand(ask: Ask, code: str, changed: bool) -> None:
    spec = ask.book.spec
    banned = next((proof for proof in spec.banned if proof.code == code), None)
    if banned is not None:
        raise StepRefused(
            f"不得要“{banned.name}”：{banned.instead}", code="banned", clause=banned.cite.clause
        )
    material = spec.material(code)
    if material is None or material.fetch == "shared":
        raise StepRefused(f"“{paper_name(spec, code)}”不在这个项目的材料目录里，不能要", code="unrelated")
    if changed:
        return
    if code not in to_bring(ask.facts, spec, ask.day).codes:
        raise StepRefused(f"“{material.name}”与这一家的情况无关，不能要", code="unrelated")
    if ask.facts.demanded or _beyond_receipt(ask, (code,)):
        raise StepRefused("已经一次性告知过了。情况有变化的，请写明变化再要", code="told_once")


def _beyond_receipt(ask: Ask, codes: tuple[str, ...]) -> bool:
    return bool(ask.facts.disclosed) and any(code not in ask.facts.disclosed for code in codes)
