"""Who was there: officers with the roles they hold, as the rules of composition look at them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from casework import queries
from casework.models import Appointment
from casework.rules.refusal import StepRefused


def company(people: Iterable[UUID | str], day: date) -> list[dict[str, Any]]:
    """Return everybody present with the roles he holds on that day: a post given up counts no more.

    An id is an officer's; anybody else who was there (a member of the household by key) has no role.
    Raises `StepRefused` for two records of one human: he is there once (T52).
    """
    there = [str(person) for person in people]
    roles: dict[str, list[str]] = {person: [] for person in there}
    officers = [person for person in there if _is_officer(person)]
    double = queries.one_human(officers)
    if double is not None:
        raise StepRefused(f"“{double[0]}”和“{double[1]}”是同一个人的两条记录,只能算一个人", code="company")
    for post in Appointment.objects.filter(officer__in=officers).order_by("role"):
        if post.held_on(day):
            roles[str(post.officer_id)].append(post.role)
    return [{"officer": person, "roles": roles[person]} for person in there]


def _is_officer(person: str) -> bool:
    try:
        UUID(person)
    except ValueError:
        return False
    return True
