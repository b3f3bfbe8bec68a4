"""What is done with a lead: the village files it, the township reads the telephone and closes it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework.actions.office import note
from casework.actions.posting import refuse_private_numbers
from casework.models import Lead, OfficeEvent
from casework.rules import lead as rules
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from casework.sealing import seal
from policies.models import Unit


def file_lead(*, village: str, name: str, phone: str, seen: str, actor: Actor, at: datetime) -> Lead:
    """File a lead; `phone` is sealed. Raises `StepRefused` for another village or an empty lead."""
    rules.check_filing(actor, village, name, phone, seen)
    refuse_private_numbers(seen)
    with transaction.atomic():
        unit = Unit.objects.filter(code=village, level=Unit.Level.VILLAGE).first()
        if unit is None:
            raise StepRefused("没有这个村(社区),请重新选", code="invalid")
        lead = Lead(village=unit, name=name.strip(), seen=seen.strip(), by_id=UUID(actor.officer), at=at)
        lead.phone_sealed = seal(phone, lead.place)
        lead.save()
        _note(OfficeEvent.Kind.LEAD_FILED, lead, actor, at)
    return lead


def close_lead(*, lead: UUID | str, reason: str, actor: Actor, at: datetime) -> Lead:
    """Close a lead with a reason. Raises `StepRefused` for another township, twice, or without a reason."""
    refuse_private_numbers(reason)
    with transaction.atomic():
        row = _locked(lead)
        rules.check_closing(actor, row.village.code, reason, closed=row.closed_at is not None)
        row.closed_at, row.closed_by_id, row.reason = at, UUID(actor.officer), reason.strip()[:200]
        row.save()
        _note(OfficeEvent.Kind.LEAD_CLOSED, row, actor, at)
    return row


def see_phone(*, lead: UUID | str, actor: Actor, at: datetime) -> str:
    """Return the telephone of a lead to its township, and write down who read it."""
    with transaction.atomic():
        row = _locked(lead)
        rules.check_township(actor, row.village.code)
        _note(OfficeEvent.Kind.LEAD_PHONE, row, actor, at)
    return row.phone.open()


def _locked(lead: UUID | str) -> Lead:
    row = Lead.objects.select_for_update(of=("self",)).select_related("village").filter(pk=lead).first()
    if row is None:
        raise StepRefused("没有这条线索", code="missing")
    return row


def _note(kind: str, lead: Lead, actor: Actor, at: datetime) -> None:
    note(kind=kind, at=at, name=actor.name, officer=actor.officer, data={"lead": str(lead.pk)})
