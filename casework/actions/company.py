"""Who was there: officers with the roles they hold, as the rules of composition look at them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from casework.models import Appointment


def company(officers: Iterable[UUID | str]) -> list[dict[str, Any]]:
    """Return each officer's id with his roles; one who holds no post has none."""
    wanted = [str(officer) for officer in officers]
    roles: dict[str, list[str]] = {officer: [] for officer in wanted}
    for post in Appointment.objects.filter(officer__in=wanted).order_by("role"):
        roles[str(post.officer_id)].append(post.role)
    return [{"officer": officer, "roles": roles[officer]} for officer in wanted]
