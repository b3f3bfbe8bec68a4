"""A list as a spreadsheet: asked for with a reason, written down, every cell text, no private number in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView
from casework.desk.queue import FilterForm, asked_for, ordered
from casework.desk.rows import Row, make_rows
from casework.desk.sheets import download, workbook
from casework.models.case import CaseQuerySet
from casework.rules.refusal import StepRefused
from policies.step_up import step_up

MOST = 5000
HEADINGS = ("到期", "还剩", "编号", "户主", "村（社区）", "项目", "在哪一步", "谁在办", "提醒")


class ReasonForm(forms.Form):
    """What the list is needed for."""

    reason = forms.CharField(
        label=_("导出做什么用"), max_length=200, help_text=_("会记下来：谁、什么时候、几行、做什么用。")
    )


class ExportView(DeskView, View):
    """Ask for the reason, write it down, hand out the file."""

    http_method_names = ["get", "post"]
    template_name = "desk/export.html"
    page_title = _("导出表格")
    header_icon = "download"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask what for."""
        return self._page(ReasonForm(label_suffix=""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Write the export down and send the file."""
        form = ReasonForm(request.POST, label_suffix="")
        if not form.is_valid():
            return self._page(form, status=422)
        step_up(request, self.now, act="export")
        rows = make_rows(self.found()[:MOST], self.actor, self.now)
        try:
            self.take_out(
                what=request.META.get("QUERY_STRING", ""),
                rows=len(rows),
                reason=form.cleaned_data["reason"],
            )
        except StepRefused as refusal:
            form.add_error("reason", refusal.reason)
            return self._page(form, status=422)
        return download(spreadsheet(rows), f"cases-{self.now:%Y%m%d-%H%M}")

    def found(self) -> CaseQuerySet:
        """Return the cases of the list that was on the screen."""
        whole = self.request.GET.get("list") == "desk_cases"
        listed = self.cases() if whole else self.cases().open()
        chosen = FilterForm(self.request.GET, actor=self.actor).chosen
        return ordered(listed).filter(asked_for(chosen, self.now))

    def _page(self, form: ReasonForm, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = self.get_context_data(
            form=form, count=self.found().count(), most=MOST, alone=settings.YIMEN_EXPORT_ALONE
        )
        return self.render_to_response(context | {"back": reverse("desk_queue")}, status=status)


def spreadsheet(rows: list[Row]) -> bytes:
    """Return the lines as an xlsx file in which no cell is a formula or a number."""
    return workbook([("cases", (HEADINGS, *(_cells(row) for row in rows)))])


def _cells(row: Row) -> tuple[str, ...]:
    left = row.remaining
    flags = "、".join(word for _code, word in row.flags)
    due = (left.due, left.words) if left else ("", "")
    return (*due, row.number, row.name, row.place, row.programme, row.stage, row.who, flags)
