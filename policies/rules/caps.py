"""Caps and counts: what a township may decide, what it must keep ready, how many cases are drawn."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Literal

from policies.rules.comparing import Operator, holds
from policies.rules.money import Exact, exact

CapBasis = Literal["per_person", "per_case"]


def within_cap(
    *,
    standard: Exact,
    multiple: Exact,
    amount: Exact,
    operator: Operator = "at_most",
    basis: CapBasis = "per_case",
    members: int = 1,
) -> bool:
    """Say whether an amount keeps a cap of `multiple` standards (6倍（含）以内: SY-2a; 不超过6个月: Huaxi).

    Whether the cap is for each person or for the case is the place's to say (ZJ art. 39: each person).
    """
    heads = members if basis == "per_person" else 1
    return holds(exact(amount), operator, exact(multiple) * exact(standard) * heads)


def temporary_amount(*, standard: Exact, members: int, per_person_multiple: Exact) -> Fraction:
    """Return temporary aid of so many standards for each member, in yuan."""
    return exact(standard) * exact(per_person_multiple) * members


def reserve_minimum(*, registered_population: int, per_head: Exact) -> Fraction:
    """Return the least a township keeps ready for emergencies: last year's registered population times a rate."""
    return exact(per_head) * registered_population


def sample_size(*, population: int, percent: Exact) -> int:
    """Return how many are drawn: the percentage, rounded up, so that one household is never none."""
    if population < 0:
        raise ValueError("there are not fewer than no households")
    if not 0 <= exact(percent) <= 100:
        raise ValueError("a percentage of households lies between 0 and 100")
    return ceil(exact(percent) * population / 100)


def compulsory_visits(*, near_relative: int, complaint: int, overlap: int = 0) -> int:
    """Return the households that are visited whatever the draw: near relatives' and complained-of, each once."""
    if not 0 <= overlap <= min(near_relative, complaint):
        raise ValueError("the overlap is part of both lists")
    return near_relative + complaint - overlap
