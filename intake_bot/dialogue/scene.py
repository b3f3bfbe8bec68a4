"""A scene: one place in the dialogue, and what it does with a button, a sentence, `back` and `continue`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from intake_bot.dialogue.events import Text
from intake_bot.dialogue.replies import Turn
from intake_bot.dialogue.talk import Talk


def deaf(_talk: Talk, _text: Text) -> Turn | None:
    """Leave typed words to the general understanding."""
    return None


@dataclass(frozen=True, slots=True)
class Scene:
    """`again` puts the scene before the person once more; `hear` returns None for words that are not for it.

    `takes_words`: whatever is typed belongs to the scene (a complaint is not searched for act words).
    """

    again: Callable[[Talk], Turn]
    choose: Callable[[Talk, str], Turn]
    hear: Callable[[Talk, Text], Turn | None] = deaf
    back: Callable[[Talk], Turn] | None = None
    takes_words: bool = False
