"""The outbox: whatever must happen after a commit happens at least once, whoever dies; Celery is only the bell."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from contextlib import nullcontext
from datetime import datetime, timedelta

from celery import current_app
from django.db import connection, transaction
from django.db.models import F, Q

from casework.models import Event, Outbox
from casework.signals import event_recorded

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
TRIES = 8
Handler = Callable[[str, datetime], None]
HANDLERS: dict[str, Handler] = {}
"""What to do with a row of a kind: called with its `ref` and the moment, again and again until it succeeds."""


SLOW: set[str] = set()
"""Kinds whose handler writes files for a while: it runs outside a transaction, so that nobody waits for it."""


def handles(kind: str, *, slow: bool = False) -> Callable[[Handler], Handler]:
    """Register the one handler of a kind of row.

    A `slow` one is not wrapped in a transaction: it must leave nothing half done that doing it again does not mend.
    """

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        SLOW.update({kind} if slow else ())
        return handler

    return register


@handles("event")
def tell(ref: str, now: datetime) -> None:
    """Tell whoever listens that an event stands; a receiver may hear it twice and must not mind."""
    event = Event.objects.select_related("case", "case__unit", "case__version").get(pk=ref)
    event_recorded.send(sender=Event, event=event, now=now)


def put(*, key: str, kind: str, ref: str, at: datetime) -> None:
    """Write a row inside the caller's transaction; the same key is written once."""
    Outbox.objects.bulk_create([Outbox(key=key, kind=kind, ref=ref, available_at=at)], ignore_conflicts=True)


def ring() -> None:
    """Nudge the worker after a commit; a silent bell costs seconds, never work."""
    try:
        current_app.send_task("casework.tasks.drain_outbox", expires=30, retry=False)
    except Exception:  # noqa: BLE001 - whatever ails the broker, the commit stands
        logger.warning("the broker did not take the nudge; the sweep will find the rows")


def drain(*, now: datetime, limit: int = 100, kinds: Collection[str] = ()) -> int:
    """Handle waiting rows one by one, oldest first, and return how many were done; `kinds` narrows the choice."""
    done = 0
    for _ in range(limit):
        row = _lease(now, kinds)
        if row is None:
            break
        done += _handle(row, now)
    return done


def _lease(now: datetime, kinds: Collection[str]) -> Outbox | None:
    """Take one row for `LEASE`; two workers never hold the same."""
    with transaction.atomic():
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        rows = Outbox.objects.filter(free, done_at=None, dead_at=None, available_at__lte=now).order_by("id")
        if kinds:
            rows = rows.filter(kind__in=kinds)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        row = rows.first()
        if row is None:
            return None
        Outbox.objects.filter(pk=row.pk).update(lease_until=now + LEASE, attempts=F("attempts") + 1)
        row.attempts += 1
        return row


def _handle(row: Outbox, now: datetime) -> int:
    try:
        with nullcontext() if row.kind in SLOW else transaction.atomic():
            HANDLERS[row.kind](row.ref, now)
            Outbox.objects.filter(pk=row.pk).update(done_at=now, lease_until=None, error="")
    except Exception as error:  # noqa: BLE001 - a receiver may fail in any way; the row is tried again
        _put_off(row, now, error)
        return 0
    return 1


def _put_off(row: Outbox, now: datetime, error: Exception) -> None:
    """Try again later, ever more slowly; after the last try the row is dead and `doctor` shows it."""
    name = type(error).__name__
    logger.error("outbox row %s failed (%s), attempt %s", row.pk, name, row.attempts, exc_info=error)
    wait = timedelta(seconds=2**row.attempts)
    Outbox.objects.filter(pk=row.pk).update(
        lease_until=None,
        available_at=now + wait,
        error=name,
        dead_at=now if row.attempts >= TRIES else None,
    )
