"""One message is one transaction: load the chat, step, carry out, save, write the replies; twice is once."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from casework.rules.asking import SHANGHAI
from casework.rules.codec import to_json
from intake_bot.actions.effects import Scene, carry_out
from intake_bot.actions.posting import draft, write_all
from intake_bot.dialogue import events as e
from intake_bot.dialogue.conversation import Conversation as Mind
from intake_bot.dialogue.conversation import remember
from intake_bot.dialogue.effects import Complain, Object
from intake_bot.dialogue.replies import Reply
from intake_bot.dialogue.step import step
from intake_bot.models import Conversation, Inbound, OutMessage
from intake_bot.queries import script_for

logger = logging.getLogger(__name__)

TRIES = 8
MOST_ROUNDS = 6


class Overtaken(RuntimeError):
    """Another process moved the same conversation meanwhile; the message is tried again."""


def handle_waiting(*, channel: str, now: datetime, limit: int = 50) -> int:
    """Handle messages that wait, the oldest first and each chat in its order; return how many were done."""
    done = 0
    for _ in range(limit):
        row = _next(channel, now)
        if row is None:
            break
        done += handle(inbound=row, now=now)
    return done


def handle(*, inbound: int, now: datetime) -> bool:
    """Handle one message; a failure is written down and tried again later, ever more slowly."""
    try:
        with transaction.atomic():
            return _turn(inbound, now)
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


def conversation_of(channel: str, external_id: str, now: datetime) -> Conversation:
    """Return the chat's row, locked; the first message of a chat makes it."""
    Conversation.objects.get_or_create(channel=channel, external_id=external_id, defaults={"touched_at": now})
    return Conversation.objects.select_for_update().get(channel=channel, external_id=external_id)


def converse(
    row: Conversation, event: e.Event, now: datetime, *, key: str, inbound: Inbound | None = None
) -> tuple[OutMessage, ...]:
    """Step an event and every answer of the house to it, save the chat, return the replies as unsaved rows."""
    mind, replies = _steps(row, event, now)
    state = remember(mind)
    moved = Conversation.objects.filter(pk=row.pk, version=row.version).update(
        state=state, version=row.version + 1, touched_at=now
    )
    if not moved:
        raise Overtaken(str(row.pk))
    row.state, row.version, row.touched_at = state, row.version + 1, now
    return tuple(
        draft(row, f"{key}:{number}", "send", to_json(reply), now, inbound)
        for number, reply in enumerate(replies)
    )


def _steps(row: Conversation, event: e.Event, now: datetime) -> tuple[Mind, list[Reply]]:
    mind, script, local = row.mind(), script_for(row.channel, now), now.astimezone(SHANGHAI)
    replies: list[Reply] = []
    waiting: list[e.Event] = [event]
    for _ in range(MOST_ROUNDS):
        if not waiting:
            break
        turn = step(mind, waiting.pop(0), script, local)
        mind = turn.conversation
        replies += turn.replies
        scene = Scene(row, mind.language, now)
        answers = [carry_out(effect, scene) for effect in turn.effects]
        waiting += [answer for answer in answers if answer is not None]
        if any(isinstance(effect, Complain | Object) for effect in turn.effects):
            row.confided = True
    return mind, replies


def _turn(inbound: int, now: datetime) -> bool:
    row = Inbound.objects.select_for_update().get(pk=inbound)
    if row.done_at is not None or row.dead_at is not None:
        return False
    chat = conversation_of(row.channel, row.external_id, now)
    key = f"in:{row.pk}"
    said = converse(chat, event_of(row.payload), now, key=key, inbound=row)
    write_all([*_courtesies(chat, row, key, now), *said])
    row.done_at, row.error = now, ""
    # What was said stays only where the person sees it again, on the site; a complaint stays nowhere.
    if row.channel != "web" or chat.confided:
        row.payload = {}
    row.save(update_fields=["done_at", "error", "payload"])
    return True


def _courtesies(chat: Conversation, row: Inbound, key: str, now: datetime) -> list[OutMessage]:
    """Return what a channel owes besides words: a pressed button is answered, a private number taken back."""
    owed = []
    if callback := row.payload.get("callback"):
        owed.append(draft(chat, f"{key}:answer", "answer", {"callback": callback}, now, row))
    take_back = row.payload.get("hidden") or row.payload.get("remove")
    if take_back and (message := row.payload.get("message")):
        owed.append(draft(chat, f"{key}:delete", "delete", {"message": message}, now, row))
    return owed


def _next(channel: str, now: datetime) -> int | None:
    waiting = Inbound.objects.filter(channel=channel, done_at=None, dead_at=None)
    earlier = waiting.filter(external_id=OuterRef("external_id"), id__lt=OuterRef("id"))
    rows = waiting.filter(available_at__lte=now).exclude(Exists(earlier)).order_by("id")
    return rows.values_list("pk", flat=True).first()


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
