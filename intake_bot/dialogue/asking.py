"""One question at a time: how it is put, which answers fit, and the way back. The same for every list."""

from __future__ import annotations

from dataclasses import replace

from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.replies import Reply, token
from intake_bot.dialogue.talk import Talk
from policies.rules import screening
from policies.rules.programme import Choice, Cite, Question

AWAY = "away"
MOST_UNITS = 24  # more than that and the township is asked first
SMALL_NUMBERS = 6
MANDATORY = (
    "related",
    "evidence",
    "reason",
    "authorised",
    "kin",
    "lead_township",
    "lead_village",
    "lead_related",
    "lead_urgent",
    "lead_seen",
)


def own(talk: Talk, part: str, key: str, kind: str, choices: tuple[Choice, ...] | None = None) -> Question:
    """Return a question of the chat's own, worded under `<part>.<key>`; without choices, with those written there."""
    start = f"{part}.{key}"
    label, ask, why = (talk.say(f"{start}.{word}") for word in ("label", "ask", "why"))
    if choices is None:
        codes = talk.script.words(talk.mind.language).keys(f"{start}.choices")
        choices = tuple(Choice(code, talk.say(f"{start}.choices.{code}")) for code in codes)
    return Question(key, part, label, ask, why, kind, choices, "open", None, Cite())


def put(talk: Talk, question: Question, number: int, total: int) -> Reply:
    """Return the question as a message with its choices and the ways out."""
    lines = [talk.say("check.progress", number=number, total=total), question.ask]
    if question.type == "multi":
        lines.append(talk.say("check.several"))
    elif question.type == "number":
        lines.append(talk.say("check.typed_number"))
    elif not answers(talk, question):
        lines.append(talk.say("check.typed_words"))
    elif question.type == "place" and not _flat(talk) and not _township(talk):
        lines.append(talk.say("check.more_units"))
    return Reply("\n".join(lines), (*_marked(talk, question), *_ways(talk, question)), kind="question")


def answers(talk: Talk, question: Question) -> tuple[Button, ...]:
    """Return the choices of a question: raw code and label, in order."""
    if question.type == "place":
        return (*_places(talk), Button(AWAY, talk.say("check.away")))
    if question.type == "number":
        return tuple(Button(str(number), str(number)) for number in range(1, SMALL_NUMBERS + 1))
    found = tuple(Button(choice.code, choice.label) for choice in question.choices)
    if question.type == "yesno" and not found:
        return (Button("yes", talk.say("label.yes")), Button("no", talk.say("label.no")))
    if question.type == "multi" and question.key not in MANDATORY:
        known = {choice.code for choice in question.choices}
        return found if screening.NOTHING in known else (*found, Button("none", talk.say("label.none")))
    return found


def read(talk: Talk, question: Question, code: str) -> tuple[str, ...] | None:
    """Return the raw answer behind a button's code, or None when the code is not one of its answers."""
    for choice in answers(talk, question):
        if code == token("a", question.key, choice.code):
            return (choice.code,)
    if code == token("unknown", question.key) and question.key not in MANDATORY:
        return (screening.UNKNOWN,)
    return None


def toggled(picked: tuple[str, ...], code: str) -> tuple[str, ...]:
    """Return the picked codes with one more, or with one taken back."""
    return tuple(item for item in picked if item != code) if code in picked else (*picked, code)


def why(talk: Talk, question: Question) -> str:
    """Say why the question is asked."""
    return talk.say("check.reason", why=question.why) if question.why else talk.say("check.no_reason")


def valid(question: Question, raw: tuple[str, ...]) -> bool:
    """Say whether a raw answer is one the shared screener accepts (a place is checked against the units)."""
    if question.type in ("place", "text", "money"):
        return bool(raw)
    try:
        screening.read_answer(question, raw)
    except screening.AnswerError:
        return False
    return True


def _marked(talk: Talk, question: Question) -> tuple[Button, ...]:
    return tuple(
        Button(
            token("a", question.key, choice.code),
            f"✔ {choice.label}" if choice.code in talk.mind.picked else choice.label,
        )
        for choice in answers(talk, question)
    )


def _ways(talk: Talk, question: Question) -> tuple[Button, ...]:
    ways = []
    if question.type == "multi" and talk.mind.picked:
        ways.append(talk.button(token("done", question.key), "done"))
    if question.key not in MANDATORY and not _says_unknown(question):
        ways.append(talk.button(token("unknown", question.key), "unknown"))
    if talk.mind.trail:
        ways.append(talk.button("/back"))
    ways.append(talk.button(token("why", question.key), "why"))
    return tuple(ways)


def _says_unknown(question: Question) -> bool:
    return any(choice.code == screening.UNKNOWN for choice in question.choices)


def _flat(talk: Talk) -> bool:
    return len(talk.script.villages()) <= MOST_UNITS


def _township(talk: Talk) -> str:
    return next((code.removeprefix("in:") for code in talk.mind.picked if code.startswith("in:")), "")


def _places(talk: Talk) -> tuple[Button, ...]:
    if _flat(talk):
        return talk.script.villages()
    if township := _township(talk):
        return talk.script.villages(township)
    return tuple(replace(unit, code=f"in:{unit.code}") for unit in talk.script.townships())
