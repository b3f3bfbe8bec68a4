"""Writing rows of the chats' outbox, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from casework.rules.codec import to_json
from intake_bot.dialogue.replies import Reply
from intake_bot.models import Conversation, Inbound, OutMessage


def write_out(
    *,
    conversation: Conversation,
    key: str,
    reply: Reply,
    at: datetime,
    when: datetime | None = None,
    inbound: Inbound | None = None,
) -> bool:
    """Write one message to be said, from `when` on; the same key is written once. Return whether it is new."""
    if OutMessage.objects.filter(key=key).exists():
        return False
    row = draft(conversation, key, "send", to_json(reply), when or at, inbound, written=at)
    OutMessage.objects.bulk_create([row], ignore_conflicts=True)
    return True


def draft(
    conversation: Conversation,
    key: str,
    method: str,
    body: Mapping[str, Any],
    at: datetime,
    inbound: Inbound | None = None,
    *,
    written: datetime | None = None,
) -> OutMessage:
    """Return a sealed row (not saved). What is said on the site itself has arrived when its page is shown."""
    row = OutMessage(
        key=key,
        conversation=conversation,
        inbound=inbound,
        method=method,
        created_at=written or at,
        available_at=at,
        done_at=at if conversation.channel == "web" else None,
    )
    row.put(dict(body))
    return row
