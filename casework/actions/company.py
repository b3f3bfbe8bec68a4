"""Who was there: officers with the roles they hold, as the rules of composition look at them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from casework.models import Appointment


def company(people: Iterable[UUID | str], day: date) -> list[dict[str, Any]]:
    """Return everybody present with the roles he holds on that day: a post given up counts no more.

    An id is an officer's; anybody else who was there (a member of the household by key) has no role.
    """
    there = [str(person) for person in people]
    roles: dict[str, list[str]] = {person: [] for person in there}
    officers = [person for person in there if _is_officer(person)]
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
