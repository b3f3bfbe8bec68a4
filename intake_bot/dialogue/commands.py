"""The commands: in Telegram's menu, behind buttons whose code begins with a slash, and as typed words."""

from __future__ import annotations

from collections.abc import Callable

from intake_bot.dialogue.replies import Turn
from intake_bot.dialogue.scenes import (
    answers,
    complaint,
    delegation,
    greeting,
    lead,
    progress,
    screener,
    settings,
    understanding,
)
from intake_bot.dialogue.stage import SCENES, again, resume
from intake_bot.dialogue.talk import Talk, with_first

MENU = ("start", "check", "materials", "apply", "status", "person", "settings", "help")


def start(talk: Talk) -> Turn:
    """Begin at the door; an officer begins at his own menu."""
    return delegation.menu(talk) if talk.mind.is_officer else greeting.start_again(talk)


def go_on(talk: Talk) -> Turn:
    """Resume at the same question, however many days later."""
    if talk.mind.waits or talk.mind.scene in SCENES:
        return with_first(resume(talk), talk.say("resume.ask"))
    return with_first(greeting.start_again(talk), talk.say("resume.nothing"))


def back(talk: Talk) -> Turn:
    """Go one question back, or one scene."""
    scene = SCENES.get(talk.mind.scene)
    if scene and scene.back:
        return scene.back(talk)
    return resume(talk) if talk.mind.waits else greeting.open_door(talk, "greeting.again")


COMMANDS: dict[str, Callable[[Talk], Turn]] = {
    "start": start,
    "check": screener.intro,
    "materials": understanding.materials,
    "apply": understanding.apply,
    "status": progress.look_up,
    "person": answers.person,
    "settings": settings.open_settings,
    "help": settings.how_to_use,
    "continue": go_on,
    "back": back,
    "cancel": settings.cancel,
    "delete": settings.ask_to_forget,
    "complain": complaint.open_book,
    "object": complaint.objection,
    "revoke": settings.revoke,
    "policy": answers.policy,
    "notthis": answers.topics,
    "english": lambda talk: settings.speak(talk, "en"),
    "file": delegation.open_filing,
    "lead": lead.open_lead,
    "tell": lead.open_lead,
    "today": delegation.menu,
    "unbind": delegation.unbind,
}


def run(talk: Talk, name: str) -> Turn:
    """Run a command; one that we do not know puts the present scene again."""
    command = COMMANDS.get(name)
    return command(talk) if command else again(talk)
