"""Applying: what may be asked in this channel is asked here; names, numbers and photos go to the site's form."""

from __future__ import annotations

from intake_bot.dialogue.effects import Handover
from intake_bot.dialogue.events import LinkMade
from intake_bot.dialogue.questionnaire import Questionnaire
from intake_bot.dialogue.replies import Link, Reply, Turn
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.scenes import answers, household
from intake_bot.dialogue.talk import Talk
from policies.rules import screening
from policies.rules.conditions import holds
from policies.rules.programme import Question

FILING = ("reason", "evidence", "kin")


def questions(talk: Talk) -> tuple[Question, ...]:
    """Return the application's questions that this channel may carry and that the answers call for."""
    spec = talk.programme.spec
    facts = screening.facts_from(spec, answers.known(talk))
    allowed = ("open", "personal") if talk.script.channel.carries_personal else ("open",)
    return tuple(
        question
        for question in spec.questions
        if question.part == "application"
        and question.sensitivity in allowed
        and (question.condition is None or holds(question.condition, facts))
    )


def begin(talk: Talk) -> Turn:
    """Go on with the application where it stands."""
    return APPLICATION.ask(talk.on(question="", trail=(), picked=()))


def consent(talk: Talk) -> Turn:
    """Say what would be checked and who sees it; the signatures themselves are given on the form."""
    reply = Reply(talk.say("apply.consent"), talk.buttons("agree", "disagree", "/person"), kind="consent")
    return talk.turn(reply, scene="consent", question="")


def choose_consent(talk: Talk, code: str) -> Turn:
    """Go on to the form, or stop without reproach."""
    if code == "agree":
        return hand_over(talk)
    if code == "disagree":
        reply = Reply(talk.say("apply.refused"), talk.buttons("agree", "/person", "/start"))
        return talk.turn(reply)
    return consent(talk)


def hand_over(talk: Talk) -> Turn:
    """Ask the house for a one-time link that carries what was already answered."""
    return talk.turn(effects=(Handover(purpose(talk), context(talk)),), scene="form", question="", picked=())


def purpose(talk: Talk) -> str:
    """Return what the form is for: one's own application, or one filed by the village."""
    return "take" if "related" in talk.mind.answers and talk.mind.is_officer else "apply"


def context(talk: Talk) -> dict[str, object]:
    """Return what the form need not ask again: answers, programme, receipt, excuses; nothing private.

    `answers` are in the shared screener's form, as the site keeps them too.
    """
    return {
        "programme": talk.programme.spec.code,
        "answers": {**answers.known(talk), "village": household.unit(talk)},
        "filing": filing(talk) if purpose(talk) == "take" else {},
        "disclosure": talk.mind.disclosure,
        "excused": dict(talk.mind.excused),
        "officer": talk.mind.officer if purpose(talk) == "take" else "",
    }


def filing(talk: Talk) -> dict[str, object]:
    """Return what the village officer answered for himself, in the words that go into the case."""
    said = {
        key: "、".join(talk.say(f"delegation.{key}.choices.{code}") for code in talk.mind.answers[key])
        for key in FILING
        if key in talk.mind.answers
    }
    return {**said, "related": talk.mind.answers.get("related") == ("yes",)}


def link_made(talk: Talk, event: LinkMade) -> Turn:
    """Show the one-time address."""
    if event.purpose == "call":
        link = Link(talk.say("label.call"), event.url)
        reply = Reply(talk.say("person.call_link"), talk.buttons(talk.way_on, "/help"), (link,), kind="link")
        return talk.turn(reply)
    key = "delegation.link" if event.purpose == "take" else "apply.link"
    link = Link(talk.say("label.form"), event.url)
    reply = Reply(talk.say(key, hours=event.hours), talk.buttons("newlink", "/person"), (link,), kind="link")
    return talk.turn(reply, scene="form")


def waiting(talk: Talk) -> Turn:
    """Say that the form is waited for."""
    reply = Reply(talk.say("apply.waiting"), talk.buttons("newlink", "/status", "/person", "/cancel"))
    return talk.turn(reply, scene="form", question="")


def choose_form(talk: Talk, code: str) -> Turn:
    """Give another address; the former one is dead then."""
    return hand_over(talk) if code == "newlink" else waiting(talk)


APPLICATION = Questionnaire("apply", questions, consent)
SCENE = APPLICATION.as_scene()
CONSENT = Scene(consent, choose_consent, back=APPLICATION.back)
FORM = Scene(waiting, choose_form, back=consent)
