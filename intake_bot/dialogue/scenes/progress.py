"""Where the case stands: the status word and dates only; anything more needs the page with its second factor."""

from __future__ import annotations

from datetime import date

from intake_bot.dialogue.effects import Track
from intake_bot.dialogue.events import Lodged, Progress, Tracked
from intake_bot.dialogue.replies import Link, Reply, Turn
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.talk import Talk


def look_up(talk: Talk) -> Turn:
    """Ask the house for the cases of this chat."""
    return talk.turn(effects=(Track(),))


def show(talk: Talk, event: Tracked) -> Turn:
    """Show each case's status word; without a case, the way to the page that asks for the second factor."""
    ways = talk.buttons("/complain", "/person", talk.way_on)
    if not event.cases:
        link = talk.page("status.page", "/track/")
        return talk.turn(Reply(talk.say("status.none"), ways, (link,), kind="status"))
    text = "\n".join([*(_lines(talk, one) for one in event.cases), talk.say("status.nothing_to_do")])
    links = tuple(Link(one.number, one.url) for one in event.cases)
    return talk.turn(Reply(text, ways, links, kind="status"))


def receipt(talk: Talk, event: Lodged) -> Turn:
    """Show the receipt of an application that the form has handed in."""
    taken = event.stage == "taken"
    lines = [talk.say("receipt.taken" if taken else "receipt.lodged", number=event.number)]
    lines.append(talk.say("receipt.code", code=event.code) if event.code else talk.say("receipt.code_there"))
    if taken and event.next_day:
        lines.append(talk.say("delegation.forward", day=_day(talk, event.next_day)))
    elif event.next_day:
        lines.append(talk.say("receipt.next", label=event.next_label, day=_day(talk, event.next_day)))
    if not taken:
        lines.append(talk.say("receipt.home"))
    ways = talk.buttons("/file", "/status") if taken else talk.buttons("/status", "/complain", "/start")
    link = Link(talk.say("receipt.page"), event.url)
    reply = Reply("\n".join(lines), ways, (link,), kind="receipt")
    return talk.turn(
        reply,
        scene="done",
        question="",
        trail=(),
        answers={},
        excused={},
        papers=(),
        disclosure="",
        sheet_number="",
        sheet_url="",
        programme="",
        cases=(*talk.mind.cases, event.number),
    )


def _lines(talk: Talk, one: Progress) -> str:
    text = talk.say("status.one", number=one.number, word=one.word)
    if one.next_day is None:
        return text
    return f"{text}\n{talk.say('status.next', label=one.next_label, day=_day(talk, one.next_day))}"


def _day(talk: Talk, day: date) -> str:
    return talk.script.words(talk.mind.language).day(day)


def _choose(talk: Talk, _code: str) -> Turn:
    return look_up(talk)


DONE = Scene(look_up, _choose)
