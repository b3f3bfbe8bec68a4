"""A Bot API on loopback that hands out updates as fast as they are fetched and counts what the bot says.

    python -m bench.fake_botapi PORT

`POST /load?n=300` puts that many messages of people into the queue, `GET /said` tells how many answers came.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import deque
from typing import Any
from urllib.parse import parse_qsl

BOT = {"id": 1, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
CHATS = 100
WORDS = ("/start", "1", "2")
NAMES = {"n": "count", "chats": "chats"}


class Api:
    """The queue of updates and the count of answers."""

    def __init__(self) -> None:
        self.waiting: deque[dict[str, Any]] = deque()
        self.last = self.said = 0
        self.more = asyncio.Event()

    def load(self, count: int, chats: int = CHATS) -> None:
        """Let people say `count` things: each chat greets, answers, answers again."""
        for _ in range(count):
            self.last += 1
            self.waiting.append(update(self.last, chats))
        self.more.set()

    async def answer(self, method: str, query: str) -> Any:
        """Answer one call."""
        if method == "load":
            self.load(**{NAMES[name]: int(value) for name, value in parse_qsl(query)})
            return True
        if method == "said":
            return self.said
        if method == "getMe":
            return BOT
        if method == "getUpdates":
            return await self._updates()
        if method == "sendMessage":
            self.said += 1
            chat = {"id": 1, "type": "private"}
            return {"message_id": self.said, "date": 1_770_000_000, "chat": chat, "text": "x"}
        return True

    async def _updates(self) -> list[dict[str, Any]]:
        if not self.waiting:
            self.more.clear()
            try:
                await asyncio.wait_for(self.more.wait(), 1)
            except TimeoutError:
                return []
        return [self.waiting.popleft() for _ in range(min(100, len(self.waiting)))]


def update(number: int, chats: int = CHATS) -> dict[str, Any]:
    """One message of one of a hundred people, whose turns follow one another; or the greeting of a stranger."""
    chat, text = (number - 1) % CHATS + 1, WORDS[(number - 1) // CHATS % len(WORDS)]
    if chats != CHATS:
        chat, text = CHATS + number, WORDS[0]
    who = {"id": chat, "is_bot": False, "first_name": "演示"}
    message: dict[str, Any] = {
        "message_id": number,
        "date": 1_770_000_000,
        "chat": {"id": chat, "type": "private"},
        "from": who,
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": number, "message": message}


async def serve(api: Api, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Speak as much HTTP/1.1 as a client with keep-alive needs."""
    try:
        while line := await reader.readline():
            path = line.split()[1].decode()
            length = 0
            while (header := await reader.readline()) not in (b"\r\n", b""):
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            await reader.readexactly(length)
            address, _, query = path.partition("?")
            result = await api.answer(address.rsplit("/", 1)[1], query)
            body = json.dumps({"ok": True, "result": result}).encode()
            head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def main(port: int) -> None:
    """Listen until told to stop."""
    api = Api()
    server = await asyncio.start_server(lambda r, w: serve(api, r, w), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
