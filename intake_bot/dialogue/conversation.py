"""What is remembered of one chat between two messages: plain values, no names, no numbers, no papers."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from casework.rules.codec import from_json, to_json


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to talk to people. `carries_personal`: may names and telephone numbers be typed here?

    `deletes`: the adapter can take a message of the user back. Telegram stores abroad, so by default
    it may carry nothing personal; identity and account numbers go through the site's form everywhere.
    """

    name: str
    carries_personal: bool = False
    deletes: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """One choice under a message: an ASCII code of at most 64 bytes, and what the person reads."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where one chat stands. `answers` are raw codes by question; `trail` is the way back.

    `waits` is the scene that was left for something aside (a complaint) and that 继续 returns to.
    `unsent` are complaints that could not be taken yet, kind and words in turn; they go when the county has them.
    """

    scene: str = ""
    question: str = ""
    trail: tuple[str, ...] = ()
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    picked: tuple[str, ...] = ()
    offered: tuple[Button, ...] = ()
    trouble: str = ""
    programme: str = ""
    language: str = "zh-hans"
    large: bool = False
    misses: int = 0
    disclosure: str = ""
    sheet_number: str = ""
    sheet_url: str = ""
    papers: tuple[Button, ...] = ()
    excused: dict[str, str] = field(default_factory=dict)
    officer: str = ""
    officer_name: str = ""
    villages: tuple[Button, ...] = ()
    cases: tuple[str, ...] = ()
    unsent: tuple[str, ...] = ()
    waits: str = ""
    waits_question: str = ""
    spoke_at: datetime | None = None

    @property
    def is_officer(self) -> bool:
        """Say whether this chat is bound to a village officer."""
        return bool(self.officer)


def remember(conversation: Conversation) -> dict[str, Any]:
    """Turn a conversation into JSON data for its row."""
    found: dict[str, Any] = to_json(conversation)
    return found


def recall(data: Mapping[str, Any]) -> Conversation:
    """Build a conversation from its row; what an older or newer release wrote and we do not know is left out."""
    known = {item.name for item in dataclasses.fields(Conversation)}
    return from_json(Conversation, {key: value for key, value in data.items() if key in known})
