"""What the web door shows the programme studio: the page, the form and the A4 sheet of a draft, by its own functions."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models import Disclosure
from front.forms.questions import QuestionsForm
from front.models import ApplicationDraft
from front.queries import villages
from front.views.disclosure import sheet_page
from front.views.policy import programme_page
from policies.models import Programme, Unit
from policies.queries import LiveRules
from policies.rules.disclosure import checklist
from policies.studio.previews import Sample, register_preview
from policies.studio.touches import Touch, register_touch

SAMPLE = "样张"


def register() -> None:
    """Answer when the studio asks."""
    register_touch("front", unfinished)
    register_preview("page", _("网页上"), 10, page, household=False)
    register_preview("form", _("表单"), 20, form, household=False)
    register_preview("sheet", _("明白纸(A4)"), 40, sheet)


def unfinished(programme: Programme) -> Iterator[Touch]:
    """Count the applications somebody is filling in."""
    rows = ApplicationDraft.objects.filter(
        place=programme.jurisdiction.code, programme=programme.code, case=None
    )
    yield Touch(_("正在填的申请"), rows.count(), _("接着填的时候看到新的问题；已经给过的清单不变。"))


def page(request: HttpRequest, sample: Sample) -> HttpResponse:
    """Show the programme's page as it will stand in the library."""
    days = sample.book.parameters.get("posting_days", sample.spec.effective_from)
    rules = LiveRules(sample.programme, sample.version, sample.spec, checklist(sample.spec, None), days)
    return programme_page(request, rules, sample.version)


def form(request: HttpRequest, sample: Sample) -> HttpResponse:
    """Show every question as the site asks it, the screener's first."""
    parts = [
        (title, QuestionsForm([one for one in sample.spec.questions if one.part == part], villages()))
        for part, title in (("screener", _("看看能不能申请")), ("application", _("申请时问的")))
    ]
    return render(request, "front/studio_form.html", {"parts": parts, "spec": sample.spec})


def sheet(request: HttpRequest, sample: Sample) -> HttpResponse:
    """Show the one-time disclosure of an invented household as the A4 sheet."""
    given = Disclosure(
        number=SAMPLE,
        version=sample.version,
        token=SAMPLE,
        items=checklist(sample.spec, *sample.persona.household()).frozen(),
        given_at=timezone.now(),
        unit=Unit.objects.filter(
            jurisdiction=sample.programme.jurisdiction, level=Unit.Level.TOWNSHIP
        ).first(),
    )
    return sheet_page(request, given, sample.spec, "front/disclosure_print.html")
