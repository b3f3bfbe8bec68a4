"""The chats' outbox from the sender's side: take a row on lease, send it, say how it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from intake_bot.models import OutMessage

LEASE = timedelta(seconds=15)
TRIES = 8
LONGEST_WAIT = timedelta(minutes=10)


def lease(*, channel: str, now: datetime, most: int = 1) -> list[OutMessage]:
    """Take the oldest messages that may leave, one of a chat at most; two senders never hold the same.

    What waits for its own hour lets later words pass; what failed and is tried again does not.
    """
    waiting = OutMessage.objects.filter(conversation__channel=channel, done_at=None, dead_at=None)
    goes_first = Q(available_at__lte=now) | ~Q(error="")
    earlier = waiting.filter(goes_first, conversation=OuterRef("conversation"), id__lt=OuterRef("id"))
    with transaction.atomic():
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        rows = waiting.filter(free, available_at__lte=now).exclude(Exists(earlier)).order_by("id")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        taken = list(rows.select_related("conversation")[:most])
        _these(taken).update(lease_until=now + LEASE, attempts=F("attempts") + 1)
        for row in taken:
            row.attempts += 1
        return taken


def let_go(*, messages: Sequence[OutMessage]) -> None:
    """Give back messages that were taken and not tried: there was no time, or the other side asked for a pause."""
    _these(messages).filter(done_at=None).update(lease_until=None, attempts=F("attempts") - 1)


def _these(messages: Sequence[OutMessage]) -> QuerySet[OutMessage]:
    return OutMessage.objects.filter(pk__in=[row.pk for row in messages])


def sent(*, message: int, now: datetime) -> None:
    """The message has left: what it said is emptied, the fact that it left stays."""
    OutMessage.objects.filter(pk=message).update(done_at=now, lease_until=None, sealed=b"", error="")


def put_off(*, message: OutMessage, now: datetime, error: str, wait: timedelta | None = None) -> None:
    """Try again later: after `wait` where the other side named it, else ever more slowly; then give up."""
    pause = wait or min(timedelta(seconds=2**message.attempts), LONGEST_WAIT)
    gone = wait is None and message.attempts >= TRIES
    OutMessage.objects.filter(pk=message.pk).update(
        lease_until=None,
        available_at=now + pause,
        error=error,
        attempts=F("attempts") - (1 if wait else 0),
        dead_at=now if gone else None,
    )


def give_up(*, message: int, now: datetime, error: str) -> None:
    """The message can never arrive (a blocked bot, a chat that is gone); what it said is emptied."""
    OutMessage.objects.filter(pk=message).update(dead_at=now, lease_until=None, sealed=b"", error=error)


def hold_all(*, channel: str, until: datetime) -> None:
    """Hold every waiting message of a channel: the other side asked for a pause."""
    rows = OutMessage.objects.filter(conversation__channel=channel, done_at=None, dead_at=None)
    rows.filter(available_at__lt=until).update(available_at=until)


def release(*, channel: str) -> int:
    """Free what a killed sender of this channel still held; a channel has one sender at a time."""
    rows = OutMessage.objects.filter(conversation__channel=channel, done_at=None, dead_at=None)
    return rows.exclude(lease_until=None).update(lease_until=None)
