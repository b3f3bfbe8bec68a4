"""Monthly amounts of dibao: the difference, the tiers, the single person, the supplements.

Money is exact yuan (`policies.rules.money`); every number of a regulation is an argument.
Eligibility is decided without dividing, on `annual < 12·S·n`; rounding happens once, at the end.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from policies.rules.calculation import NO_CLAUSES, Calculation, Clauses, Sheet
from policies.rules.comparing import SIGNS, Operator, holds
from policies.rules.money import TO_THE_FEN, Exact, Rounding, exact, plain

MONTHS = 12


def per_head_month(annual_income: Fraction, members: int) -> Fraction:
    """Return exact income per head and month in yuan; for showing, the decision never divides."""
    return annual_income / (MONTHS * members)


def within_income_line(annual_income: Fraction, members: int, line: Fraction, operator: Operator) -> bool:
    """Say whether a household's yearly income keeps a monthly line per head, without dividing."""
    return holds(annual_income, operator, MONTHS * line * members)


def dibao_gap(
    *,
    standard: Exact,
    members: int,
    annual_income: Exact,
    rounding: Rounding = TO_THE_FEN,
    operator: Operator = "below",
    clauses: Clauses = NO_CLAUSES,
) -> Calculation:
    """Return the monthly difference S·n - A/12 for the household (57 art. 23, 649 art. 12).

    `standard`: yuan per head and month; `annual_income`: yuan of the whole household in twelve months.
    Raises ValueError for a household without members or negative money.
    """
    line, income = _money(standard), _money(annual_income)
    _count(members)
    sheet = Sheet(clauses)
    eligible = _open(sheet, line, members, income, operator)
    gap = line * members - income / MONTHS
    sheet.money("need", f"{plain(line)} × {members}", line * members, "standard")
    sheet.money("income_month", f"{plain(income)} ÷ {MONTHS}", income / MONTHS)
    sheet.money("gap", f"{plain(line)} × {members} - {plain(income)} ÷ {MONTHS}", gap)
    return sheet.close(gap, rounding, eligible=eligible)


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: income per head below `below` times the standard is paid `amount` yuan per head."""

    name: str
    below: Fraction
    amount: Fraction


@dataclass(frozen=True, slots=True)
class TierResult:
    """The tier a household falls into (None: it is above the last) and what it is paid."""

    tier: Tier | None
    calculation: Calculation


def dibao_tier(
    *,
    standard: Exact,
    members: int,
    annual_income: Exact,
    tiers: Sequence[Tier],
    rounding: Rounding = TO_THE_FEN,
    clauses: Clauses = NO_CLAUSES,
) -> TierResult:
    """Return the tier payment (57 art. 23): a tier's lower bound belongs to it, its upper bound does not.

    Raises ValueError for tiers that do not rise.
    """
    line, income = _money(standard), _money(annual_income)
    _count(members)
    if any(low.below >= high.below for low, high in itertools.pairwise(tiers)):
        raise ValueError("the tiers must rise, each bound above the one before")
    sheet = Sheet(clauses)
    sheet.money("per_head_month", f"{plain(income)} ÷ {MONTHS} ÷ {members}", per_head_month(income, members))
    tier = next((t for t in tiers if within_income_line(income, members, line * t.below, "below")), None)
    if tier is None:
        sheet.line("tier", "≥", "", "tiers")
        return TierResult(None, sheet.close(Fraction(0), rounding, eligible=False))
    sheet.line("tier", f"< {plain(tier.below)} × {plain(line)}", tier.name, "tiers")
    amount = tier.amount * members
    sheet.money("tier_amount", f"{plain(tier.amount)} × {members}", amount, "tiers")
    return TierResult(tier, sheet.close(amount, rounding, eligible=True))


SingleMode = Literal["own_income", "full"]


@dataclass(frozen=True, slots=True)
class SingleResult:
    """How many people are paid for, and what."""

    recipients: int
    calculation: Calculation


def single_person(
    *,
    standard: Exact,
    household_members: int,
    household_pc_month: Exact,
    person_income_month: Exact,
    multiple: Exact,
    mode: SingleMode = "own_income",
    operator: Operator = "below",
    rounding: Rounding = TO_THE_FEN,
    clauses: Clauses = NO_CLAUSES,
) -> SingleResult:
    """Return the single-person entitlement inside a margin household (57 art. 8).

    A household that qualifies itself is taken in whole, never one convenient member (83 I(1)).
    `multiple` and `operator` are the margin line's. `own_income`: S less the person's income; `full`: S.
    """
    line, per_head, own = _money(standard), _money(household_pc_month), _money(person_income_month)
    _count(household_members)
    if per_head < line:
        annual = per_head * household_members * MONTHS
        whole = dibao_gap(
            standard=line, members=household_members, annual_income=annual, rounding=rounding, clauses=clauses
        )
        return SingleResult(household_members, whole)
    sheet = Sheet(clauses)
    limit = exact(multiple) * line
    allowed = holds(per_head, operator, limit) and own < line
    sheet.money(
        "margin_line",
        f"{plain(per_head)} {SIGNS[operator]} {plain(exact(multiple))} × {plain(line)}",
        limit,
        "multiple",
    )
    amount = line if mode == "full" else line - own
    sheet.money("gap", plain(line) if mode == "full" else f"{plain(line)} - {plain(own)}", amount, "standard")
    return SingleResult(int(allowed), sheet.close(amount, rounding, eligible=allowed))


@dataclass(frozen=True, slots=True)
class Member:
    """What the supplement looks at: age in years, disability grade (1 gravest, None: no certificate), serious illness."""

    age: int
    disability_grade: int | None = None
    seriously_ill: bool = False


@dataclass(frozen=True, slots=True)
class SupplementRule:
    """Who gets a supplement, and how much: ages and grades of the place, `rate` of the standard for each."""

    rate: Fraction
    old_from: int
    minor_below: int
    severe_up_to: int
    stacking: bool = False


@dataclass(frozen=True, slots=True)
class SupplementResult:
    """How often the supplement is paid, how much that is, and the total with the base amount."""

    count: int
    supplement: Fraction
    calculation: Calculation


def supplement(
    *,
    base: Exact,
    standard: Exact,
    people: Sequence[Member],
    rule: SupplementRule,
    rounding: Rounding = TO_THE_FEN,
    clauses: Clauses = NO_CLAUSES,
) -> SupplementResult:
    """Return base and supplement for old, minor, severely disabled and seriously ill members (649 art. 12, 57 art. 27).

    One person counts once, unless the place lets reasons add up (`stacking`).
    """
    line, start = _money(standard), _money(base)
    reasons = [_reasons(person, rule) for person in people]
    count = sum(reasons) if rule.stacking else sum(1 for number in reasons if number)
    extra = rule.rate * line * count
    sheet = Sheet(clauses)
    sheet.money("base", plain(start), start)
    sheet.money("supplement", f"{plain(rule.rate)} × {plain(line)} × {count}", extra, "rate")
    return SupplementResult(count, extra, sheet.close(start + extra, rounding, eligible=True))


def _reasons(person: Member, rule: SupplementRule) -> int:
    severe = person.disability_grade is not None and person.disability_grade <= rule.severe_up_to
    return (person.age >= rule.old_from) + (person.age < rule.minor_below) + severe + person.seriously_ill


def _open(sheet: Sheet, line: Fraction, members: int, income: Fraction, operator: Operator) -> bool:
    per_head = per_head_month(income, members)
    sheet.money("per_head_month", f"{plain(income)} ÷ {MONTHS} ÷ {members}", per_head)
    eligible = within_income_line(income, members, line, operator)
    comparison = f"{plain(income)} {SIGNS[operator]} {MONTHS} × {plain(line)} × {members}"
    sheet.line("income_below_standard", comparison, "yes" if eligible else "no", "standard")
    return eligible


def _money(value: Exact) -> Fraction:
    amount = exact(value)
    if amount < 0:
        raise ValueError("money is not negative here")
    return amount


def _count(members: int) -> None:
    if members < 1:
        raise ValueError("a household has at least one member")
