"""Delegated filing by a bound village officer: why, on what evidence, related or not, and the family's consent."""

from __future__ import annotations

from intake_bot.dialogue.asking import own
from intake_bot.dialogue.effects import Bind, Unbind
from intake_bot.dialogue.events import Bound
from intake_bot.dialogue.questionnaire import Questionnaire
from intake_bot.dialogue.replies import Reply, Turn
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.scenes import answers, sheet
from intake_bot.dialogue.talk import Talk, with_first
from policies.rules import screening
from policies.rules.programme import Choice, Question

# What the officer answers for the household is the screener's; who asks, where and how urgent he knows himself.
PART = "delegation"
NOT_ASKED = ("urgent", "for_whom")


def bind(talk: Talk, code: str) -> Turn:
    """Ask the house whose one-time code this is."""
    return talk.turn(effects=(Bind(code),))


def bound(talk: Talk, event: Bound) -> Turn:
    """Greet the officer and say for which villages he may file."""
    names = "、".join(village.label for village in event.villages)
    told = talk.on(officer=event.officer, officer_name=event.name, villages=event.villages)
    return with_first(menu(told), told.say("officer.bound", name=event.name, villages=names))


def unbind(talk: Talk) -> Turn:
    """Take the binding away."""
    reply = Reply(talk.say("officer.unbound"), talk.buttons("/start"))
    return talk.turn(
        reply, effects=(Unbind(),), scene="unbound", question="", officer="", officer_name="", villages=()
    )


def menu(talk: Talk) -> Turn:
    """Offer what an officer does here."""
    reply = Reply(talk.say("officer.menu"), talk.buttons("/file", "/lead", "/status", "/unbind", "/help"))
    return talk.turn(reply, scene="officer", question="", trail=(), picked=())


def open_filing(talk: Talk) -> Turn:
    """Begin a filing; a chat without an officer is told how to be bound."""
    if not talk.mind.is_officer:
        return talk.turn(Reply(talk.say("officer.not_bound"), talk.buttons(talk.way_on, "/person")))
    fresh = talk.on(
        answers={},
        trail=(),
        picked=(),
        question="",
        disclosure="",
        papers=(),
        excused={},
        trouble="",
        programme=talk.script.first().spec.code,
    )
    return with_first(FILING.ask(fresh), talk.say("delegation.intro", total=len(questions(fresh))))


def questions(talk: Talk) -> tuple[Question, ...]:
    """Return why and on what evidence, the relative question, the household's own, and the consent."""
    asked = screening.questions(talk.programme.spec, answers.known(talk))
    household = (q for q in asked if q.key not in NOT_ASKED and q.type != "place")
    kin = (own(talk, PART, "kin", "choice"),) if talk.mind.answers.get("related") == ("yes",) else ()
    return (
        *_village(talk),
        own(talk, PART, "reason", "choice"),
        own(talk, PART, "evidence", "multi"),
        own(talk, PART, "related", "yesno"),
        *kin,
        *household,
        own(talk, PART, "authorised", "yesno"),
    )


def _village(talk: Talk) -> tuple[Question, ...]:
    choices = tuple(Choice(village.code, village.label) for village in talk.mind.villages)
    return (own(talk, PART, "village", "choice", choices),) if len(choices) > 1 else ()


def _after(talk: Talk, question: Question) -> Turn | None:
    if question.key == "authorised" and talk.mind.answers["authorised"] == ("no",):
        reply = Reply(talk.say("delegation.no_consent"), talk.buttons("/file", "/person"))
        return talk.turn(reply, scene="officer", question="", answers={}, trail=())
    if question.key == "kin":
        return with_first(FILING.ask(talk), talk.say("delegation.kin_note"))
    return None


def _finish(talk: Talk) -> Turn:
    """Give the same one-time list as to everybody; the form comes after it."""
    if len(talk.mind.villages) == 1:
        talk = talk.on(answers={**talk.mind.answers, "village": (talk.mind.villages[0].code,)})
    return sheet.give(talk)


def _choose(talk: Talk, _code: str) -> Turn:
    return menu(talk)


FILING = Questionnaire("delegation", questions, _finish, _after)
SCENE = FILING.as_scene()
OFFICER = Scene(menu, _choose)
