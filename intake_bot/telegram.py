"""Telegram as a transport and nothing more: updates become inbox entries, outbox rows become calls."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from casework.rules.codec import from_json
from intake_bot.actions.receiving import Incoming
from intake_bot.dialogue.commands import MENU
from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.replies import LONGEST_TEXT, Reply, as_text, numbered
from intake_bot.dialogue.wording import wording
from policies.rules.typography import set_type

logger = logging.getLogger(__name__)

UPDATES = ["message", "callback_query"]
# What the library raises over an answer that an older or a younger Bot API writes in another shape.
MISREAD = (AttributeError, KeyError, TypeError, ValueError)
_COMMAND = re.compile(r"/(?P<name>[A-Za-z_]+)(?:@\w+)?(?:\s+(?P<start>[A-Za-z]_[\w-]{1,62}))?\s*", re.ASCII)
KEPT_OF = {
    "message": ("message_id", "date", "chat", "from", "text", "caption"),
    "callback_query": ("id", "from", "chat_instance", "data"),
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# What may not be in a chat that is kept abroad is taken back as soon as it is seen.
TAKEN_BACK = ("photo", "document", "contact")
UNREADABLE = ("photo", "document", "contact", "voice", "video", "video_note", "audio", "sticker", "location")
SHORT_LABEL, SHORT_PER_ROW = 4, 3


class TelegramUnusable(RuntimeError):
    """The bot cannot work at all with these settings; the message is Chinese and says what to do."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call went: `sent`, to be tried `later` (after `wait` where Telegram named it), or `never`."""

    what: str
    error: str = ""
    wait: timedelta | None = None


class _UpdatesRequest(HTTPXRequest):
    """Fetches updates; when `careful`, each is cut down to what the library can read of it."""

    careful = False

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override]
        """Return the answer; one update that cannot be read must not stand before everybody else's for ever."""
        answer = super().parse_json_payload(payload)
        if self.careful and isinstance(answer.get("result"), list):
            answer["result"] = [_readable(update) for update in answer["result"]]
        return answer


class Telegram:
    """One bot. Use it as an asynchronous context manager."""

    troubles = (TelegramError,)
    """What `fetch` may raise while Telegram cannot be reached or answers nonsense."""

    def __init__(self, token: str, base: str, file_base: str) -> None:
        if not token:
            raise TelegramUnusable("没有设置 TELEGRAM_BOT_TOKEN。先向 @BotFather 要一个令牌,写进 .env。")
        # A Bot API on this machine is reached directly, whatever proxy the environment names.
        near = (urlsplit(base).hostname or "") in LOOPBACK
        options: dict[str, Any] = {"httpx_kwargs": {"trust_env": False}} if near else {}
        self._base = base
        self._updates = _UpdatesRequest(connection_pool_size=1, **options)
        self._bot = Bot(
            token,
            base_url=base,
            base_file_url=file_base,
            request=HTTPXRequest(connection_pool_size=8, **options),
            get_updates_request=self._updates,
        )

    async def __aenter__(self) -> Self:
        try:
            await self._bot.initialize()
        except InvalidToken as error:
            raise TelegramUnusable("TELEGRAM_BOT_TOKEN 不对,Telegram 不认。请向 @BotFather 核对。") from error
        except TelegramError as error:
            raise TelegramUnusable(
                f"连不上 Bot API({self._base}):{type(error).__name__}。"
                "查一下网络,或者用 TELEGRAM_API_BASE 换一个地址。"
            ) from error
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._bot.shutdown()

    @property
    def name(self) -> str:
        """The bot's user name, without the at sign."""
        return self._bot.username

    @property
    def id(self) -> str:
        """The bot's own number: updates are counted per bot."""
        return str(self._bot.id)

    async def announce(self) -> None:
        """Tell Telegram the commands of the menu, in both languages."""
        for language, code in (("zh-hans", None), ("zh-hans", "zh"), ("en", "en")):
            words = wording(language)
            commands = [BotCommand(name, words.say(f"command.{name}")) for name in MENU]
            await self._bot.set_my_commands(commands, language_code=code)

    async def fetch(self, offset: int | None, timeout: int) -> tuple[list[Incoming], int | None]:
        """Return what came in and the next offset, which confirms it; pass that only after a commit."""
        try:
            updates = await self._get_updates(offset, timeout)
        except MISREAD as error:
            updates = await self._read_carefully(offset, error)
        found = [incoming for update in updates if (incoming := incoming_of(update))]
        return found, updates[-1].update_id + 1 if updates else offset

    async def _get_updates(self, offset: int | None, timeout: int) -> tuple[Update, ...]:
        return await self._bot.get_updates(
            offset=offset, timeout=timeout, allowed_updates=UPDATES, read_timeout=timeout + 10
        )

    async def _read_carefully(self, offset: int | None, error: Exception) -> tuple[Update, ...]:
        """Fetch the same updates again, which nobody has confirmed, and leave out what cannot be read of them."""
        logger.warning("an update cannot be read (%s)", type(error).__name__)
        self._updates.careful = True
        try:
            return await self._get_updates(offset, 0)
        except MISREAD as again:
            raise TelegramError("the Bot API answers nonsense") from again
        finally:
            self._updates.careful = False

    async def deliver(self, chat: str, method: str, body: dict[str, Any]) -> Outcome:
        """Make one call and say how it went; nothing is raised for what Telegram may answer."""
        call = self._call(chat, method, body)
        try:
            await call
        except MISREAD as error:
            # It was answered with success, only in words of another release: it must not leave twice.
            return Outcome("sent", type(error).__name__)
        except RetryAfter as error:
            return Outcome("later", "RetryAfter", _wait(error))
        except (Forbidden, ChatMigrated) as error:
            return Outcome("never", type(error).__name__)
        except BadRequest as error:
            # A button or message that is too old needs no answer any more.
            return Outcome("never" if method == "send" else "sent", type(error).__name__)
        except TelegramError as error:
            return Outcome("later", type(error).__name__)
        return Outcome("sent")

    def _call(self, chat: str, method: str, body: dict[str, Any]) -> Awaitable[object]:
        if method == "answer":
            return self._bot.answer_callback_query(body["callback"])
        if method == "delete":
            return self._bot.delete_message(chat, body["message"])
        reply = from_json(Reply, body)
        return self._bot.send_message(
            chat,
            set_type(as_text(reply, with_choices=False))[:LONGEST_TEXT],
            reply_markup=keyboard(reply.choices),
            # A preview would open one-time addresses from abroad.
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )


def incoming_of(update: Update) -> Incoming | None:
    """Return an update as an inbox entry; None for what is not a private chat with a person."""
    if update.callback_query is not None:
        query = update.callback_query
        payload = {"code": query.data or "", "callback": query.id}
        return Incoming(str(update.update_id), str(query.from_user.id), payload)
    message = update.message
    if message is None or message.chat.type != "private":
        return None
    return Incoming(str(update.update_id), str(message.chat.id), _payload(message))


def _readable(update: dict[str, Any]) -> dict[str, Any]:
    """Return an update that can be read: as it came, else its words alone, else its number alone."""
    number = {"update_id": update["update_id"]}
    kept = {
        kind: {key: value for key, value in update[kind].items() if key in KEPT_OF[kind]}
        for kind in UPDATES
        if isinstance(update.get(kind), dict)
    }
    return next((form for form in (update, {**number, **kept}) if _reads(form)), number)


def _reads(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except MISREAD:
        return False
    return True


def keyboard(choices: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Return the choices as numbered buttons, short ones side by side."""
    if not choices:
        return None
    rows: list[list[InlineKeyboardButton]] = [[]]
    for number, item in enumerate(numbered(tuple(choices))):
        short = len(choices[number].label) <= SHORT_LABEL
        if rows[-1] and not (short and len(rows[-1]) < SHORT_PER_ROW and _all_short(rows[-1])):
            rows.append([])
        rows[-1].append(InlineKeyboardButton(set_type(item.label), callback_data=item.code))
    return InlineKeyboardMarkup(rows)


def _all_short(row: list[InlineKeyboardButton]) -> bool:
    return all(len(button.text) <= SHORT_LABEL + len("10. ") for button in row)


def _payload(message: Message) -> dict[str, Any]:
    text = message.text or message.caption or ""
    kept: dict[str, Any] = {"message": message.message_id}
    kind = next((name for name in UNREADABLE if getattr(message, name)), "")
    if kind or not text:
        kept |= {"unreadable": kind or "other", "text": text}
        return {**kept, "remove": True} if kind in TAKEN_BACK else kept
    if found := _COMMAND.fullmatch(text):
        name, start = found["name"].lower(), found["start"]
        if name == "start":
            return {**kept, "start": start or ""}
        if start is None:
            return {**kept, "command": name}
    # Whatever else stands behind a slash is read, and looked through for numbers, as any other words.
    return {**kept, "text": text}


def _wait(error: RetryAfter) -> timedelta:
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
