"""A message is a turn: load the chat, step, carry out, save, write the replies; all of it or nothing, and once.

Turns of different chats that ask nothing of the house share a transaction: one statement loads them, one writes
them. A turn that does ask (a list, a link, a complaint), and one that failed, has a transaction of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from casework.rules.asking import SHANGHAI
from casework.rules.codec import to_json
from intake_bot import ledger
from intake_bot.actions.effects import Scene, carry_out
from intake_bot.actions.posting import draft
from intake_bot.dialogue import events as e
from intake_bot.dialogue.conversation import Conversation as Mind
from intake_bot.dialogue.conversation import remember
from intake_bot.dialogue.effects import Complain, Effect, Object, Tell
from intake_bot.dialogue.replies import Reply
from intake_bot.dialogue.script import Script
from intake_bot.dialogue.step import step
from intake_bot.ledger import Entry, Waiting
from intake_bot.models import Conversation, Inbound, OutMessage
from intake_bot.queries import script_for

logger = logging.getLogger(__name__)

TRIES = 8
MOST_ROUNDS = 6


class Overtaken(RuntimeError):
    """Another process moved the same conversation meanwhile; the message is tried again."""


def handle_waiting(*, channel: str, now: datetime, limit: int = 50) -> int:
    """Handle messages that wait, the oldest first and each chat in its order; return how many were done."""
    tried = done = 0
    while tried < limit:
        found, together, alone = _together(channel, now, limit - tried)
        if not found:
            break
        tried += found
        done += together + sum(handle(inbound=key, now=now) for key in alone)
    return done


def handle(*, inbound: int, now: datetime, origin: str = "") -> bool:
    """Handle one message; a failure is written down and tried again later, ever more slowly.

    `origin` is the network it came from, where the channel knows it; it is only counted by.
    """
    try:
        with transaction.atomic():
            return _alone(inbound, now, origin)
    except Exception as error:  # noqa: BLE001 - nothing one message holds may stop the others
        _put_off(inbound, now, error)
        return False


def event_of(payload: Mapping[str, Any]) -> e.Event:
    """Read a scrubbed payload: `code`, `command`, `start`, `unreadable` or `text`."""
    if "code" in payload:
        return e.Chosen(str(payload["code"]))
    if "command" in payload:
        return e.Command(str(payload["command"]))
    if "start" in payload:
        return e.Start(str(payload["start"]))
    if "unreadable" in payload:
        return e.Unreadable(str(payload["unreadable"]))
    return e.Text(str(payload.get("text", "")), hidden=bool(payload.get("hidden")))


def converse(row: Conversation, event: e.Event, now: datetime, *, key: str) -> None:
    """Let the house say something to a chat in the caller's transaction: an event that nobody typed."""
    mind, replies = _steps(row, event, now, script_for(row.channel, now))
    said = _drafts(row, replies, now, key)
    if not ledger.write([Entry(row, remember(mind), tuple(said), now)]):
        raise Overtaken(str(row.pk))


def _together(channel: str, now: datetime, limit: int) -> tuple[int, int, Sequence[int]]:
    """Handle the oldest message of every chat that waits, in one transaction.

    Return how many were found, how many are done, and those that must be handled alone.
    """
    waiting: list[Waiting] = []
    try:
        with transaction.atomic():
            waiting = ledger.load_waiting(channel=channel, now=now, limit=limit)
            entries = [entry for one in waiting if (entry := _quiet(one, now))]
            written = ledger.write(entries)
    except Exception as error:
        if not waiting:
            raise
        logger.warning("%s turns fall apart (%s)", len(waiting), type(error).__name__)
        written = set()
    return len(waiting), len(written), [one.inbound.pk for one in waiting if one.chat.pk not in written]


def _quiet(one: Waiting, now: datetime) -> Entry | None:
    """Return the entry of a turn that asks nothing of the house; None for one that does, and for one that fails."""
    try:
        turn = step(
            one.chat.mind(),
            event_of(one.inbound.payload),
            script_for(one.chat.channel, now, one.stamp),
            now.astimezone(SHANGHAI),
        )
        return None if turn.effects else _entry(one, turn.conversation, turn.replies, now)
    except Exception:  # noqa: BLE001 - handled alone it fails again, and is put off with its reason
        return None


def _alone(inbound: int, now: datetime, origin: str) -> bool:
    one = ledger.load(inbound=inbound, now=now)
    if one is None:
        return False
    script = script_for(one.chat.channel, now, one.stamp)
    mind, replies = _steps(one.chat, event_of(one.inbound.payload), now, script, origin)
    if not ledger.write([_entry(one, mind, replies, now)]):
        raise Overtaken(str(one.chat.pk))
    return True


def _steps(
    row: Conversation, event: e.Event, now: datetime, script: Script, origin: str = ""
) -> tuple[Mind, list[Reply]]:
    """Step an event and every answer of the house to it."""
    mind, local = row.mind(), now.astimezone(SHANGHAI)
    replies: list[Reply] = []
    waiting: list[e.Event] = [event]
    for _ in range(MOST_ROUNDS):
        if not waiting:
            break
        turn = step(mind, waiting.pop(0), script, local)
        mind = turn.conversation
        replies += turn.replies
        waiting += _carried_out(turn.effects, Scene(row, mind.language, now, origin))
    return mind, replies


def _carried_out(effects: Sequence[Effect], scene: Scene) -> list[e.Event]:
    if any(isinstance(effect, Complain | Object | Tell) for effect in effects):
        scene.row.confided = True
    answers = [carry_out(effect, scene) for effect in effects]
    return [answer for answer in answers if answer is not None]


def _entry(one: Waiting, mind: Mind, replies: Sequence[Reply], now: datetime) -> Entry:
    chat, inbound = one.chat, one.inbound
    key = f"in:{inbound.pk}"
    said = (*_courtesies(chat, inbound, key, now), *_drafts(chat, replies, now, key, inbound))
    # What was said stays only where the person sees it again, on the site; a complaint stays nowhere.
    kept = inbound.payload if chat.channel == "web" and not chat.confided else None
    return Entry(chat, remember(mind), said, now, inbound, kept)


def _drafts(
    chat: Conversation, replies: Sequence[Reply], now: datetime, key: str, inbound: Inbound | None = None
) -> list[OutMessage]:
    return [
        draft(chat, f"{key}:{number}", "send", to_json(reply), now, inbound)
        for number, reply in enumerate(replies)
    ]


def _courtesies(chat: Conversation, row: Inbound, key: str, now: datetime) -> list[OutMessage]:
    """Return what a channel owes besides words: a pressed button is answered, a private number taken back."""
    owed = []
    if callback := row.payload.get("callback"):
        owed.append(draft(chat, f"{key}:answer", "answer", {"callback": callback}, now, row))
    take_back = row.payload.get("hidden") or row.payload.get("remove")
    if take_back and (message := row.payload.get("message")):
        owed.append(draft(chat, f"{key}:delete", "delete", {"message": message}, now, row))
    return owed


def _put_off(inbound: int, now: datetime, error: Exception) -> None:
    name = type(error).__name__
    connection.ensure_connection()
    row = Inbound.objects.get(pk=inbound)
    row.attempts += 1
    row.error = name
    row.available_at = now + timedelta(seconds=2**row.attempts)
    row.dead_at = now if row.attempts >= TRIES else None
    row.save(update_fields=["attempts", "error", "available_at", "dead_at"])
    logger.error("inbound %s failed (%s), attempt %s", inbound, name, row.attempts)
