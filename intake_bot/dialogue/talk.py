"""What a scene holds in its hand during one turn: the conversation, the script, the moment and the words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from intake_bot.dialogue.conversation import Button, Conversation
from intake_bot.dialogue.effects import Effect
from intake_bot.dialogue.replies import Link, Reply, Turn
from intake_bot.dialogue.script import Programme, Script

# Scenes that a person comes back to after something aside; everything else is an aside itself.
MAIN_SCENES = (
    "screener",
    "result",
    "household",
    "sheet",
    "apply",
    "consent",
    "form",
    "delegation",
    "lead",
    "lead_form",
    "tell",
)


@dataclass(frozen=True, slots=True)
class Talk:
    """One turn. `now` is aware and in Asia/Shanghai."""

    mind: Conversation
    script: Script
    now: datetime

    @property
    def programme(self) -> Programme:
        """The programme this chat is about."""
        return self.script.programme(self.mind)

    @property
    def site(self) -> str:
        """The address of the website."""
        return self.script.office.site

    def say(self, key: str, /, **values: object) -> str:
        """Return a sentence in the language of this chat; the office and its telephone are always known."""
        office = self.script.office
        known: dict[str, object] = {"office": office.name, "hotline": office.hotline, "hours": office.hours}
        return self.script.words(self.mind.language).say(key, **{**known, **values})

    def has(self, key: str) -> bool:
        """Say whether a sentence of that key exists."""
        return key in self.script.words(self.mind.language).sentences

    def button(self, code: str, label: str = "") -> Button:
        """Return a button whose label stands under `label.<code>` (without slash), or under `label`."""
        return Button(code, self.say(f"label.{label or code.lstrip('/')}"))

    def buttons(self, *codes: str) -> tuple[Button, ...]:
        """Return several buttons with the labels of their codes."""
        return tuple(self.button(code) for code in codes)

    def page(self, label: str, path: str) -> Link:
        """Return a link to a page of the site."""
        return Link(self.say(label), f"{self.site}{path}")

    def turn(self, *replies: Reply, effects: tuple[Effect, ...] = (), **changes: Any) -> Turn:
        """Return the turn's result with changes to the conversation."""
        return Turn(replace(self.mind, **changes), replies, effects)

    def aside(self) -> Talk:
        """Return the turn with the present scene put aside, if it is one to come back to."""
        if self.mind.scene not in MAIN_SCENES:
            return self
        return self.on(waits=self.mind.scene, waits_question=self.mind.question)

    @property
    def way_on(self) -> str:
        """The command that leads on: back to what was left, or to the start."""
        return "/continue" if self.mind.waits or self.mind.scene in MAIN_SCENES else "/start"

    def on(self, **changes: Any) -> Talk:
        """Return the same turn with a changed conversation."""
        return replace(self, mind=replace(self.mind, **changes))


def with_first(turn: Turn, text: str) -> Turn:
    """Return the turn with a sentence in front of its first reply (or alone, where it says nothing)."""
    if not turn.replies:
        return replace(turn, replies=(Reply(text),))
    first, *rest = turn.replies
    return replace(turn, replies=(replace(first, text=f"{text}\n{first.text}"), *rest))
