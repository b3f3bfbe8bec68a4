"""A disputed decision taken up a level: the county looks again, says what it found, and alters nothing by that (HX-4.4e)."""

from __future__ import annotations

from dataclasses import replace

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.facts import Elevated
from casework.rules.refusal import StepRefused

FOUND = ("stands", "mistaken")


def elevate(ask: Ask) -> Outcome:
    """The county takes a decided case up, because its result is disputed."""
    step = ask.step("confirm")
    if step is None or step.option("special") != "elevate":
        raise StepRefused("本地没有规定争议的件提级复核", code="silent")
    if ask.facts.decision is None:
        raise StepRefused("还没有决定，不用提级复核", code="order")
    if ask.facts.elevated is not None and not ask.facts.elevated.found:
        raise StepRefused("已经在提级复核了", code="order")
    cause = ask.words("cause", "争议是什么")
    return Outcome(moved(ask, elevated=Elevated(ask.at, cause)), {"cause": cause}, step.cite.clause)


def close_elevated(ask: Ask) -> Outcome:
    """Say what the elevated review found: the decision `stands`, or is `mistaken` and the township proposes a change."""
    review = ask.facts.elevated
    if review is None or review.found:
        raise StepRefused("现在没有在办的提级复核", code="order")
    found = str(ask.data.get("found") or "")
    if found not in FOUND:
        raise StepRefused("请选复核的结果", code="missing")
    words = ask.words("words", "复核的理由")
    facts = moved(ask, elevated=replace(review, found=found, words=words))
    return Outcome(facts, {"found": found, "words": words})
