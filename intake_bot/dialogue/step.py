"""The one entrance: `step` takes a conversation and an event and returns what is said and what is to be done."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta

from intake_bot.dialogue import events as e
from intake_bot.dialogue.commands import COMMANDS, run
from intake_bot.dialogue.conversation import Conversation
from intake_bot.dialogue.replies import Reply, Turn, by_number
from intake_bot.dialogue.scene import Scene
from intake_bot.dialogue.scenes import (
    application,
    complaint,
    delegation,
    greeting,
    lead,
    progress,
    sheet,
    telling,
    understanding,
)
from intake_bot.dialogue.script import Script
from intake_bot.dialogue.stage import SCENES, again
from intake_bot.dialogue.talk import Talk, with_first
from intake_bot.dialogue.wording import heard

_ENDING = re.compile(r"[\s。.!]+$")
# A binding code typed by hand, where a channel has no start links.
_CODE = re.compile(r"v_[A-Za-z0-9_-]{12,62}")
LONG_SILENCE = timedelta(hours=12)


def step(conversation: Conversation, event: e.Event, script: Script, now: datetime) -> Turn:
    """Take one event and return the next conversation, the replies, and the effects to carry out.

    `now` is aware, in Asia/Shanghai. Effects that are answered (`Disclose`, `Handover`, …) come back as
    events of their own, to be stepped in the same transaction.
    """
    talk = Talk(conversation, script, now)
    turn = _react(talk, event) if script.programmes else greeting.unready(talk)
    offered = next((reply.choices for reply in reversed(turn.replies) if reply.choices), None)
    mind = replace(turn.conversation, spoke_at=now)
    return replace(turn, conversation=mind if offered is None else replace(mind, offered=offered))


def _react(talk: Talk, event: e.Event) -> Turn:
    match event:
        case e.Text():
            return _hear(talk, event)
        case e.Chosen():
            return _choose(talk, event.code)
        case e.Command():
            return run(talk, event.name)
        case e.Start():
            return _start(talk, event.payload)
        case e.Unreadable():
            return _unreadable(talk, event.kind)
    return _answered(talk, event)


def _answered(talk: Talk, event: e.Event) -> Turn:
    """Take the house's answer to an effect."""
    match event:
        case e.Disclosed():
            return sheet.given(talk, event)
        case e.LinkMade():
            return _link(talk, event)
        case e.Lodged():
            return progress.receipt(talk, event)
        case e.Tracked():
            return progress.show(talk, event)
        case e.Complained():
            return complaint.written(talk, event)
        case e.Postponed():
            return complaint.postponed(talk)
        case e.Objected():
            return complaint.objected(talk, event)
        case e.Told() | e.Reported() | e.Named():
            return _lead(talk, event)
        case e.Bound():
            return delegation.bound(talk, event)
    assert isinstance(event, e.Refused)
    return _refused(talk, event)


def _link(talk: Talk, event: e.LinkMade) -> Turn:
    return lead.link_made(talk, event) if event.purpose == "lead" else application.link_made(talk, event)


def _lead(talk: Talk, event: e.Told | e.Reported | e.Named) -> Turn:
    """Take the house's answer about a household in need."""
    if isinstance(event, e.Told):
        return telling.told(talk, event)
    return lead.reported(talk, event) if isinstance(event, e.Reported) else telling.named(talk, event)


def _refused(talk: Talk, event: e.Refused) -> Turn:
    lines = (talk.say("refused.open", reason=event.reason), event.clause, talk.say("refused.next"))
    reply = Reply(
        "\n".join(line for line in lines if line), talk.buttons(talk.way_on, "/person"), kind="refusal"
    )
    return talk.turn(reply)


def _hear(talk: Talk, text: e.Text) -> Turn:
    words = unicodedata.normalize("NFKC", text.text).strip()
    scene = SCENES.get(talk.mind.scene)
    if text.hidden and not (scene and scene.takes_words):
        return _hidden(talk)
    match named(talk, words):
        case "button", code:
            return _choose(talk, code)
        case "code", code:
            return _start(talk, code)
        case "command", command:
            return run(talk, command)
    heard = scene.hear(talk, replace(text, text=words)) if scene and words else None
    return heard or understanding.hear(talk, words)


def named(talk: Talk, words: str) -> tuple[str, str]:
    """Return what typed words name exactly: a `button`, a binding `code` or a `command`, and which; else nothing."""
    if code := _labelled(talk, words):
        return "button", code
    if _CODE.fullmatch(words):
        return "code", words
    if command := _command(talk, words):
        return "command", command
    if code := by_number(talk.mind.offered, words):
        return "button", code
    return "", ""


def _hidden(talk: Talk) -> Turn:
    """Answer a private number: it was not kept; here is the page where it is safe."""
    lines = [talk.say("private.stopped")]
    if talk.script.channel.deletes:
        lines.append(talk.say("private.deleted"))
    if talk.mind.disclosure:
        return with_first(application.hand_over(talk), "\n".join(lines))
    lines.append(talk.say("private.link"))
    link = talk.page("label.form", "/apply/")
    return talk.turn(Reply("\n".join(lines), talk.buttons(talk.way_on, "/person"), (link,), kind="private"))


def _command(talk: Talk, words: str) -> str:
    """Return the command that typed words name exactly (`/help`, 帮助, help), or nothing."""
    said = _ENDING.sub("", words.lower())
    if said.startswith("/"):
        name = said[1:].partition(" ")[0].partition("@")[0]
        return name if name in COMMANDS else "help"
    for language in (talk.mind.language, "zh-hans", "en"):
        if name := heard(language).get(said, ""):
            return name
    return ""


def _labelled(talk: Talk, words: str) -> str:
    """Return the code of the button whose very words were typed, or nothing."""
    labels = {
        unicodedata.normalize("NFKC", button.label).removeprefix("✔ "): button.code
        for button in talk.mind.offered
    }
    return labels.get(words, "")


def _choose(talk: Talk, code: str) -> Turn:
    if code.startswith("/"):
        return run(talk, code[1:])
    scene: Scene | None = SCENES.get(talk.mind.scene)
    if scene is None or code not in {button.code for button in talk.mind.offered}:
        return with_first(again(talk), talk.say("stale.open"))
    return scene.choose(talk, code)


def _start(talk: Talk, payload: str) -> Turn:
    kind, _, rest = payload.partition("_")
    match kind:
        case "v" if rest:
            return delegation.bind(talk, rest)
        case "t" if rest:
            return _page(talk, "status.page", f"/t/{rest}/")
        case "m" if rest:
            return _page(talk, "sheet.page", f"/m/{rest}/")
        case "p" if rest:
            return complaint.objection(talk, rest)
    if _left_open(talk):
        return with_first(again(talk), talk.say("greeting.later"))
    return delegation.menu(talk) if talk.mind.is_officer else greeting.start_again(talk)


def _left_open(talk: Talk) -> bool:
    """Say whether somebody comes back after long to a question that still waits."""
    last = talk.mind.spoke_at
    return bool(talk.mind.question and last and talk.now - last >= LONG_SILENCE)


def _page(talk: Talk, label: str, path: str) -> Turn:
    return talk.turn(
        Reply(talk.say("greeting.later"), talk.buttons("/status", "/start"), (talk.page(label, path),))
    )


def _unreadable(talk: Talk, kind: str) -> Turn:
    key = f"file.{kind}" if talk.has(f"file.{kind}") else "file.other"
    safe = talk.mind.disclosure and kind in ("photo", "document")
    if safe:
        return with_first(application.hand_over(talk), talk.say(key))
    links = (talk.page("label.form", "/apply/"),) if kind in ("photo", "document") else ()
    lines = [talk.say(key), *(talk.say("file.link") for _ in links)]
    return talk.turn(Reply("\n".join(lines), talk.buttons(talk.way_on, "/person"), links, kind="private"))
