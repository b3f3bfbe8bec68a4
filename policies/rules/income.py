"""What of an income is counted: work costs, new jobs, base pensions, and what supporters owe. Exact yuan."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from policies.rules.money import Exact, exact


def after_work_cost(*, wage_month: Exact, deduct_rate: Exact) -> Fraction:
    """Return the wage less the place's flat share for the cost of working (57 art. 13; the share is local)."""
    rate = _share(deduct_rate)
    return exact(wage_month) * (1 - rate)


def new_job_counted(
    *,
    standard: Exact,
    new_wage_month: Exact,
    cap_multiple: Exact,
    months_min: int,
    months_max: int,
    month_of_job: int = 1,
) -> Fraction:
    """Return what is counted of a new job's wage while aid is drawn (ZJ art. 50).

    Up to `cap_multiple` times the standard is disregarded, for at least `months_min` and at most `months_max`
    months; afterwards everything counts. `month_of_job` is 1 in the first month.
    """
    if not 1 <= months_min <= months_max:
        raise ValueError("the disregard lasts from at least one month up to its maximum")
    wage = exact(new_wage_month)
    if month_of_job > months_max:
        return wage
    return max(Fraction(0), wage - exact(cap_multiple) * exact(standard))


def pension_counted(*, pension_month: Exact, central_base: Exact) -> Fraction:
    """Return the residents' pension without the central base part (57 art. 13, until 2025; 43 art. 6)."""
    return max(Fraction(0), exact(pension_month) - exact(central_base))


def maintenance_from_household(
    *,
    supporter_household_income_month: Exact,
    supporter_members: int,
    standard: Exact,
    threshold_k: Exact,
    rate: Exact,
    supported_people: int,
) -> Fraction:
    """Return what a supporter's household is taken to give each supported person a month.

    max(0, I - k·S·n)·r / m; k and r are the place's. A household below its threshold owes nothing.
    """
    if supporter_members < 1 or supported_people < 1:
        raise ValueError("a household has members, and somebody is supported")
    over = exact(supporter_household_income_month) - exact(threshold_k) * exact(standard) * supporter_members
    return max(Fraction(0), over) * _share(rate) / supported_people


@dataclass(frozen=True, slots=True)
class ChildSupport:
    """Support of a parent who lives elsewhere: for all children together and for each."""

    total: Fraction
    per_child: Fraction


def child_support(
    *, supporter_income_month: Exact, children: int, rate: Exact, cap: Exact | None = None
) -> ChildSupport:
    """Return a share of the payer's income for each child, all together at most `cap` of it (None: no cap)."""
    if children < 1:
        raise ValueError("child support is for at least one child")
    share = _share(rate) * children
    if cap is not None:
        share = min(share, _share(cap))
    total = exact(supporter_income_month) * share
    return ChildSupport(total, total / children)


def maintenance_counted(
    *, computed: Exact, actually_paid: Exact = 0, agreement_month: Exact | None = None
) -> Fraction:
    """Return what is counted: judgment or agreement before formula, what is really paid if that is more."""
    owed = exact(computed if agreement_month is None else agreement_month)
    return max(owed, exact(actually_paid))


def _share(value: Exact) -> Fraction:
    share = exact(value)
    if not 0 <= share <= 1:
        raise ValueError("a share lies between 0 and 1")
    return share
