"""The saved views of an officer as links into the queue."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from casework.actions.saved_views import views_for
from casework.rules.roles import Actor


@dataclass(frozen=True, slots=True)
class Shown:
    """A saved view as the queue shows it; `by` is the colleague who shared it, empty for one's own."""

    pk: int
    name: str
    url: str
    by: str
    active: bool


def kept_views(actor: Actor, query: str) -> list[Shown]:
    """Return the views an officer may press, with the one that is on the screen marked."""
    address = reverse("desk_queue")
    return [
        Shown(
            row.pk,
            row.name,
            f"{address}?{row.query}",
            "" if str(row.owner_id) == actor.officer else row.owner.name,
            row.query == query,
        )
        for row in views_for(actor)
    ]
