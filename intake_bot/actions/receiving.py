"""What came in is written down, without private numbers, before anybody is told that it arrived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from intake_bot.models import Inbound
from policies.rules.private_numbers import redact, scan

LONGEST_TEXT = 4096
# One chat may not push the others aside: what comes on top of so many waiting messages is let go.
MOST_WAITING = 30


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a channel as the adapter saw it. `payload` is plain JSON (see `handling.event_of`)."""

    update_id: str
    external_id: str
    payload: Mapping[str, Any]


def receive(*, channel: str, bot: str, incoming: Iterable[Incoming], at: datetime) -> int:
    """Write messages into the inbox; return how many are new. The same update is written once."""
    found = list(incoming)
    waiting = _waiting(channel, {one.external_id for one in found})
    rows = []
    for one in found:
        waiting[one.external_id] += 1
        flood = waiting[one.external_id] > MOST_WAITING
        rows.append(
            Inbound(
                channel=channel,
                bot=bot,
                update_id=one.update_id,
                external_id=one.external_id,
                payload={} if flood else scrub(one.payload),
                received_at=at,
                available_at=at,
                dead_at=at if flood else None,
                error="flood" if flood else "",
            )
        )
    before = Inbound.objects.filter(
        channel=channel, bot=bot, update_id__in=[row.update_id for row in rows]
    ).count()
    Inbound.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows) - before


def scrub(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the payload with every private number gone; `hidden` says that there was one."""
    kept = dict(payload)
    text = str(kept.get("text") or "")[:LONGEST_TEXT]
    if text:
        hidden = bool(scan(text))
        kept["text"] = redact(text) if hidden else text
        if hidden:
            kept["hidden"] = True
    return kept


def _waiting(channel: str, chats: set[str]) -> Counter[str]:
    rows = (
        Inbound.objects.filter(channel=channel, external_id__in=chats, done_at=None, dead_at=None)
        .values_list("external_id")
        .annotate(Count("id"))
    )
    return Counter(dict(rows))
