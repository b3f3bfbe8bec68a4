"""What casework tells the programme studio: running cases a change touches, and a sample case with its clocks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from casework.models import Case
from casework.models.case import STAGES
from casework.rules.asking import day_of
from casework.rules.rehearsal import Rehearsal, member, named, rehearse
from policies.models import Programme
from policies.rules import money
from policies.rules.rulebook import RuleBook
from policies.studio.personas import Persona, register_rehearsal, sample_day
from policies.studio.previews import Sample, register_preview
from policies.studio.touches import Touch, register_touch

MONTHS = 12
# In Chinese whatever the editor reads: what was agreed to is compared with what a draft does today.
ACT_NAMES = {
    "intend": gettext_noop("表明意愿、授权核对"),
    "submit": gettext_noop("提出申请"),
    "accept": gettext_noop("受理"),
    "request_check": gettext_noop("发起核对"),
    "check_report": gettext_noop("核对报告"),
    "visit": gettext_noop("入户调查"),
    "first_opinion": gettext_noop("初审"),
    "post": gettext_noop("公示"),
    "panel": gettext_noop("集体研究"),
    "file_plan": gettext_noop("报备方案"),
    "confirm": gettext_noop("审批"),
}


def register() -> None:
    """Answer when the studio asks."""
    register_touch("casework", running_cases)
    register_rehearsal("casework", outcome)
    register_preview("clock", gettext_lazy("样件时限"), 50, clock)


def running_cases(programme: Programme) -> Iterator[Touch]:
    """Count the open cases of a programme by stage; they keep the version they were accepted under."""
    rows = Case.objects.filter(programme=programme, open=True).order_by("stage")
    counts = dict(rows.values_list("stage").annotate(Count("pk")))
    accepted = gettext("已经受理的，还用原来那一版。")
    before = gettext("还没有受理的，受理那天哪一版施行就用哪一版。")
    for stage, label in STAGES:
        words = before if stage in ("draft", "taken", "submitted", "returned") else accepted
        yield Touch(
            gettext("在办的件：%(stage)s") % {"stage": label},
            counts.get(stage, 0),
            words,
            f"{reverse('desk_cases')}?stage={stage}",
        )


def walk(book: RuleBook, persona: Persona, day: date) -> Rehearsal:
    """Walk an invented household through a rule book."""
    members = [
        member(
            number,
            person["age"],
            day,
            disability=person.get("disability", ""),
            registered=person.get("registered", ""),
        )
        for number, person in enumerate(persona.members, start=1)
    ]
    return rehearse(book, members, persona.facts, Fraction(persona.income) * MONTHS, day)


def outcome(book: RuleBook, persona: Persona, day: date) -> dict[str, Any]:
    """Return steps, dates and amount of a household for the studio's table."""
    walked = walk(book, persona, day)
    found: dict[str, Any] = {"steps": [ACT_NAMES[verb] for verb, _ in named(walked)]}
    found["dates"] = {
        one.label: str(day_of(one.due) if isinstance(one.due, datetime) else one.due) for one in walked.clocks
    }
    if walked.stuck:
        found["steps"].append(f"走不下去：{walked.stuck}")
    amount = walked.facts.benefit.amount if walked.facts.benefit else None
    found["amount"] = "" if not amount else f"{money.typed(amount)} 元"
    return found


def clock(request: HttpRequest, sample: Sample) -> HttpResponse:
    """Show the sample case of a household with its clocks, counted by the rules that run."""
    day = sample_day()
    walked = walk(sample.book, sample.persona, day)
    shown = {
        "sample": sample,
        "day": day,
        "acts": [(gettext(ACT_NAMES[verb]), when) for verb, when in named(walked)],
        "clocks": walked.clocks,
        "stuck": walked.stuck,
    }
    return render(request, "policies/studio/clock.html", shown)
