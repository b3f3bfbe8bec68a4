"""The inquiry page of a case: check, visits, prints and photos, and what was declared beside what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from casework.actions import survey
from casework.desk import words
from casework.desk.access import DeskView, no_entry, village_only
from casework.desk.acts import ACTS
from casework.desk.case_page import identity
from casework.desk.forms.opinion import INCOME_TESTED, explained
from casework.desk.situation import Situation
from casework.desk.visit import sides
from casework.desk.visit.accounts import (
    comparison,
    holdings_told,
    income_told,
    latest_report,
    said,
    told_words,
)
from casework.models import Attachment, Case, Event, HouseholdMember, Officer, Reveal, SurveySheet
from casework.rules.asking import day_of
from casework.rules.reckoning import annual, reckon
from casework.rules.refusal import StepRefused
from casework.rules.survey import compare

VILLAGE = gettext_lazy("调查和核对的内容只给乡镇和县里看。村里知道的情况，请用“补充情况”记下来。")
HERE = (
    "authorise",
    "request_check",
    "check_report",
    "look_up",
    "amend",
    "note",
    "assess",
    "reclassify",
    "enter",
)
"""The acts that this page offers where they are open."""


class InquiryView(DeskView, View):
    """Everything found out about a household, side by side."""

    http_method_names = ["get"]
    template_name = "desk/visit/inquiry.html"
    page_title = gettext_lazy("调查、核对、对照")
    header_icon = "search"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show it to the township and the county."""
        case = self.find_case(pk)
        if village_only(self.actor):
            return no_entry(request, str(VILLAGE), back=reverse("desk_case", args=[pk]))
        situation = Situation(case, self.actor, self.now)
        newest = SurveySheet.objects.filter(case=case).first()
        return self.render_to_response(
            self.get_context_data(
                case=case,
                facts=situation.facts,
                identity=identity(situation),
                back=reverse("desk_case", args=[pk]),
                buttons=buttons(situation),
                may_visit=situation.refusal("visit") is None,
                sheets=sheets(case),
                rows=comparison(situation, newest),
                arithmetic=arithmetic(situation, newest),
                notes=notes(case),
                photos=Attachment.objects.filter(case=case, material=survey.PHOTO).order_by("taken_at", "at"),
                report=latest_report(case),
                determinations=sides.determinations(situation),
                tasks=sides.tasks(situation),
                consents=sides.consents(situation),
                entries=sides.entries(situation),
                to_enter=sides.to_enter(situation),
                twins=sides.twins(situation),
                together=sides.opened_together(situation),
            )
        )


def buttons(situation: Situation) -> list[tuple[str, Any]]:
    """Return what this officer may do here now: address and label."""
    found = []
    for verb in HERE:
        if verb in situation.agenda.all:
            act, case = ACTS[verb], situation.case
            address = (
                reverse(act.page, args=[case.pk]) if act.page else reverse("desk_act", args=[case.pk, verb])
            )
            found.append((address, act.button))
    return found


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One version of the form with its prints; a print of an older version no longer stands."""

    sheet: SurveySheet
    who: str
    stands: bool
    prints: int


def sheets(case: Case) -> list[SheetRow]:
    """Return all versions, newest first."""
    rows = list(SurveySheet.objects.filter(case=case).select_related("by").prefetch_related("prints"))
    return [SheetRow(row, row.by.name, number == 0, len(row.prints.all())) for number, row in enumerate(rows)]


def notes(case: Case) -> list[Event]:
    """Return what people added, oldest first."""
    return list(Event.objects.filter(case=case, kind="note").order_by("seq"))


def arithmetic(situation: Situation, newest: SurveySheet | None) -> list[dict[str, str]]:
    """Return the sum of the newest form line by line, where the programme tests income; else nothing."""
    income = (newest.body.get("income") or {}) if newest else {}
    if not income or newest is None or situation.book.spec.code not in INCOME_TESTED:
        return []
    accepted = situation.facts.when("accept")
    day = day_of(accepted) if accepted else situation.today
    try:
        found = reckon(situation.book, day, len(situation.people), annual(income, newest.body["periods"]))
    except StepRefused:
        return []
    return explained(found.rows)


class ReportView(DeskView, View):
    """The report of the means check; whoever opens it is written down (QY-3.1.1h)."""

    http_method_names = ["get"]
    template_name = "desk/visit/report.html"
    page_title = gettext_lazy("核对报告")
    header_icon = "doc-full"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Write the reading down, then show the report and everybody who has read it."""
        case = self.find_case(pk)
        report = latest_report(case)
        if village_only(self.actor):
            return no_entry(request, str(VILLAGE), back=reverse("desk_case", args=[pk]))
        if report is None:
            raise Http404
        applicant = HouseholdMember.objects.get(household=case.household_id, applicant=True)
        Reveal.objects.create(
            case=case,
            person_id=applicant.person_id,
            field="report",
            officer_id=self.actor.officer,
            at=self.now,
            reason=str(report.data.get("number") or "")[:200],
        )
        found = report.data.get("found") or {}
        response = self.render_to_response(
            self.get_context_data(
                case=case,
                identity=identity(Situation(case, self.actor, self.now)),
                report=report,
                result=words.RESULTS.get(str(report.data.get("result")), ""),
                lines=[(words.COMPARED[key], said(key, value)) for key, value in found.items()],
                readers=Reveal.objects.filter(case=case, field="report").select_related("officer"),
                back=reverse("desk_inquiry", args=[pk]),
            )
        )
        response["Cache-Control"] = "private, no-store"
        return response


class SheetPrintView(DeskView, View):
    """One version of the form as it goes into the file: with its fingerprint, and whether it still stands."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: UUID, sheet: UUID) -> HttpResponse:
        """Show it."""
        return self._page(request, pk, sheet, printing=False)

    def post(self, request: HttpRequest, pk: UUID, sheet: UUID) -> HttpResponse:
        """Write the print down, then open the printer; an older version is not printed any more."""
        row = self._sheet(pk, sheet)
        newest = SurveySheet.objects.filter(case=row.case_id).first()
        if newest is None or newest.pk != row.pk:
            return redirect("desk_sheet", pk=pk, sheet=newest.pk if newest else sheet)
        survey.print_sheet(sheet=row.pk, actor=self.actor, at=self.now)
        return self._page(request, pk, sheet, printing=True)

    def _sheet(self, pk: UUID, sheet: UUID) -> SurveySheet:
        case = self.find_case(pk)
        row = SurveySheet.objects.filter(case=case, pk=sheet).select_related("by").first()
        if row is None or village_only(self.actor):
            raise Http404
        return row

    def _page(self, request: HttpRequest, pk: UUID, sheet: UUID, *, printing: bool) -> HttpResponse:
        row = self._sheet(pk, sheet)
        situation = Situation(self.find_case(pk), self.actor, self.now)
        newest = SurveySheet.objects.filter(case=row.case_id).first()
        context = {
            "sheet": row,
            "case": situation.case,
            "identity": identity(situation),
            "stands": newest is not None and newest.pk == row.pk,
            "visitors": visitors(row),
            "ways": [words.way_words(way) for way in row.body.get("methods") or ()],
            "present": "、".join(situation.people.get(key, key) for key in row.body.get("present") or ()),
            "income": income_lines(row, situation.people),
            "found": found_lines(row, situation),
            "printing": printing,
            "officer": self.actor.officer,
        }
        response = render(request, "desk/visit/print.html", context)
        response["Cache-Control"] = "private, no-store"
        return response


def visitors(sheet: SurveySheet) -> list[str]:
    """Return who made the visit of a version: of the last visit up to it."""
    visit = Event.objects.filter(case=sheet.case_id, kind="visit", at__lte=sheet.at).order_by("-seq").first()
    ids = [str(person["officer"]) for person in (visit.data.get("who") or ())] if visit else []
    names = {str(row.pk): row.name for row in Officer.objects.filter(pk__in=ids)}
    return [names.get(pk, "") for pk in ids]


def found_lines(sheet: SurveySheet, situation: Situation) -> list[tuple[str, str, str]]:
    """Return what the visit found, line by line: what, how much, and what the household had declared of it."""
    told = holdings_told(situation)
    rows = {row.key: row for row in compare(income_told(situation), told, {}, sheet.found())}
    return [
        (str(words.COMPARED[key]), said(key, value), told_words(rows[key], told))
        for key, value in sheet.found().items()
    ]


def income_lines(sheet: SurveySheet, people: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return each member's income in words."""
    periods = {"month": _("每月"), "year": _("每年")}
    found = []
    for key, kinds in (sheet.body.get("income") or {}).items():
        parts = [
            f"{words.KINDS[kind]} {periods[sheet.body['periods'][kind]]} {amount} {_('元')}"
            for kind, amount in kinds.items()
        ]
        found.append((people.get(key, key), "；".join(parts)))
    return found
