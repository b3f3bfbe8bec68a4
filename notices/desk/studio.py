"""What leaves the house under a draft: its letters in words, and a roster of invented people, by the functions that run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.desk.studio import walk
from casework.rules.asking import day_of
from casework.rules.rehearsal import Act, Rehearsal, aside
from notices.models import Publication
from notices.queries import letterhead
from notices.rules import words
from notices.rules.projection import RIGHT_ALIGNED, Shown, cells, project
from notices.rules.wording import Letter, WordingError, compose, fill
from policies.models import Programme, Unit
from policies.rules.programme import Column, NoticeForm
from policies.studio.personas import households, sample_day
from policies.studio.previews import Sample, register_preview
from policies.studio.touches import Touch, register_touch

NUMBER = "样张"
OFFICE = "某镇人民政府"
VERBS = {
    "acceptance": ("accept",),
    "missing": ("request_missing",),
    "refusal": ("refuse", "decline"),
    "advance": ("propose_change",),
    "decision": ("confirm",),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One letter of the draft: its form, the finished words, or why there are none."""

    form: NoticeForm
    letter: Letter | None
    why_not: str = ""


def register() -> None:
    """Answer when the studio asks."""
    register_touch("notices", hanging)
    register_preview("papers", _("文书"), 60, papers)
    register_preview("roster", _("名册"), 70, roster, household=False)


def hanging(programme: Programme) -> Iterator[Touch]:
    """Count the postings and rosters of a programme; they keep the columns they were put up with."""
    rows = Publication.objects.filter(programme=programme)
    for kind, label in (("posting", _("公示")), ("roster", _("名册"))):
        words_ = _("挂着的不变，下一次贴出来用新的栏目。")
        yield Touch(gettext("贴出来的%(kind)s") % {"kind": label}, rows.filter(kind=kind).count(), words_)


def _office(sample: Sample) -> Unit | None:
    units = Unit.objects.filter(jurisdiction=sample.programme.jurisdiction).select_related("jurisdiction")
    return units.filter(level=Unit.Level.TOWNSHIP).order_by("code").first() or units.first()


def papers(request: HttpRequest, sample: Sample) -> HttpResponse:
    """Show every letter of the draft as it would be written to an invented household."""
    walked = walk(sample.book, sample.persona, sample_day())
    found = [_paper(form, walked, sample) for form in sample.spec.notices]
    shown = {"papers": found, "commitment": _commitment(sample), "sample": sample}
    return render(request, "notices/studio_papers.html", shown)


def _commitment(sample: Sample) -> dict[str, Any] | None:
    """Return what the applicant signs with the application, as the form prints it; None where nothing is asked."""
    form = sample.spec.paper("commitment")
    if form is None:
        return None
    office = _office(sample)
    head = letterhead(office) if office else words.Letterhead(OFFICE)
    said = {
        "name": sample.persona.applicant,
        "programme": sample.spec.name,
        "office": head.office,
        "phone": head.phone,
        "hotline": head.hotline,
        "basis": form.cite.clause,
    }
    try:
        return {"form": form, "lines": fill(form.statement, said), "plain": fill(form.plain, said)}
    except WordingError as error:
        return {"form": form, "why_not": str(error)}


def _paper(form: NoticeForm, walked: Rehearsal, sample: Sample) -> Paper:
    act = _occasion(form.kind, walked, sample)
    if act is None:
        return Paper(form, None, gettext("样件走不到要发这份文书的一步。"))
    office = _office(sample)
    head = letterhead(office) if office else words.Letterhead(OFFICE)
    said = words.words(
        act.facts,
        sample.book,
        form,
        words.Occasion(act.verb, act.data, day_of(act.at)),
        head,
        name=sample.persona.applicant,
        case_number=NUMBER,
        lodged=sample_day(),
    )
    try:
        return Paper(form, compose(form.title, form.body, form.plain, said))
    except WordingError as error:
        return Paper(form, None, str(error))


def _occasion(kind: str, walked: Rehearsal, sample: Sample) -> Act | None:
    """Return the act that calls for a kind of letter: on the road of the sample case, or beside it."""
    base, _, variant = kind.partition("_")
    verbs = ("decide_change",) if base == "decision" and variant else VERBS[base]
    for act in walked.acts:
        if act.verb in verbs:
            return act
    entered = _entered(sample, stop=variant == "stop")
    if verbs == ("decide_change",):
        proposed = aside(walked, "propose_change", sample.book, entered)
        walked = Rehearsal((*walked.acts, proposed), ()) if proposed else walked
    beside = (aside(walked, verb, sample.book, entered) for verb in verbs)
    return next((act for act in beside if act is not None), None)


def _entered(sample: Sample, *, stop: bool) -> dict[str, Any]:
    first = next((one.code for one in sample.spec.materials if one.fetch == "applicant"), "form")
    return {
        "codes": [first],
        "why": "",
        "reason": "家里人均收入高于标准",
        "cause": "家里收入有了变化",
        "stop": stop,
        "to": 10000,
    }


def roster(request: HttpRequest, sample: Sample) -> HttpResponse:
    """Show posting and roster of all invented households, with only the columns that the draft lists."""
    village = Unit.objects.filter(
        jurisdiction=sample.programme.jurisdiction, level=Unit.Level.VILLAGE
    ).first()
    name = village.name if village else "某某村"
    spec = sample.spec
    posting = _table(sample, spec.posting_columns, "review", name)
    standing = _table(sample, spec.roster_columns, "", name)
    title = spec.posting_title or f"{spec.name}公示"
    tables = [(title, posting), (f"{spec.name}名册", standing)]
    return render(request, "notices/studio_roster.html", {"tables": tables, "sample": sample})


def _table(sample: Sample, columns: tuple[Column, ...], subject: str, village: str) -> dict[str, Any]:
    """Return the table in the shape of the board's."""
    pairs = [(column.key, column.label) for column in columns]
    numbers = [column.key in RIGHT_ALIGNED for column in columns]
    labels = [label for _, label in pairs]
    shown = [_shown(sample, columns, subject, village, number) for number in range(len(households()))]
    return {
        "posting": False,
        "columns": [
            {"label": label, "number": number} for label, number in zip(labels, numbers, strict=True)
        ],
        "rows": [
            {
                "serial": serial,
                "cells": list(zip(cells(one, pairs), numbers, labels, strict=True)),
                "name": one.display_name,
            }
            for serial, one in enumerate(shown, start=1)
        ],
    }


def _shown(sample: Sample, columns: tuple[Column, ...], subject: str, village: str, number: int) -> Shown:
    persona = households()[number]
    walked = walk(sample.book, persona, sample_day())
    return project(
        walked.facts,
        sample.spec,
        columns,
        name=persona.applicant,
        birth=walked.facts.members[0].birth,
        village=village,
        subject=subject,
        day=day_of(walked.acts[-1].at),
    )
