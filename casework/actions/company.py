"""Who was there: officers with the posts they hold over the case's village, as the rules of composition look at them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, MutableMapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from casework import queries
from casework.models import Appointment, Case, Event
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused


def company(people: Iterable[UUID | str], day: date, case: Case) -> list[dict[str, Any]]:
    """Return everybody present with the roles he holds there on that day: a post given up, or of elsewhere, counts not.

    An id is an officer's; anybody else who was there (a member of the household by key) has no role.
    Raises `StepRefused` for two records of one human (he is there once, T52) and for kin under another record.
    """
    there = [str(person) for person in people]
    roles: dict[str, list[str]] = {person: [] for person in there}
    officers = [person for person in there if _is_officer(person)]
    double = queries.one_human(officers)
    if double is not None:
        raise StepRefused(f"“{double[0]}”和“{double[1]}”是同一个人的两条记录，只能算一个人", code="company")
    _refuse_kin(officers, case.known().relatives)
    for post in Appointment.objects.filter(officer__in=officers).select_related("unit").order_by("role"):
        if post.held_on(day) and case.unit.code.startswith(post.unit.code):
            roles[str(post.officer_id)].append(post.role)
    return [{"officer": person, "roles": roles[person]} for person in there]


def present(
    data: MutableMapping[str, Any], name: str, people: Iterable[UUID | str], at: datetime
) -> Callable[[Case], None]:
    """Return what, under the lock of the case, puts those who were there into the data of an act as `name`."""
    there = list(people)

    def look(case: Case) -> None:
        data[name] = company(there, day_of(at), case)

    return look


def unrelated(duty: str) -> Callable[[Case, Event], None]:
    """Return what undoes a decision on what was signed, or discussed, by kin of the household under another record of his.

    Kin as declared are the rule's to refuse. Comes after the rule, so that the wrong hand hears that he is the wrong one.
    """

    def look(case: Case, _event: Event) -> None:
        facts = case.known()
        signed = {*facts.hands.get(duty, ())[-1:], *(facts.panel.members if facts.panel else ())}
        kin = queries.same_human(signed - facts.relatives, facts.relatives)
        if kin is not None:
            raise StepRefused(
                f"签过字的“{kin}”和这一家的近亲属是同一个人的两条记录，他的意见不再作数："
                f"请县里把“{kin}”也登记为近亲属，再由别人重新提",
                code="changed",
            )

    return look


def _refuse_kin(officers: Collection[str], relatives: Collection[str]) -> None:
    """Refuse who is kin of the household under another record of his; kin as declared are the rule's to refuse."""
    kin = queries.same_human(set(officers) - set(relatives), relatives)
    if kin is not None:
        raise StepRefused(f"“{kin}”和这一家的近亲属是同一个人的两条记录，应当回避，请换人", code="company")


def _is_officer(person: str) -> bool:
    try:
        UUID(person)
    except ValueError:
        return False
    return True
