"""Whether the township of a case holds the power to decide today, and by which letter (HX-3, HX-4.1, HX-A2)."""

from __future__ import annotations

from casework.rules.asking import Ask
from casework.rules.refusal import StepRefused
from policies.rules.mandate import LETTER, Mandate

MISSING = "missing"


def check_mandate(ask: Ask, *, county: bool) -> bool:
    """Say whether the township decides; where it holds no power (yet), refuse everybody but the county."""
    mandate: Mandate | None = ask.data.get("mandate")
    if mandate is None or mandate.holds_on(ask.day):
        return True
    if not county:
        since = mandate.since if mandate.covered else None
        when = f"{since:%Y-%m-%d} 起才承接审批权" if since else "没有承接审批权"
        raise StepRefused(f"{mandate.office}{when}，这一件由县里审批", code="level")
    return False


def check_letter(ask: Ask) -> str:
    """Return `missing` where an approval is only warned of, empty where all is well; refuse it where the place does."""
    mandate: Mandate | None = ask.data.get("mandate")
    stated = ask.book.parameters.get(LETTER, ask.day)
    if mandate is None or stated is None or not mandate.lacks_letter(ask.day):
        return ""
    if stated.value == "refuse":
        raise StepRefused(unlettered(mandate), code="level", clause=stated.cite.clause)
    return MISSING


def unlettered(mandate: Mandate) -> str:
    """Return the sentence about an office without a valid letter."""
    return f"{mandate.office}今天没有有效的委托书，请县里先出委托书，在“单位文件”里登记"
