"""Complaints, stopped money and objections: heard first, passed straight to the county, never met with a brochure."""

from __future__ import annotations

from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.effects import Complain
from intake_bot.dialogue.events import Complained, Text
from intake_bot.dialogue.replies import Reply, Turn, token
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.talk import Talk, with_first

KINDS = ("money", "delay", "attitude", "payment", "unfair", "missed", "other")
LONGEST = 2000


def open_book(talk: Talk, kind: str = "") -> Turn:
    """Ask what kind of complaint it is; a kind already understood goes straight to the words."""
    if kind in KINDS:
        return _ask_words(talk, kind)
    choices = tuple(Button(token("kind", one), talk.say(f"complain.kinds.{one}")) for one in KINDS)
    reply = Reply(talk.say("complain.open"), (*choices, talk.button("/cancel")), kind="complaint")
    return talk.aside().turn(reply, scene="complain", question="")


def choose(talk: Talk, code: str) -> Turn:
    """Take the kind."""
    kind = next((one for one in KINDS if code == token("kind", one)), "")
    return open_book(talk, kind)


def hear(talk: Talk, text: Text) -> Turn:
    """Hand the words to the county."""
    kind = talk.mind.question or "other"
    turn = talk.turn(effects=(Complain(kind, text.text[:LONGEST]),))
    return with_first(turn, talk.say("private.kept_words")) if text.hidden else turn


def written(talk: Talk, event: Complained) -> Turn:
    """Show the receipt of the complaint."""
    lines = [talk.say("complain.done", number=event.number)]
    if event.code:
        lines.append(talk.say("complain.code", code=event.code))
    if event.last_day:
        day = talk.script.words(talk.mind.language).day(event.last_day)
        lines.append(talk.say("complain.by", day=day))
    lines += [talk.say("complain.kept"), *_county(talk)]
    reply = Reply("\n".join(lines), talk.buttons(talk.way_on, "/status"), kind="receipt")
    return talk.turn(reply, scene="complained", question="")


def stopped(talk: Talk) -> Turn:
    """Money missing, less or stopped: find out, complain, talk; no programme is offered."""
    reply = Reply(
        talk.say("stopped.ask"),
        (
            talk.button("/status"),
            Button(token("kind", "payment"), talk.say("complain.kinds.payment")),
            *talk.buttons("/object", "/person", "/start"),
        ),
        kind="complaint",
    )
    return talk.aside().turn(reply, scene="complain", question="")


def objection(talk: Talk) -> Turn:
    """Show where to object without login, or take the words here for the county."""
    reply = Reply(
        talk.say("object.open"),
        (Button(token("kind", "unfair"), talk.say("object.here")), *talk.buttons("/person", "/start")),
        (talk.page("object.page", "/public/"),),
        kind="complaint",
    )
    return talk.aside().turn(reply, scene="complain", question="")


def _ask_words(talk: Talk, kind: str) -> Turn:
    text = "\n".join([talk.say("complain.words"), *_county(talk)])
    reply = Reply(text, talk.buttons("/cancel", "/person"), kind="complaint")
    return talk.aside().turn(reply, scene="complain_words", question=kind)


def _county(talk: Talk) -> tuple[str, ...]:
    number = talk.script.office.county_hotline
    return (talk.say("complain.phone", hotline=number),) if number else ()


SCENE = Scene(open_book, choose)
WORDS = Scene(lambda talk: _ask_words(talk, talk.mind.question), choose, hear, takes_words=True)
