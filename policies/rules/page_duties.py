"""What a policy page owes its readers: sections that say something, and a second look in time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape

# HX-8.5: people are to know the system, what it is for, how to apply, and the ways of aid; and whom to ask.
SECTIONS: Mapping[str, str] = {
    "one_sentence": "救助制度是什么",
    "who_may": "管哪些人",
    "what_you_get": "救助方式",
    "how_to_apply": "申办流程",
    "whom_to_ask": "问谁",
}
EXPIRED, STALE, FRESH = "expired", "stale", "fresh"
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Freshness:
    """Whether a page may still be trusted on a day: `state`, and the day that made it so (None: fresh for ever)."""

    state: str
    day: date | None

    @property
    def fresh(self) -> bool:
        """Say whether nobody has to do anything."""
        return self.state == FRESH


def missing_sections(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sections in which nothing stands; an editor's empty paragraph says nothing either."""
    return tuple(name for name in SECTIONS if not _said(texts.get(name, "")))


def freshness(today: date, *, review_by: date | None, until: date | None, seen: date | None) -> Freshness:
    """Return how a page stands: its document expired, its second look is due, or all is well.

    Without a day to look again the page is due a year after it was last published (`seen`).
    """
    if until is not None and today > until:
        return Freshness(EXPIRED, until)
    due = review_by or (None if seen is None else _a_year_after(seen))
    return Freshness(STALE if due is not None and today >= due else FRESH, due)


def _said(text: str) -> bool:
    return bool(unescape(_TAG.sub("", text)).replace("\u200b", "").strip())


def _a_year_after(day: date) -> date:
    # A page of 29 February is looked at again on 28 February.
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)
