"""How a limit is read: 低于 leaves the number out, 以下、不超过 take it in (Civil Code art. 1259)."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

Operator = Literal["below", "at_most", "above", "at_least"]

SIGNS: dict[Operator, str] = {"below": "<", "at_most": "≤", "above": ">", "at_least": "≥"}


def holds(value: Fraction, operator: Operator, limit: Fraction) -> bool:
    """Say whether an exact value keeps a limit under the operator that the text uses."""
    if operator == "below":
        return value < limit
    if operator == "at_most":
        return value <= limit
    if operator == "above":
        return value > limit
    return value >= limit
