"""Forms begun and not finished: kept sealed for whoever typed them, until the act is done or it goes stale."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from casework.models import DeskDraft
from casework.rules.roles import Actor
from casework.sealing import SealBroken, seal, unseal
from policies import write_wall

KEPT = timedelta(days=30)
"""How long a form nobody goes on with is kept."""
MOST = 40_000
"""Characters of one form; a longer one is none that a person typed."""

Typed = Mapping[str, list[str]]


def keep_draft(*, case: UUID, verb: str, actor: Actor, at: datetime, typed: Typed) -> bool:
    """Keep what an officer has typed so far, in place of what was kept before; say whether anything was.

    A value in which a private number is found is left out: numbers are for their own sealed columns.
    """
    kept = {name: values for name, values in typed.items() if any(values) and not write_wall.found(values)}
    text = json.dumps(kept, ensure_ascii=False)
    if not kept or len(text) > MOST:
        return False
    row = DeskDraft(officer_id=UUID(actor.officer), case_id=case, verb=verb)
    DeskDraft.objects.update_or_create(
        officer_id=row.officer_id,
        case_id=case,
        verb=verb,
        defaults={"body_sealed": seal(text, row.place), "at": at},
    )
    return True


def open_draft(*, case: UUID, verb: str, actor: Actor) -> tuple[datetime, dict[str, list[str]]] | None:
    """Return when a form was kept and what was typed in it; None where there is none, or no key opens it."""
    row = DeskDraft.objects.filter(case=case, verb=verb, officer=UUID(actor.officer)).first()
    if row is None:
        return None
    try:
        return row.at, json.loads(unseal(row.body_sealed, row.place))
    except SealBroken:
        return None


def drop_draft(*, case: UUID, verb: str, actor: Actor) -> None:
    """Forget a form: its act is done, or the officer begins anew."""
    DeskDraft.objects.filter(case=case, verb=verb, officer=UUID(actor.officer)).delete()


def drop_stale_drafts(*, now: datetime) -> int:
    """Forget forms nobody has gone on with for a month, and return how many."""
    gone, _each = DeskDraft.objects.filter(at__lt=now - KEPT).delete()
    return gone
