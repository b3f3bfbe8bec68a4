"""Acts on the household's certificate (救助证); each is an event of the case, with its row of the register beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from casework.actions.company import present
from casework.actions.moves import act
from casework.models import Case, Certificate, Event
from casework.rules.certificate import LOST
from casework.rules.roles import Actor

Id = UUID | str


def issue_certificate(
    *, case: Id, actor: Actor, at: datetime, number: str, on: date | None = None, seen: int | None = None
) -> Event:
    """Give a household on support its certificate; `number` is the one printed on it (SY-A1.7e).

    Raises `StepRefused` where the place states no certificate, and for a number that is in the register already.
    """
    data = {"number": number, "on": on}
    return act("issue_certificate", case=case, actor=actor, at=at, data=data, seen=seen, after=_enter)


def stamp_certificate(
    *, case: Id, actor: Actor, at: datetime, on: date | None = None, seen: int | None = None
) -> Event:
    """Stamp the certificate at its yearly review; `on`: the day, today unless told."""
    return act("stamp_certificate", case=case, actor=actor, at=at, data={"on": on}, seen=seen, after=_stamp)


def replace_certificate(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    why: str,
    reason: str,
    number: str,
    on: date | None = None,
    seen: int | None = None,
) -> Event:
    """Void the number a household holds and enter the new one; `why`: lost, spoiled or typed (the register was wrong).

    Raises `StepRefused` for a number that is in the register already; only one that was a slip of the pen is free again.
    """
    data = {"why": why, "reason": reason, "number": number, "on": on}
    return act("replace_certificate", case=case, actor=actor, at=at, data=data, seen=seen, after=_replace)


def destroy_certificate(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    who: Sequence[Id],
    on: date | None = None,
    seen: int | None = None,
) -> Event:
    """Write down that the certificate of a household off support was destroyed; `who`: the two who did it."""
    data: dict[str, object] = {"on": on}
    return act(
        "destroy_certificate",
        case=case,
        actor=actor,
        at=at,
        data=data,
        seen=seen,
        before=present(data, "who", who, at),
        after=_destroy,
    )


def lose_certificate(
    *, case: Id, actor: Actor, at: datetime, reason: str, on: date | None = None, seen: int | None = None
) -> Event:
    """Write down that the certificate of a household off support is gone and nobody can take it back, and how."""
    data = {"reason": reason, "on": on}
    return act("lose_certificate", case=case, actor=actor, at=at, data=data, seen=seen, after=_lose)


def _enter(row: Case, event: Event) -> None:
    Certificate.objects.create(
        case=row,
        place_id=row.unit.jurisdiction_id,
        number=event.data["number"],
        issued_on=event.data["on"],
        review_due=event.data["due"],
    )


def _stamp(row: Case, event: Event) -> None:
    _in_hand(row).update(reviewed_on=event.data["on"], review_due=event.data["due"])


def _replace(row: Case, event: Event) -> None:
    old = _in_hand(row).get()
    said = event.data
    Certificate.objects.filter(pk=old.pk).update(
        voided_on=said["on"], void_why=said["why"], void_reason=said["reason"]
    )
    Certificate.objects.create(
        case=row,
        place_id=old.place_id,
        number=said["number"],
        issued_on=said["issued"],
        reviewed_on=old.reviewed_on,
        review_due=said["due"],
        replaces=old,
    )


def _destroy(row: Case, event: Event) -> None:
    one, other = (person["officer"] for person in event.data["who"])
    _in_hand(row).update(destroyed_on=event.data["on"], destroyed_by=one, destroyed_with=other)


def _lose(row: Case, event: Event) -> None:
    said = event.data
    _in_hand(row).update(voided_on=said["on"], void_why=LOST, void_reason=said["reason"])


def _in_hand(row: Case) -> QuerySet[Certificate]:
    return Certificate.objects.filter(case=row, destroyed_on=None, voided_on=None)
