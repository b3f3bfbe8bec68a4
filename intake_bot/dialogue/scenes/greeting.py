"""The door: who answers, that it costs nothing, and the question for the trouble (never for a programme)."""

from __future__ import annotations

from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.replies import Reply, Turn, token
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.scenes import screener, urgent
from intake_bot.dialogue.talk import Talk

TROUBLES = ("money", "illness", "urgent", "alone")


def open_door(talk: Talk, key: str = "greeting.open") -> Turn:
    """Greet and ask for the trouble."""
    reply = Reply(
        talk.say(key), (*_troubles(talk), *talk.buttons("/tell", "/status", "/settings", "/person"))
    )
    return talk.turn(reply, scene="greeting", question="", trail=(), picked=(), misses=0)


def start_again(talk: Talk) -> Turn:
    """Forget the questions and ask for the trouble; what was handed in and who is bound stays."""
    return open_door(
        talk.on(answers={}, trouble="", programme="", disclosure="", sheet_number="", papers=(), excused={})
    )


def unready(talk: Talk) -> Turn:
    """Say that no programme has been published yet, and whom to call."""
    return talk.turn(Reply(talk.say("greeting.unready"), talk.buttons("/start")), scene="greeting")


def choose(talk: Talk, code: str) -> Turn:
    """Take the trouble."""
    for trouble in TROUBLES:
        if code == token("trouble", trouble):
            return take(talk, trouble)
    return open_door(talk, "greeting.again")


def take(talk: Talk, trouble: str) -> Turn:
    """Go on with a trouble: an emergency first, everything else through the six questions."""
    return urgent.open_case(talk) if trouble == "urgent" else screener.intro(talk.on(trouble=trouble))


def _troubles(talk: Talk) -> tuple[Button, ...]:
    return tuple(Button(token("trouble", name), talk.say(f"trouble.{name}")) for name in TROUBLES)


SCENE = Scene(open_door, choose)
