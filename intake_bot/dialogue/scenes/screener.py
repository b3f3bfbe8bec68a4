"""At most six questions, in the programme's words, without a name; then a direction, never a verdict."""

from __future__ import annotations

from intake_bot.dialogue.questionnaire import Questionnaire
from intake_bot.dialogue.replies import Reply, Turn
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.scenes import answers, result, urgent
from intake_bot.dialogue.script import MOST_QUESTIONS
from intake_bot.dialogue.talk import Talk
from policies.rules import screening
from policies.rules.programme import Question


def questions(talk: Talk) -> tuple[Question, ...]:
    """Return the screener's questions as the answers stand."""
    return screening.questions(talk.programme.spec, answers.known(talk))[:MOST_QUESTIONS]


def intro(talk: Talk) -> Turn:
    """Say what is coming and let the person begin, read first, or say that it is something else."""
    programme = talk.programme
    text = talk.say("check.intro", short=programme.spec.short, count=len(questions(talk.on(answers={}))))
    reply = Reply(text, talk.buttons("begin", "/policy", "notthis"))
    return talk.turn(reply, scene="intro", programme=programme.spec.code, question="", trail=(), picked=())


def begin(talk: Talk) -> Turn:
    """Put the first question; earlier answers are forgotten."""
    return SCREENER.ask(talk.on(answers={}, trail=(), question="", picked=(), disclosure="", papers=()))


def choose_intro(talk: Talk, code: str) -> Turn:
    """Begin, or go back to the trouble."""
    if code == "begin":
        return begin(talk)
    return answers.topics(talk.on(programme="", trouble=""))


def _after(talk: Talk, question: Question) -> Turn | None:
    if question.key == "urgent" and talk.mind.answers["urgent"] == ("yes",):
        return urgent.open_case(talk)
    return None


SCREENER = Questionnaire("screener", questions, result.show, _after)
SCENE = SCREENER.as_scene()
INTRO = Scene(intro, choose_intro)
