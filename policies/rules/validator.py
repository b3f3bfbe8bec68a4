"""Refuse a programme that breaks an invariant of the law, and say which invariant, where, by which clause."""

from __future__ import annotations

from policies.rules import invariants_content, invariants_order
from policies.rules.invariants import Defect
from policies.rules.programme import ProgrammeSpec


class NotPublishable(ValueError):
    """A draft may not be published; the message names every broken invariant or the missing second person."""


INVARIANTS = (*invariants_order.ALL, *invariants_content.ALL)


def validate(spec: ProgrammeSpec) -> tuple[Defect, ...]:
    """Return everything that is wrong with a programme; an empty tuple means that it may be published."""
    return tuple(defect for invariant in INVARIANTS for defect in invariant(spec))
