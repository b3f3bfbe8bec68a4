"""The mark of the monitoring list as rows and filters see it: one subquery for a whole page, none for a row (HX-1)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from casework.models import Monitored

MARK = "monitored"


def on_list(household: str = "household") -> Exists:
    """Return the condition that the household of a row stands on a list now."""
    return Exists(Monitored.objects.filter(household=OuterRef(household), ended_at=None))
