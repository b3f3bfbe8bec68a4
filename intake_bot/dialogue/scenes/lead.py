"""A village officer reports a household in need: where, whether it is kin, how urgent, what is seen; the name on the site."""

from __future__ import annotations

from dataclasses import replace

from intake_bot.dialogue.asking import own
from intake_bot.dialogue.effects import Handover
from intake_bot.dialogue.events import LinkMade, Reported, Text
from intake_bot.dialogue.questionnaire import Questionnaire
from intake_bot.dialogue.replies import Link, Reply, Turn
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.scenes import delegation, telling
from intake_bot.dialogue.talk import Talk, with_first
from policies.rules.programme import Choice, Question


def open_lead(talk: Talk, heard: str = "") -> Turn:
    """Begin; who is bound to no village tells as any resident does. `heard` is what he has said already."""
    if not talk.mind.is_officer:
        return telling.open_telling(talk, heard)
    fresh = telling.begun(talk, heard)
    return with_first(LEAD.ask(fresh), talk.say("lead.intro", total=len(questions(fresh))))


def questions(talk: Talk) -> tuple[Question, ...]:
    """Return which village (of several), whether he is kin, how urgent it is, and what he saw."""
    yes_no = (own(talk, telling.PART, key, "yesno") for key in ("lead_related", "lead_urgent"))
    return (*_village(talk), *yes_no, telling.seen(talk))


def _village(talk: Talk) -> tuple[Question, ...]:
    choices = tuple(Choice(village.code, village.label) for village in talk.mind.villages)
    return (own(talk, telling.PART, telling.VILLAGE, "choice", choices),) if len(choices) > 1 else ()


def hear(talk: Talk, text: Text) -> Turn | None:
    """Take what he saw, in his words and without the numbers; anything else as every list does."""
    return telling.hear_words(talk, text, LEAD)


def hand_over(talk: Talk) -> Turn:
    """Ask the house for the page where the name is written; it carries everything that was answered."""
    said = talk.mind.answers
    own_village = talk.mind.villages[0].code if talk.mind.villages else ""
    context = {
        "village": said.get(telling.VILLAGE, (own_village,))[0],
        "related": said["lead_related"] == ("yes",),
        "urgent": said["lead_urgent"] == ("yes",),
        "seen": telling.words(talk),
    }
    return talk.turn(effects=(Handover("lead", context),), scene="lead_form", question="", picked=())


def link_made(talk: Talk, event: LinkMade) -> Turn:
    """Show the one-time address."""
    link = Link(talk.say("lead.page"), event.url)
    text = talk.say("lead.link", hours=event.hours)
    return talk.turn(Reply(text, talk.buttons("newlink", "/cancel"), (link,), kind="link"), scene="lead_form")


def waiting(talk: Talk) -> Turn:
    """Say that the name is waited for."""
    reply = Reply(talk.say("lead.waiting"), talk.buttons("newlink", "/cancel"))
    return talk.turn(reply, scene="lead_form", question="")


def choose_form(talk: Talk, code: str) -> Turn:
    """Give another address; what was answered goes along again."""
    again = code == "newlink" and telling.SEEN in talk.mind.answers
    return hand_over(talk) if again else waiting(talk)


def reported(talk: Talk, event: Reported) -> Turn:
    """Say that it is filed, and by whom it is dealt with."""
    text = talk.say("lead.kin_done" if event.related else "lead.done")
    if talk.mind.scene == "lead_form" and not talk.mind.waits:
        return with_first(delegation.menu(telling.cleared(talk)), text)
    done = telling.cleared(talk).on(scene="told") if talk.mind.scene == "lead_form" else talk
    return done.turn(Reply(text, done.buttons(done.way_on, "/lead"), kind="receipt"))


LEAD = Questionnaire("lead", questions, hand_over)
SCENE = replace(LEAD.as_scene(), hear=hear, takes_words=True)
FORM = Scene(waiting, choose_form)
