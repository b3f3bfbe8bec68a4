"""State a value that the document leaves open, knowingly: with its reason and its clause."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from policies.models import Jurisdiction, ParameterValue

EARLIEST = date.min
DESCRIBED = ("label", "unit", "operator", "rounding", "national_value", "national_clause", "ref")


def set_parameter(
    *,
    place: Jurisdiction,
    key: str,
    value: str,
    clause: str,
    reason: str,
    since: date = EARLIEST,
    until: date | None = None,
    programme: str = "",
    scope: str = "",
) -> ParameterValue:
    """State a value from a day on and return its row; label, unit and operator come from the row that is there.

    Money is text in yuan ("1000.00"). Raises ValueError without clause or reason: a number nobody stands
    for is worse than none, and for a key the place does not know.
    """
    if not clause.strip() or not reason.strip():
        raise ValueError("有数就要有依据，也要写明为什么这样填。")
    known = (
        ParameterValue.objects.filter(jurisdiction=place, key=key).order_by("-programme", "-since").first()
    )
    if known is None:
        raise ValueError(f"“{key}”不在这个地方的参数表里。")
    with transaction.atomic():
        row, _ = ParameterValue.objects.update_or_create(
            jurisdiction=place,
            programme=programme,
            key=key,
            scope=scope,
            since=since,
            defaults={
                **{name: getattr(known, name) for name in DESCRIBED},
                "value": value.strip(),
                "until": until,
                "clause": clause.strip(),
                "reason": reason.strip(),
                "origin": ParameterValue.Origin.COUNTY,
            },
        )
    return row


def adopt_national(*, row: ParameterValue, reason: str) -> ParameterValue:
    """Take over the national value that stands beside a silence; raises ValueError where there is none, as below."""
    if not row.national_value:
        raise ValueError(f"“{row.label}”没有国家的数值可以采用。")
    return end_silence(row=row, value=row.national_value, clause=row.national_clause, reason=reason)


def end_silence(*, row: ParameterValue, value: str, clause: str, reason: str) -> ParameterValue:
    """State what a document leaves open, for what the row is about and nothing more: its part, its programme, its days.

    Raises ValueError where something is stated by now, or without clause and reason.
    """
    if not clause.strip() or not reason.strip():
        raise ValueError("有数就要有依据，也要写明为什么这样填。")
    with transaction.atomic():
        kept = ParameterValue.objects.select_for_update().get(pk=row.pk)
        if kept.value is not None:
            raise ValueError(f"“{kept.label}”已经有值了，要改请在参数里改。")
        kept.value, kept.clause, kept.reason = value.strip(), clause.strip(), reason.strip()
        kept.origin = ParameterValue.Origin.COUNTY
        kept.save()
    return kept
