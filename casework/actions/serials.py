"""Numbers without gaps: taken inside the transaction that uses them, so that a rollback gives them back."""

from __future__ import annotations

from django.db import connection
from django.db.models import F

from casework.models import Serial


def next_number(unit: str, year: int, kind: str) -> int:
    """Return the next number of a series; must run inside a transaction, which it serialises per series."""
    Serial.objects.bulk_create([Serial(unit=unit, year=year, kind=kind)], ignore_conflicts=True)
    rows = Serial.objects.filter(unit=unit, year=year, kind=kind)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    serial = rows.get()
    rows.update(last=F("last") + 1)
    return serial.last + 1
