"""A resident tells of a neighbour in need: where and what he saw, never who he is; the village goes and looks.

No application is made of it, and an emergency goes first. What an officer reports (`lead`) stands on the same words.
"""

from __future__ import annotations

from dataclasses import replace

from intake_bot.dialogue.asking import MOST_UNITS, own
from intake_bot.dialogue.effects import CallPerson, Tell
from intake_bot.dialogue.events import Named, Text, Told
from intake_bot.dialogue.matching import understand
from intake_bot.dialogue.questionnaire import Questionnaire
from intake_bot.dialogue.replies import Link, Reply, Turn
from intake_bot.dialogue.scenes import answers
from intake_bot.dialogue.talk import Talk, with_first
from policies.rules.programme import Choice, Question

PART = "lead"
TOWNSHIP, VILLAGE, SEEN = "lead_township", "lead_village", "lead_seen"
HEARD, ALARMED = "lead_heard", "lead_alarmed"
"""What was said before the first question, and that the person on duty was told already."""
ENOUGH = "enough"
SCENES = ("tell", "lead", "lead_form")
LONGEST = 2000


def open_telling(talk: Talk, heard: str = "") -> Turn:
    """Begin; where no village is known yet, only a person can help."""
    if not talk.script.villages():
        return answers.person(talk)
    return with_first(TELLING.ask(begun(talk, heard)), talk.say("lead.tell"))


def begun(talk: Talk, heard: str = "") -> Talk:
    """Return the talk at the first question of a lead, with whatever it was about put aside.

    `heard` is what was said already, and need not be said again.
    """
    alarmed = {ALARMED: ("yes",)} if talk.mind.scene == "urgent" else {}
    said = {HEARD: (heard[:LONGEST],)} if heard else {}
    fresh = cleared(talk if talk.mind.scene in SCENES else talk.aside())
    return fresh.on(answers={**fresh.mind.answers, **alarmed, **said}, question="", picked=())


def cleared(talk: Talk) -> Talk:
    """Return the talk without what was answered of a lead."""
    kept = {key: raw for key, raw in talk.mind.answers.items() if not key.startswith(f"{PART}_")}
    return talk.on(answers=kept, trail=())


def questions(talk: Talk) -> tuple[Question, ...]:
    """Return which village, in two steps where there are many, and what he saw."""
    return (*_places(talk), seen(talk))


def seen(talk: Talk) -> Question:
    """Return the question for what is seen; who has said something already may leave it at that."""
    if HEARD not in talk.mind.answers:
        return own(talk, PART, SEEN, "text")
    more = own(talk, PART, SEEN, "text", (Choice(ENOUGH, talk.say("lead.enough")),))
    return replace(more, ask=talk.say("lead.more"))


def words(talk: Talk) -> str:
    """Return everything that was said of what is seen."""
    said = talk.mind.answers
    more = "" if said[SEEN] == (ENOUGH,) else said[SEEN][0]
    return "\n".join(part for part in (*said.get(HEARD, ()), more) if part)[:LONGEST]


def hear(talk: Talk, text: Text) -> Turn | None:
    """Take what he saw, in his words and without the numbers; anything else as every list does."""
    return hear_words(talk, text, TELLING)


def hear_words(talk: Talk, text: Text, asked: Questionnaire) -> Turn | None:
    """Take typed words for what is seen; a private number is left out, wherever it was typed."""
    if talk.mind.question != SEEN:
        if text.hidden:
            return with_first(asked.ask(talk), talk.say("private.stopped"))
        return asked.hear(talk, text)
    turn = asked.answered(talk, seen(talk), (text.text[:LONGEST],))
    return with_first(turn, talk.say("private.kept_words")) if text.hidden else turn


def tell(talk: Talk) -> Turn:
    """Hand it to the village and the township; where a life may be at stake, the person on duty first."""
    said, saw = talk.mind.answers, words(talk)
    if ALARMED in said:
        return talk.turn(effects=(Tell(said[VILLAGE][0], saw, True),))
    if understand(saw, ()).intent != "urgent":
        return talk.turn(effects=(Tell(said[VILLAGE][0], saw, False),))
    effects = (CallPerson("urgent", urgent=True), Tell(said[VILLAGE][0], saw, True))
    reply = Reply(talk.say("urgent.open"), kind="urgent")
    return talk.turn(reply, effects=effects, answers={**said, ALARMED: ("yes",)})


def told(talk: Talk, event: Told) -> Turn:
    """Say what happens now, that nobody knows who said it, and where a name may be added."""
    done = cleared(talk).on(scene="told", question="", picked=())
    link = Link(done.say("lead.name_page"), event.url)
    text = done.say("lead.told", hours=event.hours)
    return done.turn(Reply(text, done.buttons(done.way_on, "/person"), (link,), kind="receipt"))


def named(talk: Talk, _event: Named) -> Turn:
    """Say that what was added has arrived."""
    return talk.turn(Reply(talk.say("lead.named"), talk.buttons(talk.way_on, "/person"), kind="receipt"))


def _places(talk: Talk) -> tuple[Question, ...]:
    every = tuple(Choice(one.code, one.label) for one in talk.script.villages())
    if len(every) <= MOST_UNITS:
        return (own(talk, PART, VILLAGE, "choice", every),)
    townships = tuple(
        Choice(one.code, one.label) for one in talk.script.townships() if talk.script.villages(one.code)
    )
    first = own(talk, PART, TOWNSHIP, "choice", townships)
    chosen = talk.mind.answers.get(TOWNSHIP, ("",))[0]
    if not chosen:
        return (first,)
    within = tuple(Choice(one.code, one.label) for one in talk.script.villages(chosen))
    return (first, own(talk, PART, VILLAGE, "choice", within))


TELLING = Questionnaire("tell", questions, tell)
SCENE = replace(TELLING.as_scene(), hear=hear, takes_words=True)
