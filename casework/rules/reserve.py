"""The township's reserve for temporary aid: its floor, what it may be spent on, and whether the account stands well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.refusal import StepRefused
from policies.rules.parameters import ParameterTable

DEPOSIT, RELIEF, AID, CORRECTION = "deposit", "relief", "aid", "correction"
BY_HAND = (DEPOSIT, CORRECTION)
"""What somebody enters; the others follow from an act on a case."""


def floor(table: ParameterTable, township: str, day: date) -> int | None:
    """Return the least a township keeps, in fen: so much a head of its registered population (SY-4.4g).

    `township` is the code of its unit. None where the rate or the population is not stated.
    """
    rate, people = (
        table.fen("reserve_per_head", day),
        table.number("registered_population", day, scope=township),
    )
    return None if rate is None or people is None else rate * people


def standing(balance: int, least: int | None) -> str:
    """Return how an account stands: `overdrawn`, `low` (below the floor), `unknown` (no floor can be counted), `well`."""
    if balance < 0:
        return "overdrawn"
    if least is None:
        return "unknown"
    return "low" if balance < least else "well"


def check_entry(kind: str, amount: int, note: str) -> None:
    """Refuse an entry that is no money in or no correction, or that says nothing; fen."""
    if kind not in BY_HAND:
        raise StepRefused("这一种只能随办件记账，不能手工登记", code="invalid")
    if amount == 0 or (kind == DEPOSIT and amount < 0):
        raise StepRefused("拨入的金额要大于零；记错了的，用“更正”", code="invalid")
    if not note.strip():
        raise StepRefused("还没有写来源或者更正的原因", code="missing")


def draws(ask: Ask) -> bool:
    """Say whether emergency relief comes out of the reserve in this place (SY-4.4h)."""
    return bool(ask.option("relieve", "reserve"))


def spend(ask: Ask) -> Outcome:
    """Aid that has been approved is paid out of the reserve, where this place lets it, into the account (QY-3.1.2d)."""
    decision, pay = ask.facts.decision, ask.step("pay")
    if decision is None or not decision.grant or decision.amount is None:
        raise StepRefused("还没有批准，不能从备用金支出", code="order")
    if pay is None or not pay.option("reserve"):
        relieve = ask.step("relieve")
        clause = relieve.cite.clause if relieve and draws(ask) else ""
        sentence = (
            "备用金只能用于急难先行救助，这一件要走平常的发放" if clause else "本地没有写可以从备用金支出"
        )
        raise StepRefused(sentence, code="purpose", clause=clause)
    if ask.facts.spent is not None:
        raise StepRefused("这一件已经从备用金付过了", code="order")
    channel = str(ask.data.get("channel") or "account")
    if channel not in pay.option("channels", ("account",)):
        raise StepRefused("备用金要打到本人账户，不能用这种方式", code="channel", clause=pay.cite.clause)
    facts = replace(moved(ask), spent=decision.amount)
    return Outcome(facts, {"amount": decision.amount, "channel": channel}, pay.cite.clause)
