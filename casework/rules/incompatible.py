"""Which two posts one human may not hold at the same time; the table is data, this only reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

KEEPER = "keeper"
"""Not a post but the right to change logins, which stands in the table beside the posts (T39)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sets of posts that are kept apart, why, and under which clause."""

    one: frozenset[str]
    other: frozenset[str]
    why: str
    clause: str = ""

    def parts(self, role: str, held: str) -> bool:
        """Say whether the pair keeps these two posts apart, whichever of them stands first."""
        return (role in self.one and held in self.other) or (role in self.other and held in self.one)


@dataclass(frozen=True, slots=True)
class Post:
    """A post with its days, both included; None where they are open."""

    role: str
    since: date | None = None
    until: date | None = None

    def meets(self, other: Post) -> bool:
        """Say whether two posts are held on one day at least."""
        return _before(self.since, other.until) and _before(other.since, self.until)


def _before(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end


def read_pairs(table: Mapping[str, Mapping[str, Any]]) -> tuple[Pair, ...]:
    """Return the pairs of the table as the packs write it."""
    return tuple(
        Pair(frozenset(row["one"]), frozenset(row["other"]), str(row["why"]), str(row.get("clause", "")))
        for row in table.values()
    )


def clash(post: Post, held: Iterable[Post], pairs: Iterable[Pair]) -> Pair | None:
    """Return the pair that forbids a post beside those already held, or None (HX-2b)."""
    rows = tuple(pairs)
    for other in held:
        for pair in rows:
            if pair.parts(post.role, other.role) and post.meets(other):
                return pair
    return None
