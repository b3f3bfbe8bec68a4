"""Leads that begin in a chat: an officer's, filed by a one-time link, and a resident's, who need not say who he is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from casework import queries
from casework.actions.handoff import end_handoff, open_handoff, taken_up
from casework.actions.leads import file_lead, locked, note_lead
from casework.actions.posting import refuse_private_numbers
from casework.models import Lead, LeadFiling, OfficeEvent, Officer
from casework.rules import lead as rules
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from casework.sealing import blind_index, seal
from policies.models import Unit

REPORT, NAME = "lead", "lead_name"
"""What the one-time link is for: an officer's lead, or the name of whom a resident told of."""
PURPOSES = (REPORT, NAME)


def report_lead(*, handoff: UUID, name: str, phone: str, at: datetime) -> Lead:
    """File the lead that a village officer began in his chat; the link adds the name and the telephone.

    Everything else he has answered there. Filed in his name as he is appointed now. Raises `StepRefused` for a link
    that was used, for an officer who keeps that village's books no longer, and for an empty or private name.
    """
    with transaction.atomic():
        row = taken_up(handoff=handoff, at=at)
        said, officer = row.context, Officer.objects.get(pk=row.context["officer"])
        lead = file_lead(
            key=row.pk,
            village=said["village"],
            name=name,
            phone=phone,
            seen=said["seen"],
            related=said["related"],
            urgent=said["urgent"],
            channel=row.channel,
            actor=queries.actor_of(str(officer.pk), officer.name, day_of(at)),
            at=at,
        )
        end_handoff(row, at=at)
    return lead


def tell_lead(*, village: str, words: str, urgent: bool, channel: str, chat: str, at: datetime) -> str:
    """Write down what a resident saw of a neighbour, and return the token of a link by which he may add a name.

    Nobody is named as its author, and no application is made of it. `chat` is the channel's own name for the
    conversation; only the link knows it, until it is used. Raises `StepRefused` for an unknown village, for
    empty words and for words with a private number.
    """
    rules.check_telling(words)
    refuse_private_numbers(words)
    unit = Unit.objects.filter(code=village, level=Unit.Level.VILLAGE).first()
    if unit is None:
        raise StepRefused("没有这个村（社区），请重新选", code="invalid")
    seen = words.strip()[: rules.LONGEST_SEEN]
    with transaction.atomic():
        lead = Lead.objects.create(
            pk=uuid4(), village=unit, seen=seen, urgent=urgent, channel=channel, by=None, at=at
        )
        note_lead(OfficeEvent.Kind.LEAD_TOLD, lead, Actor(), at)
        return open_handoff(purpose=NAME, channel=channel, ref=chat, at=at, context={"lead": str(lead.pk)})


def name_lead(*, handoff: UUID, name: str, phone: str, teller: str, at: datetime) -> Lead:
    """Add to a resident's lead whom it is about, the telephone there, and one under which he himself may be asked.

    All of it may be left out but not all at once; `teller` is sealed and only the township opens it. Raises
    `StepRefused` for a link that was used and a lead that has a name or an end already.
    """
    refuse_private_numbers(name)
    with transaction.atomic():
        link = taken_up(handoff=handoff, at=at)
        row, _ = locked(link.context["lead"], Actor())
        filing = LeadFiling.objects.filter(lead=row).select_related("case").first()
        number = filing.case.number if filing else ""
        closed = row.closed_at is not None
        rules.check_naming(name, phone or teller, named=bool(row.name), closed=closed, number=number)
        row.name, row.name_key = name.strip(), rules.name_key(name)
        row.phone_sealed, row.phone_index = (
            seal(phone, row.place),
            blind_index(phone, "phone") if phone else None,
        )
        row.teller_sealed = seal(teller, row.teller_place)
        row.save(update_fields=["name", "name_key", "phone_sealed", "phone_index", "teller_sealed"])
        note_lead(OfficeEvent.Kind.LEAD_NAMED, row, Actor(), at)
        end_handoff(link, at=at)
    return row
