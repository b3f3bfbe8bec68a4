"""The emergency branch: a person first, papers later."""

from __future__ import annotations

from intake_bot.dialogue.effects import CallPerson, Handover
from intake_bot.dialogue.replies import Reply, Turn
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.talk import Talk


def open_case(talk: Talk) -> Turn:
    """Calm, give the numbers, put it before the person on duty, offer a call back."""
    reply = Reply(talk.say("urgent.open"), talk.buttons("call", "/tell", "/apply", "/start"), kind="urgent")
    alarm = () if talk.mind.scene == "urgent" else (CallPerson("urgent", urgent=True),)
    return talk.turn(reply, effects=alarm, scene="urgent", question="", picked=())


def choose(talk: Talk, code: str) -> Turn:
    """Offer the call back."""
    if code == "call":
        return talk.turn(effects=(Handover("call", {"reason": "urgent", "urgent": True}),))
    return open_case(talk)


SCENE = Scene(open_case, choose)
