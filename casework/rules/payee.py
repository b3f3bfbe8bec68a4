"""To whom aid is paid, where the place's document says to whom it may be: himself, guardian, carer, institution (QY-3.1.2c)."""

from __future__ import annotations

from casework.rules.asking import Ask
from casework.rules.facts import Facts, Payee
from casework.rules.refusal import StepRefused
from policies.rules.programme import ProgrammeSpec

APPLICANT, INSTITUTION = "applicant", "institution"
PAYEE_NAMES = {
    "applicant": "本人",
    "guardian": "监护人",
    "carer": "受委托的照料人",
    "institution": "供养机构",
}
SUPPORT = "support_mode"
"""The question of the packs whether a person in tekun lives in an institution or at home."""


def payees(facts: Facts, spec: ProgrammeSpec) -> tuple[str, ...]:
    """Return to whom this household's aid may be paid; nothing where the place does not say.

    Who lives in an institution is paid through it alone, and nobody else is.
    """
    pay = spec.step("pay")
    stated = tuple(pay.option("payee", ())) if pay is not None else ()
    if INSTITUTION in stated and facts.circumstances.get(SUPPORT) == INSTITUTION:
        return (INSTITUTION,)
    return tuple(who for who in stated if who != INSTITUTION)


def payee(ask: Ask) -> Payee | None:
    """Return who is to be paid, as entered; himself where nothing is entered. None where the place does not say.

    Anybody but the applicant needs a name and what shows that he may receive it.
    """
    stated = payees(ask.facts, ask.book.spec)
    if not stated:
        return None
    who = str(ask.data.get("payee") or "") or (APPLICANT if APPLICANT in stated else stated[0])
    if who not in stated:
        pay = ask.step("pay")
        named = "、".join(PAYEE_NAMES[one] for one in stated)
        raise StepRefused(
            f"这一户的钱只能发给{named}", code="payee", clause=pay.cite.clause if pay is not None else ""
        )
    if who == APPLICANT:
        return Payee(who)
    name = ask.words("payee_name", f"{PAYEE_NAMES[who]}的名字")
    return Payee(who, name, ask.words("payee_proof", "凭什么发给他（监护关系、委托照料或者供养协议）"))
