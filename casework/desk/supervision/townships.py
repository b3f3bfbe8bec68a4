"""Counts of cases gathered by township: the village belongs to its township, the township to itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

from casework.desk.people.access import within
from casework.rules.roles import Actor
from policies.models import Unit

Column = TypeVar("Column", bound=Hashable)


def townships(actor: Actor) -> list[Unit]:
    """Return the townships of an officer's units, whether anybody applied there or not."""
    found = Unit.objects.filter(within("code", actor.units), level=Unit.Level.TOWNSHIP)
    return list(found.order_by("code"))


def by_township(
    rows: Iterable[Unit], found: Iterable[tuple[str, Column, int]]
) -> list[tuple[Unit, Counter[Column]]]:
    """Return each township with its counts by column; `found` are (code of the unit, column, how many)."""
    counted: dict[str, Counter[Column]] = {row.code: Counter() for row in rows}
    for code, column, many in found:
        for township, counts in counted.items():
            if code.startswith(township):
                counts[column] += many
    return [(row, counted[row.code]) for row in rows]
