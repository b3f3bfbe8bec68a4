"""Typed words that answer no question: act words first, then sayings, then at most three offers, then a human."""

from __future__ import annotations

from collections.abc import Callable

from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.effects import Unanswered
from intake_bot.dialogue.matching import Match, read_sentence
from intake_bot.dialogue.replies import Reply, Turn, token
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.scenes import (
    answers,
    complaint,
    delegation,
    greeting,
    lead,
    progress,
    screener,
    settings,
    sheet,
    urgent,
)
from intake_bot.dialogue.talk import Talk

Route = Callable[[Talk], Turn]


def materials(talk: Talk) -> Turn:
    """Show the list; without answers the questions come first, because the list follows from them."""
    return sheet.give(talk) if talk.mind.disclosure or talk.mind.answers else screener.intro(talk)


def apply(talk: Talk) -> Turn:
    """Go on to the application; the one-time list comes first, always."""
    if talk.mind.disclosure or talk.mind.answers:
        return sheet.give(talk, then_apply=True)
    return screener.intro(talk)


def illness(talk: Talk) -> Turn:
    """Medical bills."""
    return greeting.take(talk, "illness")


def alone(talk: Talk) -> Turn:
    """Nobody to care."""
    return greeting.take(talk, "alone")


def thanks(talk: Talk) -> Turn:
    """You are welcome."""
    return answers.plain(talk, "answer.thanks")


def bye(talk: Talk) -> Turn:
    """Take care."""
    return answers.plain(talk, "answer.bye")


ROUTES: dict[str, Route] = {
    "check": screener.intro,
    "materials": materials,
    "apply": apply,
    "status": progress.look_up,
    "village": answers.village,
    "person": answers.person,
    "howlong": answers.how_long,
    "amount": answers.amount,
    "where": lambda talk: answers.plain(talk, "answer.where", "/person"),
    "policy": answers.policy,
    "free": answers.free,
    "urgent": urgent.open_case,
    "illness": illness,
    "alone": alone,
    "stopped": complaint.stopped,
    "object": complaint.objection,
    "complain": complaint.open_book,
    "delete": settings.ask_to_forget,
    "revoke": settings.revoke,
    "settings": settings.open_settings,
    "help": settings.how_to_use,
    "thanks": thanks,
    "bye": bye,
    "file": delegation.open_filing,
    "tell": lead.open_lead,
}


def route(talk: Talk, intent: str, words: str = "") -> Turn:
    """Go where an intent leads; `complain.money` names the kind of complaint with it.

    With `tell.seen` the sentence itself tells of a neighbour in need; it is not asked for again.
    """
    name, _, kind = intent.partition(".")
    if name == "tell":
        return lead.open_lead(talk, words if kind else "")
    if kind:
        return complaint.open_book(talk, kind)
    return ROUTES[name](talk)


def hear(talk: Talk, text: str) -> Turn:
    """Answer, offer, or hand over to a human; never guess."""
    reading = read_sentence(text, talk.script.sayings, talk.script.names())
    match = reading.match
    if match.intent:
        turn = route(_about(talk, reading.about).on(misses=0), match.intent, text)
        return turn if match.act else _doubted(turn, talk)
    effect = Unanswered(text)
    return _offer(_about(talk, reading.about), match, effect) if match.offered else _human(talk, effect)


def _about(talk: Talk, code: str) -> Talk:
    """Turn to the programme that a sentence names; what was answered for another one is asked anew."""
    if code in ("", talk.programme.spec.code):
        return talk
    return talk.on(
        programme=code, answers={}, disclosure="", sheet_number="", papers=(), excused={}, trail=(), picked=()
    )


def choose(talk: Talk, code: str) -> Turn:
    """Take one of the three offers."""
    for intent in ROUTES:
        if code == token("meant", intent):
            return route(talk, intent)
    return answers.topics(talk)


def _doubted(turn: Turn, talk: Talk) -> Turn:
    """Add the way out for a sentence that was only likely understood."""
    *before, last = turn.replies or (Reply(""),)
    if not turn.replies or any(choice.code == "notthis" for choice in last.choices):
        return turn
    more = Reply(last.text, (*last.choices, talk.button("/notthis")), last.links, last.kind)
    return Turn(turn.conversation, (*before, more), turn.effects)


def _offer(talk: Talk, match: Match, effect: Unanswered) -> Turn:
    choices = tuple(Button(token("meant", name), talk.say(f"meant.{name}")) for name in match.offered)
    reply = Reply(talk.say("unknown.offer"), (*choices, *talk.buttons("/person", talk.way_on)))
    return talk.aside().turn(reply, effects=(effect,), scene="offered", question="")


def _human(talk: Talk, effect: Unanswered) -> Turn:
    key = "unknown.person" if talk.script.office.hotline else "unknown.no_phone"
    reply = Reply(talk.say(key), talk.buttons("/person", talk.way_on, "/help"), kind="unknown")
    return talk.turn(reply, effects=(effect,), misses=talk.mind.misses + 1)


SCENE = Scene(answers.topics, choose)
