"""What is done with a lead: the village files it, the township closes it, either makes it an application, the county gives it away."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from casework import leads, queries
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
    urgent: bool = False,
    channel: str = rules.DESK,
) -> Lead:
    """File a lead once under `key`, whoever presses twice; `phone` is normalised and is sealed.

    `channel` is where it was reported: at the desk, or from a chat. Who is `related` to the household has no further hand in it. Raises `StepRefused` for another village or an
    empty lead.
    """
    rules.check_filing(actor, village, name, phone, seen, related)
    refuse_private_numbers(f"{name} {seen}")
    unit = Unit.objects.filter(code=village, level=Unit.Level.VILLAGE).first()
    if unit is None:
        raise StepRefused("没有这个村（社区），请重新选", code="invalid")
    said = {"village": unit, "name": name.strip(), "name_key": rules.name_key(name), "seen": seen.strip()}
    said |= {"urgent": urgent}
    number = {"phone_sealed": seal(phone, Lead(pk=key).place), "phone_index": _index(phone)}
    by = {"by_id": UUID(actor.officer), "at": at, "related": bool(related), "channel": channel}
    with transaction.atomic():
        lead, new = Lead.objects.get_or_create(pk=key, defaults=said | number | by)
        if not new and str(lead.by_id) not in actor.identities:
            raise StepRefused("请重新打开这一页再报", code="invalid")
        if new:
            if related:
                lead.barred.add(*Officer.objects.filter(pk=actor.officer))
            note_lead(OfficeEvent.Kind.LEAD_FILED, lead, actor, at)
    return lead


def close_lead(*, lead: UUID | str, reason: str, actor: Actor, at: datetime) -> Lead:
    """Close a lead with a reason. Raises `StepRefused` for another township, twice, without a reason, or for kin."""
    refuse_private_numbers(reason)
    with transaction.atomic():
        row, actor = locked(lead, actor)
        rules.check_closing(actor, row.village.code, reason, **_ended(row), barred=_barred(row, actor, at))
        row.closed_at, row.closed_by_id, row.reason = at, UUID(actor.officer), reason.strip()[:200]
        row.save(update_fields=["closed_at", "closed_by", "reason"])
        _forget_teller(row)
        note_lead(OfficeEvent.Kind.LEAD_CLOSED, row, actor, at)
    return row


def see_phone(*, lead: UUID | str, actor: Actor, at: datetime) -> str:
    """Return the telephone of a lead to its township, and write down who read it."""
    return _looked_at(OfficeEvent.Kind.LEAD_PHONE, lead, actor, at).phone.open()


def see_teller(*, lead: UUID | str, actor: Actor, at: datetime) -> str:
    """Return the telephone that a resident left with his lead, and write down who read it; never to a village."""
    return _looked_at(OfficeEvent.Kind.LEAD_TELLER, lead, actor, at).teller.open()


def _looked_at(kind: str, lead: UUID | str, actor: Actor, at: datetime) -> Lead:
    with transaction.atomic():
        row, actor = locked(lead, actor)
        rules.check_township(actor, row.village.code, barred=_barred(row, actor, at))
        note_lead(kind, row, actor, at)
    return row


def join_lead(*, lead: UUID | str, onto: UUID | str, actor: Actor, at: datetime) -> Lead:
    """Close a lead onto the application that another lead of the same household became; `onto` is that other lead.

    Raises `StepRefused` for another township, kin, a lead that has ended, or one of another village or name.
    """
    with transaction.atomic():
        row, actor = locked(lead, actor)
        other = leads.far_from(actor, day_of(at)).filter(pk=onto).first()
        filing = _filing(other) if other else None
        rules.check_joining(
            actor,
            row.village.code,
            same=other is not None and leads.alike(row, other),
            onto=filing.case.number if filing else "",
            barred=_barred(row, actor, at),
            **_ended(row),
        )
        assert filing is not None
        row.closed_at, row.closed_by_id, row.onto = at, UUID(actor.officer), filing.case
        row.reason = f"和 {filing.case.number} 是同一家"
        row.save(update_fields=["closed_at", "closed_by", "onto", "reason"])
        _forget_teller(row)
        note_lead(OfficeEvent.Kind.LEAD_JOINED, row, actor, at, case=filing.case_id)
    return row


def split_lead(*, lead: UUID | str, reason: str, actor: Actor, at: datetime) -> Lead:
    """Take a lead off the case that it was wrongly joined to: it waits again, since the day it was first told.

    Raises `StepRefused` for whoever may not read it, for kin, without a reason, and for one that was joined to nothing.
    """
    refuse_private_numbers(reason)
    with transaction.atomic():
        row, actor = locked(lead, actor)
        joined = row.onto_id
        rules.check_splitting(
            actor, row.village.code, reason, joined=joined is not None, barred=_barred(row, actor, at)
        )
        row.closed_at, row.closed_by, row.onto, row.reason = None, None, None, ""
        row.save(update_fields=["closed_at", "closed_by", "onto", "reason"])
        note_lead(OfficeEvent.Kind.LEAD_SPLIT, row, actor, at, case=joined, reason=reason.strip())
    return row


def assign_lead(*, lead: UUID | str, to: UUID | str, actor: Actor, at: datetime) -> Lead:
    """Give a lead that nobody at home may deal with to an officer of another township; the county's act.

    From then on its village is his, for this lead alone. Raises `StepRefused` while somebody at home may, for an
    officer who takes no applications in, and for one who is near to the household too.
    """
    with transaction.atomic():
        row, _ = locked(lead, actor)
        holder = Officer.objects.filter(pk=to, merged_into=None).first()
        hand = queries.actor_of(str(to), "", day_of(at)) if holder else Actor()
        rules.check_assigning(
            actor,
            row.village.code,
            hand,
            alone=leads.alone(row, day_of(at)),
            near=holder is not None and _barred(row, hand, at),
            **_ended(row),
        )
        row.assigned = holder
        row.save(update_fields=["assigned"])
        note_lead(OfficeEvent.Kind.LEAD_ASSIGNED, row, actor, at, to=str(to))
    return row


def stand_aside(*, lead: UUID | str, actor: Actor, at: datetime) -> None:
    """Let an officer say that the household is near to him: from then on he sees nothing of the lead."""
    with transaction.atomic():
        row, actor = locked(lead, actor)
        rules.check_staff(actor, row.village.code)
        row.barred.add(*Officer.objects.filter(pk=actor.officer))
        note_lead(OfficeEvent.Kind.LEAD_RECUSED, row, actor, at)


def begin_filing(
    *, lead: UUID | str, reason: str, evidence: str, agreed: bool, actor: Actor, at: datetime
) -> Handoff:
    """Open the hand-over by which an officer fills the application of a lead; the form reads name and telephone.

    The same way as from a chat (`front.actions.drafts.start`). That he reads the telephone there is written down.
    Raises `StepRefused` for another hand, kin, a lead that has ended, or a household that has not agreed.
    """
    with transaction.atomic():
        row, actor = locked(lead, actor)
        way = rules.check_turning(actor, row.village.code, **_ended(row), barred=_barred(row, actor, at))
        rules.check_authority(way, reason, evidence, agreed=agreed)
        context = {
            "lead": str(row.pk),
            "officer": actor.officer,
            "answers": {"village": row.village.code},
            "filing": {"reason": reason.strip(), "evidence": evidence.strip(), "related": False},
        }
        token = open_handoff(purpose=way, channel=rules.CHANNEL, ref=str(row.pk), at=at, context=context)
        note_lead(OfficeEvent.Kind.LEAD_BEGUN, row, actor, at)
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
        row, actor = locked(lead, actor)
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
        _forget_teller(row)
        note_lead(OfficeEvent.Kind.LEAD_TURNED, row, actor, at, case=receipt.case)
    return receipt


def locked(lead: UUID | str, actor: Actor) -> tuple[Lead, Actor]:
    """Return a lead under its lock, and the officer as he stands towards it: the county may have given it to him."""
    rows = Lead.objects.select_for_update(of=("self",)).select_related("village")
    row = rows.filter(pk=lead).first()
    if row is None:
        raise StepRefused("没有这条线索", code="missing")
    return row, leads.lent(actor, row)


def _forget_teller(row: Lead) -> None:
    """Delete the telephone of the resident who told of a lead that has ended: nobody needs to ask him any more."""
    row.teller_sealed = b""
    row.save(update_fields=["teller_sealed"])


def _ended(row: Lead) -> dict[str, Any]:
    """Return how a locked lead has ended, as the rules ask for it."""
    filing = _filing(row)
    return {"closed": row.closed_at is not None, "number": filing.case.number if filing else ""}


def _filing(row: Lead) -> LeadFiling | None:
    return LeadFiling.objects.select_related("case").filter(lead=row).first()


def _barred(row: Lead, actor: Actor, at: datetime) -> bool:
    """Say whether the lead is one of this officer's own household, or of a near relative of his."""
    return not leads.far_from(actor, day_of(at)).filter(pk=row.pk).exists()


def _index(phone: str) -> str | None:
    return blind_index(phone, "phone") if phone else None


def note_lead(
    kind: str,
    lead: Lead,
    actor: Actor,
    at: datetime,
    case: UUID | None = None,
    reason: str = "",
    **more: str,
) -> None:
    """Write one line of the office about a lead; whoever is nobody (a resident) stays nobody."""
    data = {"lead": str(lead.pk), **more}
    note(kind=kind, at=at, name=actor.name, officer=actor.officer, case=case, reason=reason, data=data)
