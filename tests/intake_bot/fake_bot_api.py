"""A Bot API on loopback, with a user's side: what people send goes in, what the bot says comes out."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

TOKEN = "123456:fake-token-of-a-test"
BOT = {"id": 123456, "is_bot": True, "first_name": "一门", "username": "yimen_test_bot"}


@dataclass
class Call:
    """One call the bot made."""

    method: str
    values: dict[str, Any]


@dataclass
class FakeBotApi:
    """The state of the fake: what waits for the bot, what it has said, and when it is to misbehave."""

    address: str = ""
    waiting: list[dict[str, Any]] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    refusals: list[tuple[str, int, dict[str, Any]]] = field(default_factory=list)
    before: Callable[[Call], None] = lambda _call: None
    after: Callable[[Call], None] = lambda _call: None
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(100, 100_000)))
    lock: threading.RLock = field(default_factory=threading.RLock)

    # -- the user's side ----------------------------------------------------------------------------
    def say(self, text: str, *, chat: int = 4711, **more: Any) -> int:
        """A person types something; returns the message's number."""
        number = next(self.numbers)
        message = {
            "message_id": number,
            "date": 1_770_000_000,
            "chat": _chat(chat),
            "from": _user(chat),
            **more,
        }
        if text:
            message["caption" if more else "text"] = text
        self._put({"message": message})
        return number

    def press(self, label: str, *, chat: int = 4711, twice: bool = False) -> None:
        """A person presses a button of the bot's last message (perhaps with a trembling finger)."""
        code = self.codes(chat)[label]
        for _ in range(2 if twice else 1):
            number = next(self.numbers)
            message = {"message_id": number, "date": 1_770_000_000, "chat": _chat(chat), "text": "…"}
            query = {
                "id": f"cb{number}",
                "from": _user(chat),
                "chat_instance": "1",
                "data": code,
                "message": message,
            }
            self._put({"callback_query": query})

    def again(self, update: dict[str, Any]) -> None:
        """Telegram delivers an update once more."""
        with self.lock:
            self.waiting.append(update)

    def texts(self, chat: int = 4711) -> list[str]:
        """What the bot has said in a chat, in order."""
        return [
            str(call.values["text"])
            for call in self.made("sendMessage")
            if str(call.values["chat_id"]) == str(chat)
        ]

    def codes(self, chat: int = 4711) -> dict[str, str]:
        """The buttons under the bot's last message: label without number → code."""
        last = [call for call in self.made("sendMessage") if str(call.values["chat_id"]) == str(chat)][-1]
        rows = json.loads(last.values["reply_markup"])["inline_keyboard"]
        found = {}
        for button in (button for row in rows for button in row):
            head, dot, tail = button["text"].partition(". ")
            found[tail if dot and head.isdigit() else button["text"]] = button["callback_data"]
        return found

    def made(self, method: str) -> list[Call]:
        """The calls of a method that were answered with success."""
        with self.lock:
            return [call for call in self.calls if call.method == method]

    def refuse(self, method: str, code: int, **parameters: Any) -> None:
        """Refuse the next call of a method, e.g. 429 with `retry_after`."""
        with self.lock:
            self.refusals.append((method, code, parameters))

    # -- the bot's side -----------------------------------------------------------------------------
    def answer(self, method: str, values: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Answer one call."""
        call = Call(method, values)
        self.before(call)
        with self.lock:
            for refusal in self.refusals:
                if refusal[0] == method:
                    self.refusals.remove(refusal)
                    return refusal[1], _error(refusal[1], refusal[2])
        result = self._result(method, values)
        with self.lock:
            self.calls.append(call)
        self.after(call)
        return 200, {"ok": True, "result": result}

    def _result(self, method: str, values: dict[str, Any]) -> Any:
        if method == "getMe":
            return BOT
        if method == "getUpdates":
            return self._updates(int(values.get("offset") or 0), int(values.get("timeout") or 0))
        if method == "sendMessage":
            chat = int(values["chat_id"])
            return {
                "message_id": next(self.numbers),
                "date": 1_770_000_000,
                "chat": _chat(chat),
                "text": values["text"],
            }
        return True

    def _updates(self, offset: int, timeout: int) -> list[dict[str, Any]]:
        end = time.monotonic() + timeout
        while True:
            with self.lock:
                self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
                if self.waiting or time.monotonic() >= end:
                    return list(self.waiting)
            time.sleep(0.02)

    def _put(self, body: dict[str, Any]) -> None:
        with self.lock:
            self.waiting.append({"update_id": next(self.numbers), **body})


class _Handler(BaseHTTPRequestHandler):
    api: FakeBotApi

    def do_POST(self) -> None:
        """Answer `/bot<token>/<method>`."""
        token, _, method = self.path.removeprefix("/bot").partition("/")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if token != TOKEN:
            self._reply(401, _error(401, {}))
            return
        self._reply(*self.api.answer(method, dict(parse_qsl(body))))

    def _reply(self, status: int, data: dict[str, Any]) -> None:
        body = json.dumps(data).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            return  # the bot was killed while it waited

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A killed client is no news."""


@contextmanager
def serving() -> Iterator[FakeBotApi]:
    """Serve a fake on a free port of this machine; its `address` is what TELEGRAM_API_BASE is set to."""
    api = FakeBotApi()
    handler = type("Handler", (_Handler,), {"api": api})
    server = _Server(("127.0.0.1", 0), handler)
    api.address = f"http://127.0.0.1:{server.server_port}/bot"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _chat(number: int) -> dict[str, Any]:
    return {"id": number, "type": "private" if number > 0 else "group", "first_name": "王"}


def _user(number: int) -> dict[str, Any]:
    return {"id": abs(number), "is_bot": False, "first_name": "王"}


def _error(code: int, parameters: dict[str, Any]) -> dict[str, Any]:
    words = {401: "Unauthorized", 403: "Forbidden: bot was blocked by the user", 429: "Too Many Requests"}
    data = {"ok": False, "error_code": code, "description": words.get(code, "Bad Request")}
    return {**data, "parameters": parameters} if parameters else data
