"""Reading and writing chats, by the module that speaks to the database of this connection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import connection

from intake_bot.ledger import plain
from intake_bot.ledger.entry import Entry, Incoming, Waiting


class _Writer(Protocol):
    def arrive(
        self, channel: str, bot: str, incoming: Sequence[Incoming], most: int, at: datetime
    ) -> int: ...
    def load(self, inbound: int, now: datetime) -> Waiting | None: ...
    def load_waiting(self, channel: str, now: datetime, limit: int) -> list[Waiting]: ...
    def write(self, entries: Sequence[Entry]) -> set[UUID]: ...


def arrive(*, channel: str, bot: str, incoming: Sequence[Incoming], most: int, at: datetime) -> int:
    """Write updates into the inbox, each once; return how many are new.

    What would leave more than `most` messages of one chat waiting is let go: kept as dead, without its words.
    """
    return _writer().arrive(channel, bot, incoming, most, at) if incoming else 0


def load(*, inbound: int, now: datetime) -> Waiting | None:
    """Lock and read one message with its chat; None where it is settled. The first message of a chat makes it."""
    return _writer().load(inbound, now)


def load_waiting(*, channel: str, now: datetime, limit: int) -> list[Waiting]:
    """Lock and read the oldest message of every chat that waits, the oldest first; two processes never get the same."""
    return _writer().load_waiting(channel, now, limit)


def write(entries: Sequence[Entry]) -> set[UUID]:
    """Write turns of different chats inside the caller's transaction; return the chats that were still where they stood.

    Of a chat that has moved on meanwhile nothing is written.
    """
    return _writer().write(entries) if entries else set()


def _writer() -> _Writer:
    """Return the module that speaks to the database of this connection."""
    if connection.vendor == "postgresql":
        # Needs psycopg's own cursor, which a house on SQLite never loads.
        from intake_bot.ledger import postgresql

        return postgresql
    return plain
