"""The Telegram process, complete in itself: it polls, handles, and sends its own outbox, and survives kill -9."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from casework import outbox
from intake_bot.actions import Incoming, handle_waiting, receive
from intake_bot.actions.sending import LEASE, give_up, hold_all, lease, let_go, put_off, release, sent
from intake_bot.models import OutMessage
from intake_bot.telegram import Outcome, Telegram

logger = logging.getLogger(__name__)

CHANNEL = "telegram"
LONG_POLL = 25  # seconds
IDLE = 1.0  # seconds until the outbox is looked at again when nothing came in
LONGEST_PAUSE = 30.0  # seconds between tries while Telegram cannot be reached
HOUSE_EVERY = timedelta(seconds=2)
BATCH = 20
TURNS = 100  # as many as one getUpdates brings: they share their statements

T = TypeVar("T")


class BotProcess:
    """Two loops beside each other: one takes in and confirms, one handles and sends."""

    def __init__(self, telegram: Telegram, *, long_poll: int = LONG_POLL) -> None:
        self._telegram = telegram
        self._long_poll = long_poll
        self._bell = asyncio.Event()
        self._stopping = asyncio.Event()
        self._house_at: datetime | None = None

    def stop(self) -> None:
        """Finish what is under way and end."""
        self._stopping.set()
        self._bell.set()

    async def run(self) -> None:
        """Work until stopped. A fault of the program ends the process with its trace; a supervisor restarts it."""
        await _in_thread(release, channel=CHANNEL)
        taking = asyncio.create_task(self._take_in())
        working = asyncio.create_task(self._work())
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({taking, working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        self.stop()
        taking.cancel()
        results = await asyncio.gather(taking, working, return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException) and not isinstance(result, asyncio.CancelledError):
                raise result

    async def _take_in(self) -> None:
        """Poll. The offset that confirms updates is sent only after their rows are committed."""
        offset: int | None = None
        pause = 1.0
        while not self._stopping.is_set():
            try:
                found, following = await self._telegram.fetch(offset, self._long_poll)
            except self._telegram.troubles as error:
                logger.warning("getUpdates: %s, again in %s s", type(error).__name__, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = 1.0
            if found and not await self._written(found):
                continue
            offset = following

    async def _written(self, found: list[Incoming]) -> bool:
        """Write updates down; while the database cannot, they stay unconfirmed and come again."""
        try:
            await _in_thread(self._write_down, found)
        except OperationalError as error:
            logger.error("the inbox cannot be written (%s)", type(error).__name__)
            await asyncio.sleep(IDLE)
            return False
        self._bell.set()
        return True

    def _write_down(self, found: list[Incoming]) -> None:
        close_old_connections()
        receive(channel=CHANNEL, bot=self._telegram.id, incoming=found, at=timezone.now())

    async def _work(self) -> None:
        """Handle what waits, send what is due, hear what the house has to tell; then wait for the bell."""
        while not self._stopping.is_set():
            self._bell.clear()
            try:
                busy = await _in_thread(self._handle) + await self._send()
            except OperationalError as error:
                # Nothing is lost: what was under way is done again when the database is back.
                logger.error("the database does not answer (%s)", type(error).__name__)
                busy = 0
            if not busy:
                await self._wait()

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._bell.wait(), IDLE)
        except TimeoutError:
            return

    def _handle(self) -> int:
        close_old_connections()
        now = timezone.now()
        if self._house_at is None or now - self._house_at >= HOUSE_EVERY:
            # Without a worker nobody else drains the house's outbox; with one, the lease decides who does.
            self._house_at = now
            outbox.drain(now=now, limit=BATCH)
        return handle_waiting(channel=CHANNEL, now=now, limit=TURNS)

    async def _send(self) -> int:
        """Send what is due, one after the other, each noted before the next leaves; return how many were taken."""
        begun = timezone.now()
        rows = await _in_thread(lease, channel=CHANNEL, now=begun, most=BATCH)
        for count, row in enumerate(rows, start=1):
            outcome = await self._telegram.deliver(row.conversation.external_id, row.method, row.body())
            now = timezone.now()
            await _in_thread(_record, row, outcome, now)
            if outcome.wait is not None or now - begun > LEASE / 2:
                await _in_thread(let_go, messages=rows[count:])
                break
        return len(rows)


def _record(row: OutMessage, outcome: Outcome, now: datetime) -> None:
    if outcome.what == "sent":
        sent(message=row.pk, now=now)
        return
    logger.warning("message %s: %s", row.pk, outcome.error)
    if outcome.what == "never":
        give_up(message=row.pk, now=now, error=outcome.error)
        return
    put_off(message=row, now=now, error=outcome.error, wait=outcome.wait)
    if outcome.wait is not None:
        hold_all(channel=CHANNEL, until=now + outcome.wait)


async def _in_thread(act: Callable[..., T], *args: object, **kwargs: object) -> T:
    """Run a database act in the one thread that owns the connection."""
    return await sync_to_async(act, thread_sensitive=True)(*args, **kwargs)
