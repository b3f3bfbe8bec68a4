"""The chain: every event of a case carries the hash of itself and of the one before it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Protocol

from casework.rules.asking import SHANGHAI
from policies.rules.programme import canonical_json


class Linked(Protocol):
    """An event as the hash covers it, from the table or from anywhere else."""

    @property
    def case_id(self) -> Any: ...
    @property
    def seq(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def actor_id(self) -> Any: ...
    @property
    def actor_name(self) -> str: ...
    @property
    def clause(self) -> str: ...
    @property
    def data(self) -> Any: ...
    @property
    def facts_hash(self) -> str: ...
    @property
    def prev_hash(self) -> str: ...


def link(event: Linked) -> str:
    """Return the hash that chains an event to the one before it: sha256 over every column but itself.

    The same for the event as it was written and as either database gives it back.
    """
    body = {
        "case": str(event.case_id),
        "seq": event.seq,
        "kind": event.kind,
        "at": event.at.astimezone(SHANGHAI).isoformat(),
        "recorded_at": event.recorded_at.astimezone(SHANGHAI).isoformat(),
        "actor": str(event.actor_id or ""),
        "actor_name": event.actor_name,
        "clause": event.clause,
        "data": event.data,
        "facts": event.facts_hash,
    }
    return hashlib.sha256(f"{event.prev_hash}{canonical_json(body)}".encode()).hexdigest()
