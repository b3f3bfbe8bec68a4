"""What passing days change by themselves, brought into the columns that queues read."""

from __future__ import annotations

from datetime import datetime

from casework import ledger
from casework.actions.calendar import redate
from casework.actions.drafts import drop_stale_drafts
from casework.models import Case
from policies import queries as law

TIMED_STAGES = ("confirmed", "active", "changing")


def tick(*, now: datetime) -> int:
    """Refresh the cases whose stage moves with the calendar and return how many moved.

    Also goes on with re-dating, where somebody has changed the working-day table, and forgets stale drafts.
    """
    redate(at=now)
    drop_stale_drafts(now=now)
    moved = 0
    for case in Case.objects.filter(stage__in=TIMED_STAGES).iterator():
        moved += ledger.refresh(case, law.rulebook(case.version_id, unit=case.unit_id), now)
    return moved
