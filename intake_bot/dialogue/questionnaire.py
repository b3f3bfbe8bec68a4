"""A list of questions walked one by one, with the way back and nothing asked twice; screener and filing share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from intake_bot.dialogue import answering, asking
from intake_bot.dialogue.events import Text
from intake_bot.dialogue.replies import Turn, token
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.talk import Talk, with_first
from policies.rules.programme import Question


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One list: the scene's name, its questions as the answers stand, what to do after the last one.

    `after` may take over when one answer decides everything (an emergency, a refused consent).
    """

    scene: str
    questions: Callable[[Talk], tuple[Question, ...]]
    finish: Callable[[Talk], Turn]
    after: Callable[[Talk, Question], Turn | None] = lambda _talk, _question: None

    def as_scene(self) -> Scene:
        """Return the list as a scene."""
        return Scene(self.ask, self.choose, self.hear, self.back)

    def ask(self, talk: Talk) -> Turn:
        """Put the current question: the one we stand at, else the first without an answer."""
        questions = self.questions(talk)
        current = next((q for q in questions if q.key == talk.mind.question), None)
        question = current or next((q for q in questions if q.key not in talk.mind.answers), None)
        if question is None:
            return self.finish(talk.on(scene=self.scene, question=""))
        reply = asking.put(talk, question, questions.index(question) + 1, len(questions))
        return talk.turn(reply, scene=self.scene, question=question.key)

    def choose(self, talk: Talk, code: str) -> Turn:
        """Take a button."""
        question = self._current(talk)
        if question is None:
            return self.ask(talk)
        if code == token("why", question.key):
            return with_first(self.ask(talk), asking.why(talk, question))
        if code == token("done", question.key) and talk.mind.picked:
            return self.answered(talk, question, talk.mind.picked)
        raw = asking.read(talk, question, code)
        return self.ask(talk) if raw is None else self._pressed(talk, question, raw)

    def hear(self, talk: Talk, text: Text) -> Turn | None:
        """Take typed words, where they answer the question; a bare number that does not is asked for again."""
        question = self._current(talk)
        if question is None:
            return None
        raw = answering.hear(talk, question, text.text)
        if raw is None:
            misread = answering.is_number(text.text)
            return with_first(self.ask(talk), talk.say("check.misread")) if misread else None
        if len(raw) == 1 and question.type == "place":
            return self._pressed(talk, question, raw)
        return self.answered(talk, question, raw)

    def back(self, talk: Talk) -> Turn:
        """Ask the previous question again; its old answer is forgotten."""
        if not talk.mind.trail:
            return with_first(self.ask(talk), talk.say("check.first"))
        *trail, last = talk.mind.trail
        left = {key: raw for key, raw in talk.mind.answers.items() if key != last}
        return self.ask(talk.on(trail=tuple(trail), answers=left, question=last, picked=()))

    def _current(self, talk: Talk) -> Question | None:
        return next((q for q in self.questions(talk) if q.key == talk.mind.question), None)

    def _pressed(self, talk: Talk, question: Question, raw: tuple[str, ...]) -> Turn:
        (code,) = raw
        if code.startswith("in:"):
            return self.ask(talk.on(picked=raw))
        if question.type == "multi" and code not in ("none", "unknown"):
            return self.ask(talk.on(picked=asking.toggled(talk.mind.picked, code)))
        return self.answered(talk, question, raw)

    def answered(self, talk: Talk, question: Question, raw: tuple[str, ...]) -> Turn:
        """Keep an answer and go on with the next question."""
        if not asking.valid(question, raw):
            return with_first(self.ask(talk.on(picked=())), talk.say("check.misread"))
        told = talk.on(
            answers={**talk.mind.answers, question.key: raw},
            trail=(*talk.mind.trail, question.key),
            question="",
            picked=(),
        )
        return self.after(told, question) or self.ask(told)
