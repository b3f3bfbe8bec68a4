"""Text size and language; how the chat is used; what is forgotten; how a consent is withdrawn."""

from __future__ import annotations

from intake_bot.dialogue.conversation import Conversation
from intake_bot.dialogue.effects import Forget
from intake_bot.dialogue.replies import Reply, Turn
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.talk import Talk

SIZES = ("large_on", "large_off")
LANGUAGES = {"chinese": "zh-hans", "english": "en"}


def open_settings(talk: Talk) -> Turn:
    """Offer text size and language."""
    reply = Reply(talk.say("settings.open"), talk.buttons(*SIZES, *LANGUAGES, talk.way_on))
    return talk.aside().turn(reply, scene="settings", question="")


def choose(talk: Talk, code: str) -> Turn:
    """Change one setting."""
    if code in SIZES:
        key = "settings.large" if code == "large_on" else "settings.normal"
        return talk.turn(Reply(talk.say(key), talk.buttons(talk.way_on)), large=code == "large_on")
    if code in LANGUAGES:
        return speak(talk, LANGUAGES[code])
    return open_settings(talk)


def speak(talk: Talk, language: str) -> Turn:
    """Go on in another language."""
    told = talk.on(language=language)
    return told.turn(Reply(told.say("settings.language"), told.buttons(told.way_on)))


def how_to_use(talk: Talk) -> Turn:
    """Say how the chat is used."""
    return talk.turn(Reply(talk.say("help.open"), talk.buttons(talk.way_on, "/person", "/settings")))


def ask_to_forget(talk: Talk) -> Turn:
    """Ask once before everything said here is deleted."""
    reply = Reply(talk.say("forget.ask"), talk.buttons("delete_yes", "delete_no"))
    return talk.aside().turn(reply, scene="forget", question="")


def choose_forget(talk: Talk, code: str) -> Turn:
    """Delete, or keep. A bound officer stays bound: that is an office, not something said."""
    if code != "delete_yes":
        return talk.turn(Reply(talk.say("forget.kept"), talk.buttons(talk.way_on)))
    mind = talk.mind
    blank = Conversation(
        scene="forgotten",
        language=mind.language,
        large=mind.large,
        officer=mind.officer,
        officer_name=mind.officer_name,
        villages=mind.villages,
        spoke_at=mind.spoke_at,
    )
    reply = Reply(talk.say("forget.done"), talk.buttons("/start"))
    return Turn(blank, (reply,), (Forget(),))


def revoke(talk: Talk) -> Turn:
    """Say how a consent to the means check is withdrawn."""
    return talk.turn(Reply(talk.say("revoke.open"), talk.buttons("/person", talk.way_on)))


def cancel(talk: Talk) -> Turn:
    """Stop here; nothing has been handed in."""
    reply = Reply(talk.say("cancel.done"), talk.buttons("/start", "/person"))
    cleared = talk.on(answers={}, trail=(), picked=(), waits="", waits_question="", excused={})
    return cleared.turn(reply, scene="cancelled", question="")


SCENE = Scene(open_settings, choose)
FORGET = Scene(ask_to_forget, choose_forget)
