"""Looking at a private number is an act of its own: who, whose, which, when and why is kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework.actions.posting import refuse_private_numbers
from casework.models import Case, HouseholdMember, Reveal
from casework.models.people import SEALED_FIELDS
from casework.rules.refusal import StepRefused
from casework.rules.roles import MAY_REVEAL, Actor


def reveal(*, case: UUID | str, member: str, field: str, actor: Actor, at: datetime, reason: str) -> str:
    """Return one private value of one member and record the look; township and county staff of the case only.

    `field` is `id_number`, `phone` or `account`. Raises `StepRefused` without a reason or a right.
    """
    if field not in SEALED_FIELDS:
        raise StepRefused("没有这一项", code="invalid")
    if not reason.strip():
        raise StepRefused("请先写为什么要看，写了再看", code="missing")
    refuse_private_numbers(reason)
    if not actor.holds(MAY_REVEAL):
        raise StepRefused("您的岗位不能看完整号码", code="role")
    with transaction.atomic():
        row = Case.objects.for_actor(actor).filter(pk=case).first()
        if row is None:
            raise StepRefused("这一件不在您管的地方", code="scope")
        person = (
            HouseholdMember.objects.select_related("person")
            .get(household=row.household_id, key=member)
            .person
        )
        Reveal.objects.create(
            case=row, person=person, field=field, officer_id=actor.officer, at=at, reason=reason[:200]
        )
        return person.sealed(field).open()
