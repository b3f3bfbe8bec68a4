"""What goes into the ledger and what comes out of it, the same for every database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from intake_bot.models import Conversation, Inbound, OutMessage


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a channel. `payload` is plain JSON (see `handling.event_of`); the inbox keeps it scrubbed."""

    update_id: str
    external_id: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message whose turn it is, locked with its chat; `stamp` is the law's as both were read."""

    inbound: Inbound
    chat: Conversation
    stamp: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One turn, ready to be written: the chat's next state, the message it settles, what is said.

    `chat.version` is the version the chat must still have. `inbound` is None where nobody said anything (a form
    on the site is done); `payload` is what stays of the message. Replies whose keys stand already are left alone.
    """

    chat: Conversation
    state: Mapping[str, Any]
    replies: tuple[OutMessage, ...]
    at: datetime
    inbound: Inbound | None = None
    payload: Mapping[str, Any] | None = None
