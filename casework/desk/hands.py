"""Whose hands a case has passed through, and whether the one who looks may still approve it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from casework.desk.acts import step_name
from casework.desk.situation import Situation
from casework.models import Event, Officer


@dataclass(frozen=True, slots=True)
class Hands:
    """`done`: (duty, names) of what was done by whom; `clear`: this officer had no hand in it."""

    done: list[tuple[str, str]]
    clear: bool


def hands(situation: Situation) -> Hands:
    """Return who accepted, visited, reviewed and decided, by name, in that order."""
    facts = situation.facts
    ids = {duty: facts.hands.get(duty, ()) for duty in ("accept", "review", "confirm")}
    visitors = _visitors(situation)
    wanted = {officer for found in (*ids.values(), visitors) for officer in found}
    names = {str(row.pk): row.name for row in Officer.objects.filter(pk__in=wanted)}
    listed: list[tuple[str, Any]] = [
        (_("受理"), ids["accept"]),
        (_("调查"), visitors),
        (_("初审"), ids["review"]),
        (_("审批"), ids["confirm"]),
    ]
    done = [(duty, "、".join(names.get(one, "") for one in found)) for duty, found in listed]
    own = situation.actor
    return Hands(done, not any(own.one_of(found) for found in (*ids.values(), facts.relatives)))


def _visitors(situation: Situation) -> tuple[str, ...]:
    visits = Event.objects.filter(case=situation.case, kind="visit").order_by("-seq")
    data = visits.values_list("data", flat=True).first()
    return tuple(str(person["officer"]) for person in (data or {}).get("who", ()))


def barriers(situation: Situation) -> list[dict[str, str]]:
    """Return, in sentences, the duties this officer's post covers and why he may not do them on this case."""
    return [
        {"step": step_name(verb), "reason": situation.say(refusal.reason), "clause": refusal.clause}
        for verb, refusal in situation.agenda.barred
    ]
