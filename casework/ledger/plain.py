"""Reading a case and writing an act through the ORM: a few short statements, for SQLite and whatever comes."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from casework.ledger.entry import CLOCK_COLUMNS, Entry
from casework.models import Case, Deadline, Outbox
from policies.queries import law_stamp_subquery

STAMPED = {"law_stamp": law_stamp_subquery()}
"""Brings the stamp of the law along with a case, into `Case.law_stamp`."""


def load(case: UUID) -> Case | None:
    """Lock and read a case with its unit and the stamp of the law; None where there is none."""
    rows = Case.objects.filter(pk=case)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    return rows.select_related("unit").annotate(**STAMPED).first()


def alone() -> None:
    """A transaction that writes is alone on SQLite from its first statement (`BEGIN IMMEDIATE`)."""


def write(entry: Entry) -> bool:
    """Write the act inside the caller's transaction; False when the case has moved on and nothing was written."""
    if not Case.objects.filter(pk=entry.case, seq=entry.seen).update(**entry.columns):
        return False
    entry.event.save(force_insert=True)
    if entry.clocks:
        rows = [Deadline(case_id=entry.case, **clock) for clock in entry.clocks]
        Deadline.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["case", "clock"], update_fields=CLOCK_COLUMNS
        )
    if entry.gone:
        Deadline.objects.filter(case=entry.case, clock__in=entry.gone, met_at=None).delete()
    key = entry.event.pk
    Outbox.objects.create(key=f"event:{key}", kind="event", ref=str(key), available_at=entry.at)
    return True
