"""Marking households that stand on a list against falling back into poverty, by hand or from a file looked at first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from casework.actions.office import note
from casework.actions.posting import refuse_private_numbers
from casework.models import Case, Household, Monitored, OfficeEvent
from casework.rules import monitoring as rules
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor


def mark_households(
    *, households: Iterable[UUID | str], source: str, since: date | None, actor: Actor, at: datetime
) -> int:
    """Mark households as on a list; return how many are newly marked. One that is marked already stays as it is.

    Raises `StepRefused` without source or date, and for a household that is none of the actor's.
    """
    refuse_private_numbers(source)
    rules.check_mark(source, since, day_of(at))
    assert since is not None  # said by the rule
    with transaction.atomic():
        wanted = {str(pk) for pk in households}
        rows = _locked(wanted, actor)
        if len(rows) != len(wanted):
            raise StepRefused("有的户不在您管的地方，请重新选名单", code="scope")
        marked = set(
            Monitored.objects.filter(household__in=rows, ended_at=None).values_list("household", flat=True)
        )
        for row in rows:
            rules.check_keeper(actor, row.unit.code)
        fresh = [row for row in rows if row.pk not in marked]
        Monitored.objects.bulk_create(
            Monitored(
                household=row, source=source.strip()[:120], since=since, by_id=UUID(actor.officer), at=at
            )
            for row in fresh
        )
        _note(OfficeEvent.Kind.MONITORED, [row.pk for row in fresh], actor, at)
    return len(fresh)


def end_monitoring(*, household: UUID | str, reason: str, actor: Actor, at: datetime) -> Monitored:
    """Take the mark off a household. Raises `StepRefused` where there is none, or without a reason."""
    refuse_private_numbers(reason)
    with transaction.atomic():
        rows = _locked({str(household)}, actor)
        if not rows:
            raise StepRefused("这一户不在您管的地方", code="scope")
        rules.check_keeper(actor, rows[0].unit.code)
        mark = Monitored.objects.filter(household=rows[0], ended_at=None).first()
        rules.check_end(reason, ended=mark is None)
        assert mark is not None
        mark.ended_at, mark.ended_by_id, mark.reason = at, UUID(actor.officer), reason.strip()[:200]
        mark.save()
        _note(OfficeEvent.Kind.MONITORED_OFF, [rows[0].pk], actor, at)
    return mark


def _locked(households: set[str], actor: Actor) -> list[Household]:
    """Return these households as far as the actor may know of a case of theirs, locked in one order."""
    known = Case.objects.for_actor(actor).filter(household__in=households).order_by().values("household")
    rows = Household.objects.select_for_update(of=("self",)).filter(pk__in=known)
    return list(rows.select_related("unit").order_by("pk"))


def _note(kind: str, households: list[UUID], actor: Actor, at: datetime) -> None:
    if households:
        data = {"households": [str(pk) for pk in households]}
        note(kind=kind, at=at, name=actor.name, officer=actor.officer, data=data)
