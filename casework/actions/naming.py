"""Putting right a name that was lodged with a wrong character, in every case of the household that knows it so."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework.actions.moves import act, guarded
from casework.models import Case, Event, HouseholdMember, Person
from casework.rules.facts import WITHDRAWN
from casework.rules.roles import Actor


def correct_name(
    *, case: UUID | str, actor: Actor, at: datetime, member: str, name: str, paper: str, reason: str
) -> Event:
    """Put a member's name right, read from `paper`, and say how it came to be wrong; his number stays (decision 27).

    Every case of the household that knows him under the wrong name has its own event; that of `case` is returned.
    """
    case = UUID(str(case))
    said = {"member": member, "name": name.strip(), "paper": paper, "reason": reason}
    with guarded(), transaction.atomic():
        who = (
            HouseholdMember.objects.filter(household__cases=case, key=member).select_related("person").first()
        )
        beside = Case.objects.filter(household__cases=case).exclude(stage=WITHDRAWN)
        # In one order: two clerks who correct at once never wait for each other.
        rows = sorted({case, *beside.values_list("pk", flat=True)})
        events = {
            pk: _correct(pk, who, said, actor, at)
            for pk in rows
            if pk == case or _known(pk, who) != said["name"]
        }
        Person.objects.filter(memberships=who).update(name=said["name"])
    return events[case]


def _known(case: UUID, who: HouseholdMember | None) -> str:
    """Return the name under which a case knows a member: the applicant's stands in the case itself."""
    if who is None:
        return ""
    return Case.objects.get(pk=case).applicant_name if who.applicant else who.person.name


def _correct(
    case: UUID, who: HouseholdMember | None, said: dict[str, str], actor: Actor, at: datetime
) -> Event:
    data = dict(said)

    def old(row: Case) -> None:
        data["old"] = _known(row.pk, who)

    def write(row: Case, event: Event) -> None:
        if who is not None and who.applicant:
            Case.objects.filter(pk=row.pk).update(applicant_name=event.data["new"])

    return act("correct_name", case=case, actor=actor, at=at, data=data, before=old, after=write)
