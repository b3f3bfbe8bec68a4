"""A whole talk with an invented person: every line comes from `step`, the answers from what is known of the household."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from intake_bot.dialogue.conversation import Conversation
from intake_bot.dialogue.replies import Reply, token
from intake_bot.dialogue.script import Script
from intake_bot.dialogue.step import step

MOST_PRESSES = 60
QUESTIONS = ("screener", "household")


@dataclass(frozen=True, slots=True)
class Said:
    """One line: what the invented person pressed (`words`), or what was answered (`reply`)."""

    words: str = ""
    reply: Reply | None = None


@dataclass(slots=True)
class _Talk:
    script: Script
    now: datetime
    disclose: Callable[[f.Disclose], e.Event]
    mind: Conversation
    lines: list[Said] = field(default_factory=list)

    def take(self, event: e.Event, words: str = "") -> None:
        if words:
            self.lines.append(Said(words))
        turn = step(self.mind, event, self.script, self.now)
        self.mind = turn.conversation
        self.lines += [Said(reply=reply) for reply in turn.replies]
        for effect in turn.effects:
            if isinstance(effect, f.Disclose):
                self.take(self.disclose(effect))


def rehearse(
    script: Script,
    programme: str,
    answers: Mapping[str, tuple[str, ...]],
    disclose: Callable[[f.Disclose], e.Event],
    now: datetime,
) -> tuple[Said, ...]:
    """Return the talk of somebody who asks about a programme until the list of papers is there.

    `answers` are the codes to press by question; what is not in them is answered with 不知道.
    """
    talk = _Talk(script, now, disclose, Conversation(programme=programme))
    talk.take(e.Command("check"))
    talk.take(e.Chosen("begin"), _label(talk.mind, "begin"))
    _answer_all(talk, answers)
    talk.take(e.Command("materials"), script.words(talk.mind.language).say("label.sheet"))
    _answer_all(talk, answers)
    return tuple(talk.lines)


def _answer_all(talk: _Talk, answers: Mapping[str, tuple[str, ...]]) -> None:
    for _ in range(MOST_PRESSES):
        if talk.mind.scene not in QUESTIONS or not talk.mind.question:
            return
        code = _next(talk.mind, answers.get(talk.mind.question, ()))
        talk.take(e.Chosen(code), _label(talk.mind, code))


def _next(mind: Conversation, wanted: tuple[str, ...]) -> str:
    """Return the button to press now: a wanted answer not picked yet, 完成, 不知道, or the first answer.

    A question always offers something: every reply has a way on.
    """
    offered = [button.code for button in mind.offered]
    left = [token("a", mind.question, code) for code in wanted if code not in mind.picked]
    ways = [*left, token("done", mind.question), token("unknown", mind.question)]
    return next((code for code in ways if code in offered), offered[0])


def _label(mind: Conversation, code: str) -> str:
    return next((button.label for button in mind.offered if button.code == code), "")
