"""What the chat shows the programme studio: a talk about the draft, line by line by the dialogue that runs."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.rules.asking import SHANGHAI
from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from intake_bot.dialogue.rehearsal import Said, rehearse
from intake_bot.dialogue.scenes.household import MINORS
from intake_bot.dialogue.script import Programme
from intake_bot.queries import script_for
from intake_bot.transcript import Line, as_line
from policies.rules import screening
from policies.rules.disclosure import checklist
from policies.rules.programme import Question
from policies.studio.personas import Persona
from policies.studio.previews import Sample, register_preview


def register() -> None:
    """Answer when the studio asks."""
    register_preview("chat", _("聊天机器人里"), 30, chat)


def chat(request: HttpRequest, sample: Sample) -> HttpResponse:
    """Show the talk of an invented household about the draft; nothing of it is stored or sent."""
    now = timezone.now().astimezone(SHANGHAI)
    script = script_for("web", now)
    draft = Programme(
        spec=sample.spec,
        version_day=sample.version.effective_from,
        standard=sample.book.parameters.fen("standard", sample.version.effective_from),
    )
    others = tuple(one for one in script.programmes if one.spec.code != sample.spec.code)
    said = rehearse(
        replace(script, programmes=(draft, *others)),
        sample.spec.code,
        {question.key: _answer(question, sample.persona) for question in sample.spec.questions}
        | {MINORS: (str(sum(person["minor"] for person in sample.persona.household()[1])),)},
        lambda effect: _given(effect, sample),
        now,
    )
    lines = [_line(number, one) for number, one in enumerate(said)]
    return render(request, "chat/chat.html", {"lines": lines, "choices": (), "nonce": "", "waiting": False})


def _line(number: int, said: Said) -> Line:
    if said.reply is None:
        return Line(f"r{number}", True, said.words)
    return replace(as_line(f"r{number}", said.reply), choices=())


def _given(effect: f.Disclose, sample: Sample) -> e.Event:
    """Answer the talk with the list this household gets; it has no number, because nobody was told."""
    found = checklist(sample.spec, *sample.persona.household())
    papers = tuple(
        e.Paper(
            item.code, item.name, item.group, item.why, item.where, item.without, item.substitutes, item.count
        )
        for item in found.items
    )
    return e.Disclosed(
        id="sample",
        number="样张",
        url="/policy/",
        papers=papers,
        not_needed=tuple(proof.name for proof in found.banned),
        version_day=sample.version.effective_from,
        source=sample.version.source_title,
    )


def _answer(question: Question, persona: Persona) -> tuple[str, ...]:
    """Return what the household would press, as far as it is known."""
    facts, _ = persona.household()
    if question.key == "urgent":
        return ("no",)
    if question.key == "members":
        return _members(question, len(persona.members))
    if question.type == "multi":
        return tuple(choice.code for choice in question.choices if facts.get(choice.code)) or ("none",)
    if question.type == "yesno":
        return ("yes" if facts.get(question.key) else "no",)
    if question.key == "monthly_income_band":
        return tuple(choice.code for choice in question.choices if _within(choice.code, persona.income))[:1]
    return ()


def _members(question: Question, count: int) -> tuple[str, ...]:
    codes = [choice.code for choice in question.choices]
    return (str(count),) if not codes or str(count) in codes else (codes[-1],)


def _within(band: str, income: str) -> bool:
    low, high = screening.income_band(band)
    return low is not None and low <= int(income) and (high is None or int(income) <= high)
