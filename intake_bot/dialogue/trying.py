"""A sentence tried out: what the dialogue would say to somebody who types it first, with nothing done or kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from intake_bot.dialogue import events as e
from intake_bot.dialogue.conversation import Conversation
from intake_bot.dialogue.effects import Track
from intake_bot.dialogue.matching import Reading, read_sentence
from intake_bot.dialogue.replies import Reply
from intake_bot.dialogue.script import Script
from intake_bot.dialogue.step import named, step
from intake_bot.dialogue.talk import Talk


@dataclass(frozen=True, slots=True)
class Trial:
    """What would happen. `rule` is the reading's, or `private`, `button`, `code`, `command`, which come before it.

    `effects` are the names of what the house would be asked to do; nothing of it is done.
    """

    rule: str
    reading: Reading
    replies: tuple[Reply, ...]
    effects: tuple[str, ...]


def try_sentence(text: str, *, hidden: bool, script: Script, now: datetime) -> Trial:
    """Greet a stranger, let him type the sentence, and return what he would see.

    `text` holds no private number any more; `hidden` says that there was one. `now` is in Asia/Shanghai.
    """
    greeted = step(Conversation(), e.Start(), script, now).conversation
    words = unicodedata.normalize("NFKC", text).strip()
    reading = read_sentence(words, script.sayings, script.names())
    kind, _ = named(Talk(greeted, script, now), words)
    turn = step(greeted, e.Text(text, hidden), script, now)
    replies = turn.replies
    if any(isinstance(effect, Track) for effect in turn.effects):
        # A chat that has just begun follows no case: this is the house's true answer.
        replies += step(turn.conversation, e.Tracked(), script, now).replies
    rule = "private" if hidden else kind or reading.rule
    return Trial(rule, reading, replies, tuple(type(effect).__name__ for effect in turn.effects))
