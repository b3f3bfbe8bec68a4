"""Row d: one turn of a chat, durable with us, in memory and a pickle with the stock library."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bench.fake_botapi import CHATS, update
from bench.ground import ROOT, Ground
from bench.harness import Row, Side, memory_of_tree
from bench.pages import free_port, stop, wait_until_open

NOON = datetime.fromisoformat("2026-03-18T12:00:00+08:00")
BATCH = 100  # what one getUpdates brings at most


class Ours:
    """Inbox, chat and outbox rows of real turns, through the very code the bot process calls on what was fetched."""

    def __init__(self, batch: int) -> None:
        self.batch = batch
        self.channel = f"bench {batch}"  # the bot of the last row must not find these messages
        self.last = 0
        self.now = NOON

    def run(self, count: int) -> None:
        """Read, receive, handle and save `count` turns, as many at a time as one getUpdates brings."""
        from telegram import Update

        from intake_bot.actions import handle_waiting, receive
        from intake_bot.models import Inbound, OutMessage
        from intake_bot.telegram import incoming_of

        said = OutMessage.objects.count()
        for start in range(0, count, self.batch):
            size = min(self.batch, count - start)
            sent = json.dumps([update(self.last + number) for number in range(1, size + 1)])
            self.last += size
            self.now += timedelta(seconds=1)
            incoming = [one for raw in json.loads(sent) if (one := incoming_of(Update.de_json(raw)))]
            assert receive(channel=self.channel, bot="bench", incoming=incoming, at=self.now) == size
            assert handle_waiting(channel=self.channel, now=self.now, limit=size) == size
        assert not Inbound.objects.filter(channel=self.channel, done_at=None).exists()
        assert OutMessage.objects.count() >= said + count


def open_county() -> None:
    """Load a place with its law and one village, so that the chat has something to say."""
    from intake_bot.queries import script_for
    from policies.actions.calendar import load_calendar
    from policies.actions.pack_files import places, read_pack
    from policies.actions.packs import load_pack
    from policies.models import Unit

    load_calendar()
    load_pack(pack=read_pack(places()[0]), at=NOON - timedelta(days=30))
    township = Unit.objects.filter(level="township").order_by("code").first()
    assert township is not None
    values = {"code": f"{township.code}901", "name": "演示村", "short_name": "演示村"}
    Unit.objects.create(jurisdiction=township.jurisdiction, parent=township, level="village", **values)
    assert script_for("telegram", NOON).programmes, "nothing is in force: the chat would only apologise"


class Polling:
    """A bot in a process of its own that polls a fake Bot API in another, answers, and sends what it answers."""

    def __init__(self, port: int, pid: int) -> None:
        self.port, self.pid = port, pid

    def run(self, count: int, chats: int = CHATS) -> None:
        """Put `count` messages into the queue and wait until all were answered."""
        before = self.ask("GET", "/said")
        self.ask("POST", f"/load?n={count}&chats={chats}")
        said, silent_since = before, time.monotonic()
        while said < before + count:
            time.sleep(0.02)
            if (now := self.ask("GET", "/said")) != said:
                said, silent_since = now, time.monotonic()
            elif time.monotonic() > silent_since + 60:
                raise RuntimeError("the bot did not answer")

    def bytes_a_chat(self, chats: int) -> str:
        """Return how many private bytes of the bot's process each of so many new chats costs that then falls silent."""
        before = memory_of_tree(self.pid)
        self.run(chats, chats)
        return f"{(memory_of_tree(self.pid) - before) / chats:.0f} ({chats} chats)"

    def ask(self, method: str, path: str) -> int:
        """Ask the fake Bot API."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path)
        result = json.loads(connection.getresponse().read())["result"]
        connection.close()
        return int(result)


@contextmanager
def rows(ground: Ground, quick: bool) -> Iterator[list[Row]]:
    """Start the fake Bot API and the stock bot, yield the row, stop both."""
    log = ground.folder / "bot.log"
    with _children(log) as begin:
        ports = free_port(), free_port()
        for port in ports:
            wait_until_open(port, begin("bench.fake_botapi", str(port)), log)
        open_county()
        peer = begin("bench.stock_bot", f"http://127.0.0.1:{ports[0]}", str(ground.folder / "stock.pickle"))
        os.environ |= {
            "TELEGRAM_BOT_TOKEN": "1:bench",
            "TELEGRAM_API_BASE": f"http://127.0.0.1:{ports[1]}/bot",
        }
        whole = begin("manage", "bot", "--long-poll", "1")
        stock, sent = Polling(ports[0], peer.pid), Polling(ports[1], whole.pid)
        batch, single = Ours(BATCH), Ours(1)
        for side in (stock, sent, batch, single):
            side.run(100)
        units, many = (200, 600) if quick else (1000, 21_000)  # whole rounds of the hundred
        memory = _memory(sent, stock, many)
        naive = Side("stock python-telegram-bot", stock.run, units, (peer.pid,), own=False)
        yield [
            _row("d", "chat turn", Side("durable turn", batch.run, units, (ground.postgres,)), naive, memory),
            _row(
                "d one", "chat turn, nobody else talks",
                Side("durable turn alone", single.run, units, (ground.postgres,)), naive,
            ),
            _row(
                "d sent", "chat turn, polled to sent",
                Side("manage.py bot", sent.run, units, (whole.pid, ground.postgres), own=False), naive,
            ),
        ]  # fmt: skip


@contextmanager
def _children(log: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Give a function that starts a module as a process of ours; stop them all, the youngest first."""
    processes: list[subprocess.Popen[bytes]] = []
    with log.open("wb") as out:

        def begin(*command: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen(
                [sys.executable, "-m", *command], cwd=ROOT, stdout=out, stderr=out, start_new_session=True
            )
            processes.append(process)
            return process

        try:
            yield begin
        finally:
            for process in reversed(processes):
                stop(process)


def _memory(ours: Polling, stock: Polling, chats: int) -> dict[str, str]:
    """Return what a silent chat costs on both sides, once each process keeps what it keeps for all."""
    for bot in (stock, ours):
        bot.run(500)
    return {
        "private bytes a silent chat, ours": ours.bytes_a_chat(chats),
        "the stock bot": stock.bytes_a_chat(chats),
    }


def _row(key: str, path: str, ours: Side, naive: Side, facts: dict[str, str] | None = None) -> Row:
    sides: dict[str, Side | str] = {
        "ours": ours, "naive": naive, "peer": "is the naive one", "limit": "not measured"
    }  # fmt: skip
    return Row(key, path, "cpu", sides, facts or {})
