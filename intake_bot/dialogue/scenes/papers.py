"""One paper is hard to get: four honest exits (remind me, where, cannot, does not apply)."""

from __future__ import annotations

from datetime import datetime, timedelta

from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.effects import Remind
from intake_bot.dialogue.events import Text
from intake_bot.dialogue.replies import Reply, Turn, token
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.talk import Talk, with_first

EXITS = ("tomorrow", "where", "cannot", "notours", "sheet")
MORNING = 9
LONGEST_REASON = 200


def pick(talk: Talk) -> Turn:
    """Ask which paper."""
    choices = tuple(Button(token("paper", paper.code), paper.label) for paper in talk.mind.papers)
    reply = Reply(talk.say("sheet.pick"), (*choices, talk.button("sheet"), talk.button("/start")))
    return talk.turn(reply, scene="papers", question="")


def choose(talk: Talk, code: str) -> Turn:
    """Show the four exits of a paper, or take one of them."""
    for paper in talk.mind.papers:
        if code == token("paper", paper.code):
            return _exits(talk, paper)
    current = _current(talk)
    if code == "sheet" or current is None:
        return _to_sheet(talk)
    return _take_exit(talk, current, code)


def _take_exit(talk: Talk, paper: Button, code: str) -> Turn:
    match code:
        case "tomorrow":
            return _done(talk, talk.say("sheet.tomorrow"), Remind(_tomorrow(talk), _reminder(talk, paper)))
        case "where":
            return _done(talk, _where(talk, paper))
        case "notours":
            return _done(_excused(talk, paper, talk.say("label.notours")), talk.say("sheet.notours_done"))
        case "cannot":
            reply = Reply(talk.say("sheet.cannot_ask"), talk.buttons("sheet"))
            return talk.turn(reply, scene="cannot")
    return _exits(talk, paper)


def hear_reason(talk: Talk, text: Text) -> Turn:
    """Keep the sentence that says why a paper cannot be had; it goes along with the application."""
    paper = _current(talk)
    if paper is None:
        return pick(talk)
    turn = _done(_excused(talk, paper, text.text[:LONGEST_REASON]), talk.say("sheet.cannot_done"))
    material = talk.programme.spec.material(paper.code)
    if material and material.substitutes:
        turn = with_first(turn, talk.say("sheet.cannot_instead", text="、".join(material.substitutes)))
    return with_first(turn, talk.say("private.kept_words")) if text.hidden else turn


def _exits(talk: Talk, paper: Button) -> Turn:
    reply = Reply(talk.say("sheet.hard", name=paper.label), talk.buttons(*EXITS))
    return talk.turn(reply, scene="papers", question=paper.code)


def _current(talk: Talk) -> Button | None:
    return next((paper for paper in talk.mind.papers if paper.code == talk.mind.question), None)


def _done(talk: Talk, text: str, *effects: Remind) -> Turn:
    reply = Reply(text, talk.buttons("sheet", "apply", "/person"))
    return talk.turn(reply, effects=effects, scene="sheet", question="")


def _excused(talk: Talk, paper: Button, why: str) -> Talk:
    return talk.on(excused={**talk.mind.excused, paper.code: why})


def _where(talk: Talk, paper: Button) -> str:
    material = talk.programme.spec.material(paper.code)
    if material is None or not material.where:
        return talk.say("sheet.where_unknown", name=paper.label)
    return talk.say("sheet.where_answer", name=paper.label, text=material.where)


def _tomorrow(talk: Talk) -> datetime:
    return (talk.now + timedelta(days=1)).replace(hour=MORNING, minute=0, second=0, microsecond=0)


def _reminder(talk: Talk, paper: Button) -> str:
    return talk.say("sheet.reminder", name=paper.label)


def _to_sheet(talk: Talk) -> Turn:
    return _done(talk, talk.say("sheet.number", number=talk.mind.sheet_number))


SCENE = Scene(pick, choose, back=_to_sheet)
CANNOT = Scene(pick, choose, hear_reason, back=pick, takes_words=True)
