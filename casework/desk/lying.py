"""The leads nobody has dealt with yet, as the day of an officer shows them; no document states a limit, so none is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework import leads
from casework.rules.asking import day_of
from casework.rules.roles import COUNTY, Actor


@dataclass(frozen=True, slots=True)
class Lying:
    """How many lie, and for how many calendar days the oldest of them has; `stuck`: nobody at home may deal with them."""

    many: int
    days: int
    stuck: bool = False


def lying(actor: Actor, today: date) -> Lying | None:
    """Return what lies before an officer; before the county only what nobody at home may deal with."""
    if actor.holds((COUNTY,)):
        stuck = leads.stuck(actor, today)
        return Lying(len(stuck), (today - day_of(stuck[0].lead.at)).days, stuck=True) if stuck else None
    many, oldest = leads.lying_leads(actor, today)
    return Lying(many, (today - day_of(oldest)).days) if oldest else None
