"""What is done with a lead: the village files it, the township reads the telephone and closes it, either makes it an application."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from casework import queries
from casework.actions.handoff import open_handoff, read_handoff
from casework.actions.moves import guarded
from casework.actions.office import note
from casework.actions.opening import Receipt, lodge
from casework.actions.posting import refuse_private_numbers
from casework.models import Handoff, Lead, LeadFiling, OfficeEvent, Officer
from casework.rules import lead as rules
from casework.rules.asking import day_of
from casework.rules.lodgement import LodgementDraft
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from casework.sealing import blind_index, seal
from policies.models import Unit


def file_lead(
    *,
    key: UUID,
    village: str,
    name: str,
    phone: str,
    seen: str,
    related: bool | None,
    actor: Actor,
    at: datetime,
) -> Lead:
    """File a lead once under `key`, whoever presses twice; `phone` is normalised and is sealed.

    Who is `related` to the household has no further hand in it. Raises `StepRefused` for another village or an
    empty lead.
    """
    rules.check_filing(actor, village, name, phone, seen, related)
    refuse_private_numbers(f"{name} {seen}")
    unit = Unit.objects.filter(code=village, level=Unit.Level.VILLAGE).first()
    if unit is None:
        raise StepRefused("没有这个村（社区），请重新选", code="invalid")
    said = {"village": unit, "name": name.strip(), "name_key": rules.name_key(name), "seen": seen.strip()}
    number = {"phone_sealed": seal(phone, Lead(pk=key).place), "phone_index": _index(phone)}
    by = {"by_id": UUID(actor.officer), "at": at, "related": bool(related)}
    with transaction.atomic():
        lead, new = Lead.objects.get_or_create(pk=key, defaults=said | number | by)
        if not new and str(lead.by_id) not in actor.identities:
            raise StepRefused("请重新打开这一页再报", code="invalid")
        if new:
            if related:
                lead.barred.add(*Officer.objects.filter(pk=actor.officer))
            _note(OfficeEvent.Kind.LEAD_FILED, lead, actor, at)
    return lead


def close_lead(*, lead: UUID | str, reason: str, actor: Actor, at: datetime) -> Lead:
    """Close a lead with a reason. Raises `StepRefused` for another township, twice, without a reason, or for kin."""
    refuse_private_numbers(reason)
    with transaction.atomic():
        row = _locked(lead)
        rules.check_closing(actor, row.village.code, reason, **_ended(row), barred=_barred(row, actor, at))
        row.closed_at, row.closed_by_id, row.reason = at, UUID(actor.officer), reason.strip()[:200]
        row.save(update_fields=["closed_at", "closed_by", "reason"])
        _note(OfficeEvent.Kind.LEAD_CLOSED, row, actor, at)
    return row


def see_phone(*, lead: UUID | str, actor: Actor, at: datetime) -> str:
    """Return the telephone of a lead to its township, and write down who read it."""
    with transaction.atomic():
        row = _locked(lead)
        rules.check_township(actor, row.village.code, barred=_barred(row, actor, at))
        _note(OfficeEvent.Kind.LEAD_PHONE, row, actor, at)
    return row.phone.open()


def stand_aside(*, lead: UUID | str, actor: Actor, at: datetime) -> None:
    """Let an officer say that the household is near to him: from then on he sees nothing of the lead."""
    with transaction.atomic():
        row = _locked(lead)
        rules.check_staff(actor, row.village.code)
        row.barred.add(*Officer.objects.filter(pk=actor.officer))
        _note(OfficeEvent.Kind.LEAD_RECUSED, row, actor, at)


def begin_filing(
    *, lead: UUID | str, reason: str, evidence: str, agreed: bool, actor: Actor, at: datetime
) -> Handoff:
    """Open the hand-over by which an officer fills the application of a lead; the form reads name and telephone.

    The same way as from a chat (`front.actions.drafts.start`). That he reads the telephone there is written down.
    Raises `StepRefused` for another hand, kin, a lead that has ended, or a household that has not agreed.
    """
    with transaction.atomic():
        row = _locked(lead)
        way = rules.check_turning(actor, row.village.code, **_ended(row), barred=_barred(row, actor, at))
        rules.check_authority(way, reason, evidence, agreed=agreed)
        context = {
            "lead": str(row.pk),
            "officer": actor.officer,
            "answers": {"village": row.village.code},
            "filing": {"reason": reason.strip(), "evidence": evidence.strip(), "related": False},
        }
        token = open_handoff(purpose=way, channel=rules.CHANNEL, ref=str(row.pk), at=at, context=context)
        _note(OfficeEvent.Kind.LEAD_BEGUN, row, actor, at)
        opened = read_handoff(token=token, at=at)
    assert opened is not None
    return opened


def turn_lead(
    *, lead: UUID | str, draft: LodgementDraft, reason: str, evidence: str, actor: Actor, at: datetime
) -> Receipt:
    """Make the application of a lead: the village takes it, or the window takes it in; the lead then knows its case.

    One lead becomes one application, whoever comes second is refused; the event says that it came from a lead.
    """
    with guarded(), transaction.atomic():
        row = _locked(lead)
        way = rules.check_turning(
            actor, row.village.code, **_ended(row), barred=_barred(row, actor, at), to=draft.village
        )
        whole = replace(
            draft, channel=rules.CHANNELS[way], answers={**draft.answers, "source": rules.OUTREACH}
        )
        by = {"reason": reason, "evidence": evidence, "related": False} if way == rules.TAKE else {}
        verb = "take" if way == rules.TAKE else "submit"
        receipt = lodge(draft=whole, actor=actor, at=at, verb=verb, lead=str(row.pk), **by)
        LeadFiling.objects.create(lead=row, case_id=receipt.case, by_id=UUID(actor.officer), at=at)
        _note(OfficeEvent.Kind.LEAD_TURNED, row, actor, at, case=receipt.case)
    return receipt


def _locked(lead: UUID | str) -> Lead:
    rows = Lead.objects.select_for_update(of=("self",)).select_related("village")
    row = rows.filter(pk=lead).first()
    if row is None:
        raise StepRefused("没有这条线索", code="missing")
    return row


def _ended(row: Lead) -> dict[str, Any]:
    """Return how a locked lead has ended, as the rules ask for it."""
    filing = LeadFiling.objects.select_related("case").filter(lead=row).first()
    return {"closed": row.closed_at is not None, "number": filing.case.number if filing else ""}


def _barred(row: Lead, actor: Actor, at: datetime) -> bool:
    """Say whether the lead is one of this officer's own household, or of a near relative of his."""
    return not queries.far_from(actor, day_of(at)).filter(pk=row.pk).exists()


def _index(phone: str) -> str | None:
    return blind_index(phone, "phone") if phone else None


def _note(kind: str, lead: Lead, actor: Actor, at: datetime, case: UUID | None = None) -> None:
    data = {"lead": str(lead.pk)}
    note(kind=kind, at=at, name=actor.name, officer=actor.officer, case=case, data=data)
