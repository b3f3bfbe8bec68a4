"""A web chat as lines to show: what the person said and what was answered, in order, with links and choices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from casework.rules.asking import SHANGHAI
from casework.rules.codec import from_json
from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.conversation import Conversation as Mind
from intake_bot.dialogue.events import Start
from intake_bot.dialogue.replies import Link, Reply, numbered
from intake_bot.dialogue.step import step
from intake_bot.models import Conversation, Inbound, OutMessage
from intake_bot.queries import script_for
from policies.rules.typography import set_type

MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the talk. Only the last one keeps its choices: older buttons answer nothing any more."""

    id: str
    mine: bool
    text: str
    links: tuple[Link, ...] = ()
    choices: tuple[Button, ...] = ()
    kind: str = ""


def transcript(row: Conversation, now: datetime) -> list[Line]:
    """Return the last lines of a chat."""
    said = Inbound.objects.filter(channel=row.channel, external_id=row.external_id, dead_at=None)
    answers = OutMessage.objects.filter(conversation=row, method="send", available_at__lte=now)
    found: list[tuple[tuple[datetime, int, int], Inbound | OutMessage]] = [
        ((one.received_at, 0, one.pk), one) for one in said.order_by("-id")[:MOST_LINES]
    ]
    found += [((one.available_at, 1, one.pk), one) for one in answers.order_by("-id")[:MOST_LINES]]
    labels: dict[str, str] = {}
    lines = []
    for _, one in sorted(found, key=lambda pair: pair[0]):
        line = _mine(one, labels) if isinstance(one, Inbound) else _theirs(one, labels)
        if line is not None:
            lines.append(line)
    return _open_only_the_last(lines)


def opening(language: str, now: datetime, start: str = "") -> list[Line]:
    """Return the greeting for somebody who has not said anything; nothing is stored for a look.

    `start` is what the address brought along (`p_12`: a posting).
    """
    turn = step(Mind(language=language), Start(start), script_for("web", now), now.astimezone(SHANGHAI))
    return [as_line(f"look{number}", reply) for number, reply in enumerate(turn.replies)]


def _mine(inbound: Inbound, labels: dict[str, str]) -> Line | None:
    payload = inbound.payload
    text = labels.get(str(payload.get("code")), "") if "code" in payload else str(payload.get("text", ""))
    return Line(f"i{inbound.pk}", True, set_type(text).removeprefix("✔ ")) if text else None


def _theirs(message: OutMessage, labels: dict[str, str]) -> Line | None:
    body = message.body()
    if not body:
        return None
    reply = from_json(Reply, body)
    labels |= {button.code: button.label for button in reply.choices}
    return as_line(f"o{message.pk}", reply)


def as_line(key: str, reply: Reply) -> Line:
    """Return a message as the page shows it: typeset, with its choices numbered."""
    links = tuple(Link(set_type(link.label), link.url) for link in reply.links)
    choices = tuple(Button(button.code, set_type(button.label)) for button in numbered(reply.choices))
    return Line(key, False, set_type(reply.text), links, choices, reply.kind)


def _open_only_the_last(lines: list[Line]) -> list[Line]:
    """Keep the choices of the last message that has some."""
    last = next((place for place in reversed(range(len(lines))) if lines[place].choices), None)
    return [line if place == last else replace(line, choices=()) for place, line in enumerate(lines)]
