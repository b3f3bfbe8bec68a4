"""What one act writes, worked out in full before the first row is touched; the same for every database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from casework.models import Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, ready to be written: the new columns of the case, its event, the clocks that moved
    and the names of those that no longer run: what they timed has fallen away.

    `seen` is the `seq` the case must still have; `columns` and each of the `clocks` are named as the tables name them.
    `facts_text` is
    the canonical JSON of `columns["facts"]`, the very text that the event's `facts_hash` covers. `at` is when the
    world may be told: the act's own moment, or later where the act may still be taken back.
    """

    case: UUID
    seen: int
    columns: dict[str, Any]
    facts_text: str
    event: Event
    clocks: tuple[dict[str, Any], ...]
    gone: tuple[str, ...]
    at: datetime


CLOCK_COLUMNS = ("label", "started", "due_date", "due_at", "provisional", "trail", "met_at", "clause")
"""What a clock may change after it was first written; a case has one row for each clock."""
