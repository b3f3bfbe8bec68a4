"""Reading and writing chats through the ORM: a few statements a batch and one a chat, for SQLite and whatever comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from intake_bot.ledger.entry import Entry, Incoming, Waiting
from intake_bot.models import Conversation, Inbound, OutMessage
from policies.queries import law_stamp_subquery

WAITS = Q(done_at=None, dead_at=None)


def arrive(channel: str, bot: str, incoming: Sequence[Incoming], most: int, at: datetime) -> int:
    """Write updates into the inbox; return how many are new."""
    known = Inbound.objects.filter(
        channel=channel, bot=bot, update_id__in={one.update_id for one in incoming}
    ).values_list("update_id", flat=True)
    seen = set(known)
    waiting = _waiting(channel, {one.external_id for one in incoming})
    rows: list[Inbound] = []
    for one in incoming:
        if one.update_id in seen:
            continue
        seen.add(one.update_id)
        waiting[one.external_id] += 1
        flood = waiting[one.external_id] > most
        rows.append(
            Inbound(
                channel=channel,
                bot=bot,
                update_id=one.update_id,
                external_id=one.external_id,
                payload={} if flood else one.payload,
                received_at=at,
                available_at=at,
                dead_at=at if flood else None,
                error="flood" if flood else "",
            )
        )
    Inbound.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _waiting(channel: str, chats: set[str]) -> Counter[str]:
    rows = Inbound.objects.filter(WAITS, channel=channel, external_id__in=chats)
    return Counter(dict(rows.values_list("external_id").annotate(Count("id"))))


def load(inbound: int, now: datetime) -> Waiting | None:
    """Lock and read one message with its chat."""
    return next(iter(_with_chats(_locked(Inbound.objects.filter(WAITS, pk=inbound)), now)), None)


def load_waiting(channel: str, now: datetime, limit: int) -> list[Waiting]:
    """Lock and read the oldest message of every chat that waits."""
    waiting = Inbound.objects.filter(WAITS, channel=channel)
    earlier = waiting.filter(external_id=OuterRef("external_id"), id__lt=OuterRef("id"))
    due = waiting.filter(available_at__lte=now).exclude(Exists(earlier)).order_by("id")
    return _with_chats(_locked(due)[:limit], now)


def _locked(rows: QuerySet[Inbound]) -> QuerySet[Inbound]:
    return rows.select_for_update() if connection.features.has_select_for_update else rows


def _with_chats(rows: QuerySet[Inbound], now: datetime) -> list[Waiting]:
    found = list(rows.annotate(law_stamp=law_stamp_subquery()))
    if not found:
        return []
    chats = _chats(found)
    if fresh := [row for row in found if row.external_id not in chats]:
        Conversation.objects.bulk_create(
            (Conversation(channel=row.channel, external_id=row.external_id, touched_at=now) for row in fresh),
            ignore_conflicts=True,
        )
        chats |= _chats(fresh)
    return [Waiting(row, chats[row.external_id], row.law_stamp or "") for row in found]


def _chats(rows: Sequence[Inbound]) -> dict[str, Conversation]:
    """Return the chats of messages that came through one channel, by their names in it."""
    chats = Conversation.objects.filter(
        channel=rows[0].channel, external_id__in=[row.external_id for row in rows]
    )
    if connection.features.has_select_for_update:
        chats = chats.select_for_update()
    return {chat.external_id: chat for chat in chats}


def write(entries: Sequence[Entry]) -> set[UUID]:
    """Write turns of different chats."""
    moved = [entry for entry in entries if _moved(entry)]
    emptied: list[Inbound] = []
    for entry in moved:
        if entry.inbound is None:
            continue
        entry.inbound.done_at, entry.inbound.error, entry.inbound.payload = entry.at, "", entry.payload or {}
        if entry.payload:
            entry.inbound.save(update_fields=["done_at", "error", "payload"])
        else:
            emptied.append(entry.inbound)
    if emptied:
        Inbound.objects.filter(pk__in=[row.pk for row in emptied]).update(
            done_at=emptied[0].done_at, error="", payload={}
        )
    OutMessage.objects.bulk_create((row for entry in moved for row in entry.replies), ignore_conflicts=True)
    return {entry.chat.pk for entry in moved}


def _moved(entry: Entry) -> bool:
    rows = Conversation.objects.filter(pk=entry.chat.pk, version=entry.chat.version)
    return bool(rows.update(state=entry.state, version=entry.chat.version + 1, touched_at=entry.at))
