"""How a new version takes the place of older ones without two being in force on one day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


class SuccessionError(ValueError):
    """A new version does not fit beside the ones there are; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Term:
    """A version's time in force, both ends included; `until` before `since` means never."""

    version: int
    since: date
    until: date | None

    @property
    def empty(self) -> bool:
        """Say whether the version is never in force (it was replaced from its first day on)."""
        return self.until is not None and self.until < self.since

    def meets(self, other: Term) -> bool:
        """Say whether there is a day on which both are in force."""
        if self.empty or other.empty:
            return False
        return (other.until is None or self.since <= other.until) and (
            self.until is None or other.since <= self.until
        )


def closings(terms: Iterable[Term], new: Term) -> dict[int, date]:
    """Return, by version, the earlier last day that makes room for the new one.

    What begins earlier ends the day before; what begins on the same day (a correction) or later was never
    in force.
    Raises `SuccessionError` where an older version would have to go on after the new one ends.
    """
    if new.empty:
        raise SuccessionError("失效日在生效日之前。")
    ends: dict[int, date] = {}
    for term in terms:
        if not term.meets(new):
            continue
        correction = term.since == new.since
        if not correction and new.until is not None and (term.until is None or term.until > new.until):
            raise SuccessionError(
                f"第 {term.version} 版在新版失效({new.until.isoformat()})以后还要接着用，"
                "一版不能分成两段。请先写清楚新版失效以后用什么。"
            )
        ends[term.version] = new.since - ONE_DAY if term.since < new.since else term.since - ONE_DAY
    return ends
