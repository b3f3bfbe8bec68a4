"""The leads nobody has dealt with yet, as the day of a clerk shows them; no document states a limit, so none is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework import leads
from casework.rules.asking import day_of
from casework.rules.roles import COUNTY, Actor


@dataclass(frozen=True, slots=True)
class Lying:
    """How many lie, and for how many calendar days the oldest of them has."""

    many: int
    days: int


def lying(actor: Actor, today: date) -> Lying | None:
    """Return what lies before an officer; the county has no leads of its own to deal with."""
    if actor.holds((COUNTY,)):
        return None
    many, oldest = leads.lying_leads(actor, today)
    return Lying(many, (today - day_of(oldest)).days) if oldest else None
