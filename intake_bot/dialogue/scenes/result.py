"""After the questions: a direction with its reasons, source and date; it never says who qualifies."""

from __future__ import annotations

from intake_bot.dialogue.replies import Reply, Turn
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.scenes import answers, sheet
from intake_bot.dialogue.talk import Talk
from policies.rules import screening

NEXT = {
    "A": (("sheet", "materials"), ("apply", "apply"), ("village", "village")),
    "B": (("sheet", "materials"), ("apply", "apply_anyway"), ("call", "call")),
    "C": (("call", "call"), ("sheet", "materials"), ("apply", "apply")),
}


def show(talk: Talk) -> Turn:
    """Say which way the answers point."""
    programme = talk.programme
    outcome = screening.outcome(
        programme.spec,
        answers.known(talk),
        standard=programme.standard_in(answers.home(talk)),
        programmes=talk.script.codes(),
    )
    lines = [_direction(talk, outcome), *_others(talk, outcome), answers.limit(talk), talk.say("result.last")]
    reply = Reply(
        "\n".join(line for line in (*lines, _source(talk)) if line),
        (
            *(talk.button(code, label) for code, label in NEXT[outcome.shape]),
            *talk.buttons("/person", "/start"),
        ),
        (talk.page("answer.policy_page", programme.url or "/policy/"),),
        kind=f"result-{outcome.shape}",
    )
    return talk.turn(reply, scene="result", question="")


def choose(talk: Talk, code: str) -> Turn:
    """Go on to the list, to the application, to the village or to a person."""
    match code:
        case "sheet":
            return sheet.give(talk)
        case "apply":
            return sheet.give(talk, then_apply=True)
        case "village":
            return answers.village(talk)
        case "call":
            return answers.call_me(talk)
    return show(talk)


def _direction(talk: Talk, outcome: screening.Outcome) -> str:
    spec = talk.programme.spec
    reasons = "、".join(_reason(talk, reason) for reason in outcome.reasons)
    return talk.say(f"result.{outcome.shape}", short=spec.short, summary=spec.summary, reasons=reasons)


def _reason(talk: Talk, reason: screening.Reason) -> str:
    return reason.words or talk.say("result.income")


def _others(talk: Talk, outcome: screening.Outcome) -> tuple[str, ...]:
    current = talk.programme.spec.code
    named = (talk.script.named(code) for code in outcome.others if code != current)
    names = "、".join(one.spec.short for one in named if one)
    return (talk.say("result.others", names=names),) if names else ()


def _source(talk: Talk) -> str:
    programme = talk.programme
    step = programme.spec.step("lodge") or programme.spec.step("disclose")
    return talk.say(
        "result.source",
        title=programme.spec.source.title,
        clause=step.cite.clause if step else "",
        day=_day(talk),
    )


def _day(talk: Talk) -> str:
    return talk.script.words(talk.mind.language).full_day(talk.programme.version_day)


SCENE = Scene(show, choose)
