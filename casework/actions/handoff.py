"""One-time links from a conversation to the site's form, and the word back when the form is done."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from casework import outbox
from casework.models import Handoff
from casework.rules.refusal import StepRefused

LASTS = timedelta(days=3)
# The outbox row that tells the conversation; its `ref` is the id of the hand-over.
DONE = "handoff_done"


def open_handoff(
    *,
    purpose: str,
    channel: str,
    ref: str,
    at: datetime,
    context: Mapping[str, Any] | None = None,
    lasts: timedelta = LASTS,
) -> str:
    """Open a hand-over and return its token, which is stored nowhere and shown once.

    `context` is what was already answered, without names and numbers; `ref` finds the conversation again.
    """
    token = secrets.token_urlsafe(24)
    Handoff.objects.create(
        token_hash=_hash(token),
        purpose=purpose,
        context=dict(context or {}),
        channel=channel,
        ref=ref,
        opened_at=at,
        expires_at=at + lasts,
    )
    return token


def read_handoff(*, token: str, at: datetime) -> Handoff | None:
    """Return the hand-over of a token while it is neither used nor out of date; otherwise None."""
    return Handoff.objects.filter(token_hash=_hash(token), used_at=None, expires_at__gt=at).first()


def complete_handoff(*, handoff: UUID, case: UUID, at: datetime) -> None:
    """Mark a hand-over as done with a case and tell the conversation, once, even if asked twice.

    Its link opens nothing from then on. A hand-over that ended in another case is refused.
    """
    with transaction.atomic():
        row = Handoff.objects.select_for_update().get(pk=handoff)
        if row.case_id is not None:
            if row.case_id != case:
                raise StepRefused("这条链接已经办过一件了，请重新要一条", code="duplicate")
            return
        row.case_id = case
        row.save(update_fields=["case"])
        _done(row, at)


def taken_up(*, handoff: UUID, at: datetime) -> Handoff:
    """Return a hand-over under its lock, to be ended in this transaction; refuse one that was used, forgotten or is out of date."""
    row = Handoff.objects.select_for_update().filter(pk=handoff, used_at=None, expires_at__gt=at).first()
    if row is None or not row.context:
        raise StepRefused("这条链接已经用过了，或者过期了，请回聊天里再要一条", code="duplicate")
    return row


def end_handoff(row: Handoff, *, at: datetime) -> None:
    """Mark a locked hand-over as done without a case, forget what it carried, and tell the conversation."""
    row.context = {}
    row.save(update_fields=["context"])
    _done(row, at)


def _done(row: Handoff, at: datetime) -> None:
    row.used_at = at
    row.save(update_fields=["used_at"])
    outbox.put(key=f"{DONE}:{row.pk}", kind=DONE, ref=str(row.pk), at=at)
    transaction.on_commit(outbox.ring)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
