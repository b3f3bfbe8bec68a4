"""Lines that a household stands above or below: margin income, property, rigid expenditure. Exact yuan."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from policies.rules.amounts import within_income_line
from policies.rules.comparing import Operator, holds
from policies.rules.money import Exact, exact


def within_margin(
    *, standard: Exact, members: int, annual_income: Exact, multiplier: Exact, operator: Operator
) -> bool:
    """Say whether a household's income keeps the margin line.

    The national text says 低于 (`below`: 57 art. 8, 83 I(4)); Zhejiang's says 以下 (`at_most`: ZJ art. 13).
    """
    if members < 1:
        raise ValueError("a household has at least one member")
    return within_income_line(exact(annual_income), members, exact(multiplier) * exact(standard), operator)


@dataclass(frozen=True, slots=True)
class PropertyLimit:
    """A limit of property in yuan and how it is read."""

    limit: Fraction
    operator: Operator

    @property
    def at_limit_allowed(self) -> bool:
        """Whether somebody who owns exactly the limit is still within it."""
        return self.operator == "at_most"

    def allows(self, owned: Exact) -> bool:
        """Say whether property of this value keeps the limit."""
        return holds(exact(owned), self.operator, self.limit)


def property_limit(*, standard: Exact, multiple: Exact, operator: Operator) -> PropertyLimit:
    """Return a limit that the place sets as a multiple of the standard (57 art. 14 leaves it to the place)."""
    return PropertyLimit(exact(multiple) * exact(standard), operator)


@dataclass(frozen=True, slots=True)
class ExpenditurePoor:
    """The two income tests of an expenditure-poor household (GX art. 4); property is tested apart."""

    per_capita_year: Fraction
    income_ok: bool
    ratio: Fraction | None
    ratio_ok: bool

    @property
    def recognised(self) -> bool:
        """Whether both tests are kept."""
        return self.income_ok and self.ratio_ok


def expenditure_poor(
    *,
    annual_income: Exact,
    members: int,
    local_disposable_pc_last_year: Exact,
    rigid_expenditure_12m: Exact,
    local_ratio: Exact,
) -> ExpenditurePoor:
    """Test income per head against last year's local mean, and rigid spending against income (GX arts 4 and 5).

    低于 and 超过 are both strict. A household without any income has no ratio; any rigid spending exceeds it.
    """
    if members < 1:
        raise ValueError("a household has at least one member")
    income, spent = exact(annual_income), exact(rigid_expenditure_12m)
    return ExpenditurePoor(
        per_capita_year=income / members,
        income_ok=income < exact(local_disposable_pc_last_year) * members,
        ratio=spent / income if income else None,
        ratio_ok=spent > exact(local_ratio) * income,
    )
