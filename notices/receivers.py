"""What this app does when casework says that an event stands. Everything here may be heard twice."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from casework import queries as desk
from casework.models import Event
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from notices import actions
from notices.actions.shelving import superseded
from notices.baking import bake, bake_lists
from notices.models import Publication
from notices.rendering import Leak
from notices.rules import forms
from policies import queries as law
from policies.models import Unit

logger = logging.getLogger(__name__)
POSTS = ("post", "repost")
MOVES_ROSTER = (
    "confirm",
    "decide_change",
    "serve",
    "close_objection",
    "death_match",
    "retract",
    "correct_name",
)


def on_event(*, event: Event, now: datetime, **_: Any) -> None:
    """Issue what the act calls for, post what it orders, and bring the standing roster up to date."""
    _issue(event)
    if event.kind in POSTS:
        actions.publish_posting(event=event, now=now)
    if event.kind == "refuse" or (event.kind == "close_objection" and event.data.get("outcome") == "upheld"):
        actions.withdraw_posting(event=event, now=now)
    if event.kind == "correct_name":
        _rename(event, now)
    if event.kind in MOVES_ROSTER:
        case = event.case
        actions.rebuild_roster(unit=case.unit, programme=case.programme, now=now, reason=f"event:{event.pk}")


def _issue(event: Event) -> None:
    spec = law.rulebook(event.case.version_id).spec
    for kind in forms.kinds_on(event.kind, spec):
        try:
            actions.issue(case=event.case_id, kind=kind, actor=_by(event), at=event.at, cause=event)
        except StepRefused as refusal:
            # A form that cannot be written is the county's to mend; the act itself stands.
            logger.error("no %s notice for event %s: %s", kind, event.pk, refusal.code)


def _rename(event: Event, now: datetime) -> None:
    """Let what bears a name that was put right follow it: the letters that reached nobody, and what hangs."""
    actions.reissue_renamed(event=event, actor=_by(event), at=event.at)
    actions.rename_posted(event=event, now=now)


def _by(event: Event) -> Actor:
    """Return who acted, as he stood then; where nobody of the office did, the house in the case's unit."""
    if event.actor_id:
        return desk.actor_of(str(event.actor_id), event.actor_name, day_of(event.at))
    return Actor(units=(event.case.unit.code,))


def on_bake(ref: str, now: datetime) -> None:
    """Handle a row of the outbox: bake one publication; a withheld one has been alarmed already."""
    publication = Publication.objects.select_related("unit__parent", "unit__jurisdiction", "programme").get(
        pk=ref
    )
    try:
        bake(publication, now=now)
    except Leak:
        logger.critical("publication %s is withheld: somebody has to look at it", publication.pk)


def on_lists(ref: str, now: datetime) -> None:
    """Handle a row of the outbox: bake a village's board and the index, unless a later row will."""
    board, index = superseded(ref)
    if board and index:
        return
    unit = Unit.objects.select_related("parent", "jurisdiction").get(pk=ref.split(":")[0])
    bake_lists(None if board else unit, now=now, index=not index)


def on_roster(ref: str, now: datetime) -> None:
    """Handle a row of the outbox: build one roster as the day stands."""
    unit, programme = map(int, ref.split(":"))
    actions.rebuild_named(unit=unit, programme=programme, now=now)
