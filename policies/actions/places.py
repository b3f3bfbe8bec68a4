"""Open a new place: its table of values lists everything a county is asked for, and states nothing yet."""

from __future__ import annotations

from django.db import transaction

from policies.actions.pack_files import catalogue
from policies.actions.parameters import EARLIEST
from policies.models import Jurisdiction, ParameterValue


def open_values(*, place: Jurisdiction, programme: str = "") -> int:
    """Lay out every value of the common catalogue as unstated, the national one beside it; return how many are new.

    `programme`: the code of a new programme; what the place's table asks for other programmes only is laid out for it.
    Nothing national fills a silence: an act that cannot do without a value is refused until the county states it.
    """
    made = 0
    with transaction.atomic():
        rows = ParameterValue.objects.filter(jurisdiction=place)
        known = set(rows.filter(programme__in=("", programme)).values_list("key", flat=True))
        asked = set(rows.values_list("key", flat=True)) if programme else set(catalogue()["parameters"])
        for key, entry in catalogue()["parameters"].items():
            if key in known or key not in asked:
                continue
            _, new = ParameterValue.objects.get_or_create(
                jurisdiction=place,
                programme=programme,
                key=key,
                scope="",
                since=EARLIEST,
                defaults={
                    "label": entry["label"],
                    "unit": entry.get("unit", ""),
                    "operator": entry.get("operator", ""),
                    "rounding": entry.get("rounding", ""),
                    "national_value": entry.get("value", ""),
                    "national_clause": entry.get("clause", ""),
                    "origin": ParameterValue.Origin.COUNTY,
                },
            )
            made += new
    return made
