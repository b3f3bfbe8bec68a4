"""Tekun: the living standard, the self-care grade and the care rates. Exact yuan; every number is an argument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from policies.rules.money import Exact, Rounding, exact


@dataclass(frozen=True, slots=True)
class BasicStandard:
    """The least living standard; rounding it down, or half up, may fall under 不低于."""

    exact: Fraction

    def rounded(self, rounding: Rounding) -> Fraction:
        """Return the standard in the place's rounding."""
        return rounding.apply(self.exact)

    def breaks_minimum(self, rounding: Rounding) -> bool:
        """Say whether this rounding would pay less than the text allows."""
        return self.rounded(rounding) < self.exact

    @property
    def floor_would_break_minimum(self) -> bool:
        """Whether dropping what is under a yuan would pay less than the text allows."""
        return floor(self.exact) < self.exact


def tekun_basic(*, standard: Exact, multiple: Exact) -> BasicStandard:
    """Return the living standard of tekun persons: not lower than a multiple of the dibao standard."""
    return BasicStandard(exact(multiple) * exact(standard))


@dataclass(frozen=True, slots=True)
class SelfCareGrade:
    """A grade and from how many failed indicators on it holds."""

    name: str
    failed_from: int


def self_care_grade(*, indicators_failed: int, indicators: int, grades: Sequence[SelfCareGrade]) -> str:
    """Return the grade for the failed indicators (43 arts 21 and 22: six, from one partly, from four fully lost)."""
    if not 0 <= indicators_failed <= indicators:
        raise ValueError(f"between 0 and {indicators} indicators can fail")
    reached = [grade for grade in grades if indicators_failed >= grade.failed_from]
    if not reached:
        raise ValueError("the grades must begin at no failed indicator")
    return max(reached, key=lambda grade: grade.failed_from).name


def care_rates(*, minimum_wage: Exact, shares: Mapping[str, Exact]) -> dict[str, Fraction]:
    """Return the exact monthly care money of each grade as a share of the local minimum wage (shares are local)."""
    wage = exact(minimum_wage)
    return {grade: wage * exact(share) for grade, share in shares.items()}
