"""Complaints, stopped money and objections: heard first, passed straight to the county, never met with a brochure."""

from __future__ import annotations

from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.effects import Complain, Effect, Object
from intake_bot.dialogue.events import Complained, Objected, Text
from intake_bot.dialogue.replies import Reply, Turn, token
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.talk import Talk, with_first

KINDS = ("money", "delay", "attitude", "payment", "unfair", "missed", "other")
LONGEST = 2000
AGAIN = "again"
"""The button that hands in what could not be taken earlier."""
MOST_KEPT = 5
"""How many complaints wait in a chat for another day."""
POSTING = "posting"
LONGEST_NUMBER = 12


def open_book(talk: Talk, kind: str = "") -> Turn:
    """Ask what kind of complaint it is; a kind already understood goes straight to the words."""
    if kind in KINDS:
        return _ask_words(talk, kind)
    choices = tuple(Button(token("kind", one), talk.say(f"complain.kinds.{one}")) for one in KINDS)
    text = talk.say("complain.open")
    if talk.mind.unsent:
        text, choices = f"{talk.say('complain.unsent')}\n{text}", (_again(talk), *choices)
    reply = Reply(text, (*choices, talk.button("/cancel")), kind="complaint")
    return talk.aside().turn(reply, scene="complain", question="")


def choose(talk: Talk, code: str) -> Turn:
    """Take the kind, the posting that is objected to, or once more what could not be taken earlier."""
    if code == AGAIN and talk.mind.unsent:
        return talk.turn(effects=(_first(talk.mind.unsent),))
    if posting := _posting(code):
        return _ask_words(talk, token(POSTING, posting))
    kind = next((one for one in KINDS if code == token("kind", one)), "")
    return open_book(talk, kind)


def hear(talk: Talk, text: Text) -> Turn:
    """Hand the words to the county, or put them as an objection into the posted case."""
    kind, words = talk.mind.question or "other", text.text[:LONGEST]
    posting = _posting(kind)
    turn = talk.turn(effects=(Object(int(posting), words),)) if posting else _complain(talk, kind, words)
    return with_first(turn, talk.say("private.kept_words")) if text.hidden else turn


def _complain(talk: Talk, kind: str, words: str) -> Turn:
    """Hand over the words; they are kept until the county has them, behind those that wait already."""
    if len(talk.mind.unsent) >= 2 * MOST_KEPT:
        return _later(talk, "complain.full")
    unsent = (*talk.mind.unsent, kind, words)
    return talk.turn(effects=(_first(unsent),), unsent=unsent)


def _first(unsent: tuple[str, ...]) -> Effect:
    kind, words, *_rest = unsent
    return Complain(kind, words)


def postponed(talk: Talk) -> Turn:
    """Say that it is kept for another day, and how the county is reached at once."""
    return _later(talk, "complain.later")


def _later(talk: Talk, key: str) -> Turn:
    text = "\n".join([talk.say(key), *_county(talk)])
    reply = Reply(text, (_again(talk), *talk.buttons(talk.way_on, "/person")), kind="complaint")
    return talk.turn(reply, scene="complain", question="")


def _again(talk: Talk) -> Button:
    return Button(AGAIN, talk.say("complain.again"))


def written(talk: Talk, event: Complained) -> Turn:
    """Show the receipt of the complaint; one that still waits goes next."""
    lines = [talk.say("complain.done", number=event.number)]
    if event.code:
        lines.append(talk.say("complain.code", code=event.code))
    if event.last_day:
        day = talk.script.words(talk.mind.language).day(event.last_day)
        lines.append(talk.say("complain.by", day=day))
    else:
        lines.append(talk.say("complain.no_limit"))
    lines += [*_where_to_ask(talk), talk.say("complain.kept")]
    reply = Reply("\n".join(lines), talk.buttons(talk.way_on, "/status"), kind="receipt")
    left = talk.mind.unsent[2:]
    following = (_first(left),) if left else ()
    return talk.turn(reply, effects=following, scene="complained", question="", unsent=left)


def objected(talk: Talk, event: Objected) -> Turn:
    """Show the receipt of the objection: what happens now, and where the answer will be."""
    lines = [talk.say("object.done", number=event.number), talk.say("complain.code", code=event.code)]
    lines.append(talk.say("object.next", office=event.office))
    if event.phone:
        lines.append(talk.say("object.where", office=event.office, phone=event.phone))
    if event.last_day:
        day = talk.script.words(talk.mind.language).day(event.last_day)
        lines.append(talk.say("object.until", day=day))
    reply = Reply("\n".join(lines), talk.buttons(talk.way_on, "/person"), kind="receipt")
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


def objection(talk: Talk, posting: str = "") -> Turn:
    """Show where to object without login, or take the words here.

    `posting` is what a poster's code names: its own page is linked, and words said here go into its case.
    Without one, words said here go to the county.
    """
    one = _posting(token(POSTING, posting))
    code = token(POSTING, one) if one else token("kind", "unfair")
    link = talk.page("object.this", f"/public/{one}/object/") if one else talk.page("object.page", "/public/")
    reply = Reply(
        talk.say("object.open_this" if one else "object.open"),
        (Button(code, talk.say("object.here")), *talk.buttons("/person", "/start")),
        (link,),
        kind="complaint",
    )
    return talk.aside().turn(reply, scene="complain", question="")


def _ask_words(talk: Talk, kind: str) -> Turn:
    text = (
        talk.say("object.words")
        if _posting(kind)
        else "\n".join([talk.say("complain.words"), *_county(talk)])
    )
    reply = Reply(text, talk.buttons("/cancel", "/person"), kind="complaint")
    return talk.aside().turn(reply, scene="complain_words", question=kind)


def _county(talk: Talk) -> tuple[str, ...]:
    number = talk.script.office.county_hotline
    return (talk.say("complain.phone", hotline=number),) if number else ()


def _where_to_ask(talk: Talk) -> tuple[str, ...]:
    number = talk.script.office.county_hotline
    return (talk.say("complain.where", hotline=number),) if number else (talk.say("complain.where_county"),)


def _posting(code: str) -> str:
    """Return the number of the posting that a code names, or nothing."""
    kind, _, number = code.partition(".")
    right = kind == POSTING and number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    return number if right else ""


SCENE = Scene(open_book, choose)
WORDS = Scene(lambda talk: _ask_words(talk, talk.mind.question), choose, hear, takes_words=True)
