"""The law of a place for a scene: published once by the real door, from then on put back row by row.

Publishing a pack takes a tenth of a second, and hundreds of scenes begin with one. The tests of packs and
of publishing do not come through here.
"""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from policies.actions.calendar import load_calendar
from policies.actions.pack_files import read_pack
from policies.actions.packs import load_pack
from policies.models import CalendarYear, Jurisdiction, LawStamp

Rows = list[models.Model]
_published: dict[tuple[str, datetime], list[tuple[type[models.Model], Rows]]] = {}


def lay_law(place: str, at: datetime) -> Jurisdiction:
    """Fill the calendar and load a place's pack as published at that moment; return the place."""
    key = (place, at)
    if Jurisdiction.objects.exists() or CalendarYear.objects.exists():
        _publish(place, at)  # beside what is there already, numbers are given anew
    elif key in _published:
        _put_back(_published[key])
    else:
        before = {model: set(_all(model).values_list("pk", flat=True)) for model in _models()}
        _publish(place, at)
        added = [(model, [row for row in _all(model) if row.pk not in pks]) for model, pks in before.items()]
        _published[key] = [(model, rows) for model, rows in added if rows]
    return Jurisdiction.objects.get(code=place)


def _publish(place: str, at: datetime) -> None:
    load_calendar()
    load_pack(pack=read_pack(place), at=at)


def _models() -> list[type[models.Model]]:
    """Return what publishing may add rows to; the law's stamp is renewed by the database itself."""
    return [model for model in apps.get_models() if model is not LawStamp and not model._meta.parents]


def _all(model: type[models.Model]) -> models.QuerySet[models.Model]:
    return models.QuerySet(model)


def _put_back(tables: list[tuple[type[models.Model], Rows]]) -> None:
    with transaction.atomic():
        for model, rows in tables:
            _all(model).bulk_create(rows)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [model for model, _ in tables]):
                cursor.execute(statement)
