"""What came in is written down, without private numbers, before anybody is told that it arrived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from intake_bot import ledger
from intake_bot.ledger import Incoming
from policies.rules.private_numbers import redact, scan

LONGEST_TEXT = 4096
# One chat may not push the others aside: what comes on top of so many waiting messages is let go.
MOST_WAITING = 30


def receive(*, channel: str, bot: str, incoming: Iterable[Incoming], at: datetime) -> int:
    """Write messages into the inbox; return how many are new. The same update is written once."""
    found = [replace(one, payload=scrub(one.payload)) for one in incoming]
    return ledger.arrive(channel=channel, bot=bot, incoming=found, most=MOST_WAITING, at=at)


def scrub(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the payload with every private number gone; `hidden` says that there was one.

    Characters that no database keeps (a null, half of a pair) go too: a single one would hold up everybody's messages.
    """
    kept = {key: _keepable(value) if isinstance(value, str) else value for key, value in payload.items()}
    for key in ("command", "start", "code"):
        if scan(kept.get(key, "")):
            # No button and no link of ours holds a number: somebody typed it there.
            kept["text"] = kept.pop(key)
    text = kept.get("text", "")[:LONGEST_TEXT]
    if text:
        hidden = bool(scan(text))
        kept["text"] = redact(text) if hidden else text
        if hidden:
            kept["hidden"] = True
    return kept


def _keepable(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
