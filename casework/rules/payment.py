"""One month's payment of one case: how many fen, or why nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from casework.rules.asking import Ask
from casework.rules.change import amounts_on, settle
from casework.rules.facts import Facts
from casework.rules.gate import MILESTONE_NAMES, reached
from casework.rules.refusal import StepRefused
from policies.rules.rulebook import RuleBook


@dataclass(frozen=True, slots=True)
class Payment:
    """A line of a roster in fen, or nothing with the reason in Chinese."""

    amount: int
    reason: str = ""


def payment(facts: Facts, book: RuleBook, ask: Ask, month: str) -> Payment:
    """Return what is paid for a month (`YYYY-MM`); `ask` carries the day on which the roster is built.

    Raises `StepRefused` where the place demands a match with the dead first and none was made (QY-4.1b).
    """
    year, number = map(int, month.split("-"))
    settled = settle(facts, book, max(ask.day, date(year, number, 1)))
    benefit = settled.benefit
    if benefit is None:
        return Payment(0, "没有批准的金额")
    if month < benefit.first_month:
        return Payment(0, "还没到首发的月份")
    if benefit.last_month and month > benefit.last_month:
        return Payment(0, "已经停发")
    step = book.spec.step("pay")
    for milestone in step.after if step else ():
        if not reached(milestone, ask):
            return Payment(0, f"还没有{MILESTONE_NAMES.get(milestone, milestone)}")
    if step is not None and step.option("death_match") and month not in settled.held:
        raise StepRefused("这个月还没有比对死亡名单，不能出名册", code="order", clause=step.cite.clause)
    total = sum(amounts_on(settled, date(year, number, 1)))
    return _without_the_dead(settled, total, month)


def _without_the_dead(facts: Facts, total: int, month: str) -> Payment:
    held = len(set(facts.held.get(month, ())))
    if not held:
        return Payment(total)
    share = Fraction(total * held, max(len(facts.members), 1))
    return Payment(total - -(-share.numerator // share.denominator), "有成员待核实，那一份先不发")
