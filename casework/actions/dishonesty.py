"""Keeping the record of dishonesty: entered with its decision, lifted with a reason."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from casework.actions.office import note
from casework.actions.posting import refuse_private_numbers
from casework.models import Case, Dishonesty, HouseholdMember, OfficeEvent
from casework.rules import dishonesty as rules
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies import queries as law


def record_dishonesty(
    *,
    case: UUID | str,
    member: str,
    kind: str,
    decision: str,
    decided_on: date | None,
    appeal: str,
    actor: Actor,
    at: datetime,
) -> Dishonesty:
    """Enter a finding about a member. Raises `StepRefused` without decision or appeal, twice, or for a relative."""
    refuse_private_numbers(f"{decision} {appeal}")
    entry = rules.Entry(kind, decision, decided_on, appeal)
    with transaction.atomic():
        row = _case(case, actor)
        kinds, _clause = rules.stated(law.rulebook(row.version_id, unit=row.unit_id).spec)
        rules.check_entry(actor, row.unit.code, kinds, entry, day_of(at))
        assert decided_on is not None  # said by the rule
        who = HouseholdMember.objects.filter(household=row.household_id, key=member).first()
        if who is None:
            raise StepRefused("这一家没有这个人，请重新选", code="invalid")
        try:
            with transaction.atomic():
                kept = Dishonesty.objects.create(
                    case=row,
                    person_id=who.person_id,
                    kind=kind,
                    decision=decision.strip()[:80],
                    decided_on=decided_on,
                    appeal=appeal.strip()[:300],
                    by_id=UUID(actor.officer),
                    at=at,
                )
        except IntegrityError as error:
            raise StepRefused("这个决定已经记过了", code="duplicate") from error
        _note(OfficeEvent.Kind.DISHONESTY_KEPT, kept, actor, at)
    return kept


def lift_dishonesty(*, record: int, case: UUID | str, reason: str, actor: Actor, at: datetime) -> Dishonesty:
    """Lift a record, after an appeal or a correction. Raises `StepRefused` twice or without a reason."""
    refuse_private_numbers(reason)
    with transaction.atomic():
        row = _case(case, actor)
        kept = Dishonesty.objects.select_for_update(of=("self",)).filter(pk=record, case=row).first()
        if kept is None:
            raise StepRefused("没有这一条记录", code="missing")
        rules.check_lifting(actor, row.unit.code, reason, lifted=kept.lifted_at is not None)
        kept.lifted_at, kept.lifted_by_id, kept.reason = at, UUID(actor.officer), reason.strip()[:200]
        kept.save()
        _note(OfficeEvent.Kind.DISHONESTY_OFF, kept, actor, at)
    return kept


def _case(case: UUID | str, actor: Actor) -> Case:
    row = Case.objects.for_actor(actor).select_related("unit").filter(pk=case).first()
    if row is None:
        raise StepRefused("这一件不在您管的地方", code="scope")
    return row


def _note(kind: str, kept: Dishonesty, actor: Actor, at: datetime) -> None:
    note(
        kind=kind, at=at, name=actor.name, officer=actor.officer, case=kept.case_id, data={"record": kept.pk}
    )
