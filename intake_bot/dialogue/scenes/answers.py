"""Short answers to what people ask, made from the programme and the office; and reading what was answered."""

from __future__ import annotations

from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.effects import Handover
from intake_bot.dialogue.replies import Reply, Turn
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.script import Unit
from intake_bot.dialogue.talk import Talk
from policies.rules import screening
from policies.rules.money import spoken

TOPICS = ("/check", "/materials", "/apply", "/status", "/tell", "/complain", "/person")


def known(talk: Talk) -> dict[str, screening.Answer]:
    """Return the answers in the shared screener's form; what no longer fits its question is left out."""
    found: dict[str, screening.Answer] = {}
    for question in talk.programme.spec.questions:
        raw = talk.mind.answers.get(question.key)
        if raw is None:
            continue
        try:
            found[question.key] = screening.read_answer(question, raw)
        except screening.AnswerError:
            continue
    return found


def topics(talk: Talk) -> Turn:
    """Offer what this window can do."""
    return talk.turn(Reply(talk.say("greeting.again"), talk.buttons(*TOPICS)), scene="topics", question="")


def plain(talk: Talk, key: str, *codes: str) -> Turn:
    """Say one stored sentence, with ways on; the scene we came from waits behind `continue`."""
    return talk.turn(Reply(talk.say(key), _ways(talk, *codes)))


def free(talk: Talk) -> Turn:
    """It costs nothing."""
    return plain(talk, "answer.free", "/complain", "/check")


def how_long(talk: Talk) -> Turn:
    """Say the limit of the law, where the place states one."""
    return talk.turn(
        Reply(limit(talk) or talk.say("answer.howlong_unknown"), _ways(talk, "/status", "/check"))
    )


def limit(talk: Talk) -> str:
    """Return the sentence with the whole limit, or nothing where the document is silent."""
    spec = talk.programme.spec
    clock = spec.clock("whole")
    if clock is None or clock.limit is None:
        return ""
    unit = talk.say(f"unit.{clock.unit}")
    return talk.say("answer.howlong", short=spec.short, limit=clock.limit, unit=unit)


def amount(talk: Talk) -> Turn:
    """Say the local standard, where it is on record; never what somebody would get.

    Where it differs within the place and the village is not known yet, each part is named with its own.
    """
    programme, unit = talk.programme, home(talk)
    standard = programme.standard_in(unit)
    if unit is None and programme.local:
        parts = "、".join(f"{one.where} {spoken(one.fen)}" for one in programme.local)
        text = talk.say("answer.amount", yuan=parts)
    elif standard is None:
        text = talk.say("answer.amount_unknown")
    else:
        text = talk.say("answer.amount", yuan=spoken(standard))
    return talk.turn(Reply(text, _ways(talk, "/check", "/person")))


def home(talk: Talk) -> Unit | None:
    """Return the village that was answered, or None where it is not known."""
    return talk.script.unit(talk.mind.answers.get("village", ("",))[0])


def policy(talk: Talk) -> Turn:
    """Show the way to the policy pages."""
    address = talk.programme.url or "/policy/"
    link = talk.page("answer.policy_page", address)
    return talk.turn(Reply(talk.say("answer.policy"), _ways(talk, "/check", "/materials"), (link,)))


def village(talk: Talk) -> Turn:
    """Say how the village files for somebody."""
    return plain(talk, "result.village", "/materials", "/person")


def person(talk: Talk) -> Turn:
    """Give the telephone, and offer to be called."""
    key = "person.phone" if talk.script.office.hotline else "person.no_phone"
    return talk.aside().turn(Reply(talk.say(key).strip(), _ways(talk, "call")), scene="person")


def call_me(talk: Talk) -> Turn:
    """Make the page on which a telephone number may be left."""
    return talk.turn(effects=(Handover("call", {"reason": "person"}),))


def _choose(talk: Talk, code: str) -> Turn:
    return call_me(talk) if code == "call" else topics(talk)


def _ways(talk: Talk, *codes: str) -> tuple[Button, ...]:
    return talk.buttons(*codes, talk.way_on)


TOPICS_SCENE = Scene(topics, _choose)
PERSON = Scene(person, _choose)
