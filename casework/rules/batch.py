"""Which acts may be done on several cases at once, and what each of them asks of whoever does it."""

from __future__ import annotations

from casework.rules.commitment import check_commitment
from casework.rules.facts import Facts
from casework.rules.refusal import StepRefused
from policies.rules.rulebook import RuleBook

BATCH = ("accept", "request_check", "post", "file")
"""Acts that ask nothing of the person but his attention. What weighs a household (opinion, approval, refusal,
relief, a change) is done case by case, and so is every act that asks for words."""

OPENED_FIRST = ("accept", "post")
"""Acts before which the officer has to have opened the case himself: he answers for what he has seen."""


def check_batch(verb: str, facts: Facts, book: RuleBook, *, opened: bool) -> dict[str, object]:
    """Return what the act is given on one case of a batch, or refuse it with what to do instead."""
    if verb not in BATCH:
        raise StepRefused("这一步要一件一件办", code="invalid")
    if verb in OPENED_FIRST and not opened:
        raise StepRefused("您还没有打开看过这一件，看过再办", code="unseen")
    if verb == "accept":
        check_commitment(facts, book.spec, seen=False)
    return {"where": places(book)} if verb == "post" else {}


def places(book: RuleBook) -> list[str]:
    """Return where the place's own document wants a posting; refuse where it is silent: then a person chooses."""
    step = book.spec.step("post")
    stated = list(step.option("places", ())) if step else []
    if not stated:
        raise StepRefused("本地文件没有写公示贴在哪里，请打开这一件，选了地方再公示", code="missing")
    return stated
