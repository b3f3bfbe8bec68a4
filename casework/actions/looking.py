"""Who has a case open: written down when its page is read, so that two people do not do the same work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from casework.models import CaseLook
from casework.rules.roles import Actor

RECENT = timedelta(minutes=10)
"""How long after opening a page somebody is still taken to sit before it: nobody says when he leaves."""


@dataclass(frozen=True, slots=True)
class Looker:
    """A colleague who has opened the case just now. `verb` is the act whose form he opened, or empty."""

    name: str
    verb: str
    at: datetime


def look(*, case: UUID, actor: Actor, at: datetime, verb: str = "") -> None:
    """Note that an officer has opened a case, or the form of an act on it."""
    seen = CaseLook.objects.filter(case=case, officer=UUID(actor.officer)).update(at=at, verb=verb)
    if not seen:
        CaseLook.objects.bulk_create(
            [CaseLook(case_id=case, officer_id=UUID(actor.officer), verb=verb, first_at=at, at=at)],
            ignore_conflicts=True,
        )


def lookers(*, case: UUID, actor: Actor, at: datetime) -> list[Looker]:
    """Return the others who have opened the case in the last minutes, the latest first."""
    rows = (
        CaseLook.objects.filter(case=case, at__gte=at - RECENT)
        .exclude(officer=UUID(actor.officer))
        .select_related("officer")
        .order_by("-at")
    )
    return [Looker(row.officer.name, row.verb, row.at) for row in rows]


def opened_by(actor: Actor, cases: Collection[UUID]) -> frozenset[UUID]:
    """Return which of these cases the officer himself has ever opened."""
    rows = CaseLook.objects.filter(case__in=cases, officer=UUID(actor.officer))
    return frozenset(rows.values_list("case_id", flat=True))
