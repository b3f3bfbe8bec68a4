"""The one-time disclosure in the chat: a numbered frozen receipt as one message, and its page to print."""

from __future__ import annotations

from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.events import Disclosed, Paper
from intake_bot.dialogue.replies import LONGEST_TEXT, Link, Reply, Turn
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.scenes import application, household, papers
from intake_bot.dialogue.talk import Talk

ROOM = LONGEST_TEXT - 400  # for the address, the buttons of poor channels and a sentence in front


def give(talk: Talk, *, then_apply: bool = False) -> Turn:
    """Give the receipt, after what still selects a paper; a chat that already holds one is shown that one again."""
    if talk.mind.disclosure:
        return application.begin(talk) if then_apply else have(talk)
    return household.HOUSEHOLD.ask(talk.on(question="", trail=(), picked=()))


def given(talk: Talk, event: Disclosed) -> Turn:
    """Show the receipt that now exists."""
    told = talk.on(
        scene="sheet",
        question="",
        disclosure=event.id,
        sheet_number=event.number,
        sheet_url=event.url,
        papers=tuple(Button(paper.code, paper.name) for paper in event.papers if paper.fetch == "applicant"),
    )
    reply = Reply(card(talk, event), _ways(told), _links(talk, event.url), kind="card")
    return told.turn(reply)


def have(talk: Talk) -> Turn:
    """Point to the receipt that was given; it never changes."""
    text = f"{talk.say('sheet.have')}\n{talk.say('sheet.number', number=talk.mind.sheet_number)}"
    links = _links(talk, talk.mind.sheet_url)
    return talk.turn(Reply(text, _ways(talk), links, kind="card"), scene="sheet", question="")


def choose(talk: Talk, code: str) -> Turn:
    """Apply, or look at one paper that is hard to get."""
    match code:
        case "apply" | "form":
            return application.begin(talk)
        case "trouble":
            return papers.pick(talk)
    return have(talk)


def card(talk: Talk, event: Disclosed) -> str:
    """Write the receipt as one text of at most 4096 characters; a longer one points to its page."""
    lines = [talk.say("sheet.title")]
    for fetch in ("applicant", "signed", "shared"):
        lines += _group(talk, fetch, tuple(paper for paper in event.papers if paper.fetch == fetch))
    if event.not_needed:
        lines += ["", talk.say("sheet.not_needed"), *(f"· {name}" for name in event.not_needed)]
    foot = ["", talk.say("sheet.stuck"), *_foot(talk, event)]
    text, end = "\n".join(lines), "\n".join(foot)
    if len(text) + len(end) > ROOM:
        text = f"{text[: ROOM - len(end) - 60].rsplit(chr(10), 1)[0]}\n{talk.say('sheet.cut')}"
    return f"{text}\n{end}"


def _group(talk: Talk, fetch: str, found: tuple[Paper, ...]) -> list[str]:
    if not found:
        return []
    lines = ["", talk.say(f"sheet.{fetch}", count=len(found))]
    if fetch == "shared":
        return [*lines, " · ".join(paper.name for paper in found)]
    for number, paper in enumerate(found, start=1):
        times = talk.say("sheet.times", name=paper.name, count=paper.count)
        lines.append(f"{number}. {times if paper.count > 1 else paper.name}")
        lines += (f"   {line}" for line in _details(talk, paper))
    return lines


def _details(talk: Talk, paper: Paper) -> tuple[str, ...]:
    instead = "、".join(paper.substitutes)
    pairs = (("why", paper.why), ("where", paper.where), ("without", paper.without), ("instead", instead))
    return tuple(talk.say(f"sheet.{key}", text=text) for key, text in pairs if text)


def _foot(talk: Talk, event: Disclosed) -> tuple[str, ...]:
    words = talk.script.words(talk.mind.language)
    found = [talk.say("sheet.number", number=event.number)]
    if event.version_day:
        found.append(talk.say("sheet.version", day=words.full_day(event.version_day)))
    if event.source:
        found.append(talk.say("sheet.source", title=event.source))
    return tuple(found)


def _links(talk: Talk, url: str) -> tuple[Link, ...]:
    return Link(talk.say("sheet.page"), url), Link(talk.say("sheet.paper"), f"{url}sheet.pdf")


def _ways(talk: Talk) -> tuple[Button, ...]:
    codes = ("apply", "trouble", "/person", "/start") if talk.mind.papers else ("apply", "/person", "/start")
    return talk.buttons(*codes)


SCENE = Scene(have, choose)
