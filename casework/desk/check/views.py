"""The page of the means check: what waits to be sent, what waits for its report, and the columns of the place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework import actions
from casework.desk import words
from casework.desk.access import DeskView, no_entry
from casework.desk.check.outgoing import note_looks, request_sheets, wanted
from casework.desk.check.tables import TableError, read_table
from casework.desk.sheets import download, workbook
from casework.desk.visit.accounts import said
from casework.desk.wish import by_wish
from casework.models import Case, ExchangeMap
from casework.models.exchange import map_of
from casework.rules.asking import day_of
from casework.rules.exchange import (
    ALL,
    OVER,
    WITHIN,
    MapError,
    ReportLine,
    out_of_time,
    read_map,
    read_report,
    usual,
)
from casework.rules.monitoring import OPTION
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, TOWNSHIP_ROLES
from policies import queries as law
from policies.models import Jurisdiction, Unit
from policies.step_up import step_up

MOST = 300
HOUR = 3600
SALT = "desk.check.report"
NOT_YOURS = _("核对的文件由乡镇和县里的工作人员导出、导入。")


class CheckPage(DeskView):
    """What all pages of the check share: who may, and whose place it is."""

    def barred(self) -> HttpResponse | None:
        """Return the refusal for a village, or None."""
        if self.actor.holds((*TOWNSHIP_ROLES, COUNTY)):
            return None
        return no_entry(self.request, str(NOT_YOURS), back=reverse("desk_queue"))

    @property
    def place(self) -> Jurisdiction:
        """The place this officer works for."""
        unit = Unit.objects.filter(code__in=self.actor.units).select_related("jurisdiction").first()
        assert unit is not None  # whoever holds a post holds it in a unit
        return unit.jurisdiction


class CheckView(CheckPage, View):
    """The list, and the file that leaves."""

    http_method_names = ["get", "post"]
    template_name = "desk/check/index.html"
    page_title = _("信息核对")
    header_icon = "search"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what waits."""
        return self.barred() or self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand out the chosen requests as one file; each number in it is written down, each case marked as sent."""
        barred = self.barred()
        if barred is not None:
            return barred
        ticked = set(request.POST.getlist("case"))
        chosen = [case for case in wanted(self.cases())[:MOST] if case.number in ticked]
        reason = request.POST.get("reason", "").strip()
        if not chosen or not reason:
            return self._page(_("请选要送的件，再写送给谁核对。"), 422)
        step_up(request, self.now, act="export")
        batch = f"{self.now:%Y%m%d-%H%M%S}"
        try:
            with transaction.atomic():
                for case in chosen:
                    actions.send_check(case=case.pk, actor=self.actor, at=self.now, batch=batch)
                note_looks(chosen, self.actor, self.now, reason[:200])
                self.take_out(what=f"check {batch}", rows=len(chosen), reason=reason)
        except StepRefused as refusal:
            return self._page(refusal.reason, 409)
        lines, consents = request_sheets(chosen, map_of(self.place.code, "request"), day_of(self.now))
        return download(workbook([("request", lines), ("authorisations", consents)]), f"check-{batch}")

    def _page(self, wrong: Any = "", status: int = 200) -> HttpResponse:
        rows, typed = list(wanted(self.cases())[:MOST]), self.request.POST
        context = self.get_context_data(
            ticked=typed.getlist("case") if typed else [case.number for case in rows],
            reason=typed.get("reason", ""),
            fresh=[case for case in rows if case.known().check.sent is None],
            sent=[(case, case.known().check.sent) for case in rows if case.known().check.sent],
            wrong=wrong,
            wishes=bool(by_wish(self.place.code, day_of(self.now))) and self.actor.holds(TOWNSHIP_ROLES),
            monitoring=bool(law.programmes_stating(self.place.code, day_of(self.now), OPTION)),
            county=self.actor.holds((COUNTY,)),
        )
        return self.render_to_response(context, status=status)


class ReportInView(CheckPage, View):
    """A file of reports: read, looked at, then kept line by line."""

    http_method_names = ["get", "post"]
    template_name = "desk/check/report.html"
    page_title = _("导入核对报告")
    header_icon = "upload"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the file."""
        return self.barred() or self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show what the file says; or, looked at, keep it."""
        barred = self.barred()
        if barred is not None:
            return barred
        if "kept" in request.POST:
            return self._keep(request.POST["kept"])
        file = request.FILES.get("file")
        if file is None:
            return self._page(_("还没有选文件。"), 422)
        try:
            table = read_table(file.name or "", file.read())
            lines = read_report(map_of(self.place.code, "report"), table)
        except (TableError, MapError) as wrong:
            return self._page(str(wrong), 422)
        return self._look(lines)

    def _look(self, lines: tuple[ReportLine, ...]) -> HttpResponse:
        numbers = [line.number for line in lines]
        known = {case.number: case for case in wanted(self.cases()).filter(number__in=numbers)}
        judged = [(line, line.wrong or self._wrong(line, known.get(line.number))) for line in lines]
        good = [line for line, wrong in judged if not wrong]
        bad = [(line, wrong) for line, wrong in judged if wrong]
        kept = signing.dumps(
            [
                self.actor.officer,
                [[one.number, one.result, one.report, one.dated, dict(one.found)] for one in good],
            ],
            salt=SALT,
            compress=True,
        )
        context = {
            "good": [(line, known[line.number], words.RESULTS[line.result], _found(line)) for line in good],
            "bad": bad,
            "kept": kept if good else "",
        }
        return self.render_to_response(self.get_context_data(**context))

    def _wrong(self, line: ReportLine, case: Case | None) -> str:
        asked = case.known().check.requested if case is not None else None
        if asked is None:
            return str(_("没有这个编号，或者它没有在等报告"))
        return out_of_time(line.dated, day_of(asked), day_of(self.now))

    def _keep(self, kept: str) -> HttpResponse:
        try:
            officer, lines = signing.loads(kept, salt=SALT, max_age=HOUR)
        except signing.BadSignature:
            return self._page(_("看过的那一页过期了，请重新选文件。"), 422)
        if officer != self.actor.officer:
            return self._page(_("看过的那一页过期了，请重新选文件。"), 422)
        known = {
            case.number: case for case in wanted(self.cases()).filter(number__in=[line[0] for line in lines])
        }
        done, refused = [], []
        for number, result, report, dated, found in lines:
            wrong = self._one(known.get(number), result, report, dated, found)
            if wrong:
                refused.append((number, wrong))
            else:
                done.append(known[number])
        return self.render_to_response(self.get_context_data(done=done, refused=refused))

    def _one(self, case: Case | None, result: str, report: str, dated: str, found: dict[str, int]) -> str:
        """Keep one report; return why not."""
        if case is None:
            return str(_("已经有报告了，或者不再等报告"))
        try:
            actions.check_report(
                case=case.pk,
                actor=self.actor,
                at=self.now,
                result=result,
                number=report,
                found=found,
                dated=dated,
            )
        except StepRefused as refusal:
            return refusal.reason
        return ""

    def _page(self, wrong: Any = "", status: int = 200) -> HttpResponse:
        headings = map_of(self.place.code, "report").headings
        return self.render_to_response(
            self.get_context_data(asking=True, wrong=wrong, headings=headings), status=status
        )


def _found(line: ReportLine) -> str:
    parts = [f"{words.COMPARED[key]} {said(key, value)}" for key, value in line.found.items()]
    return "；".join(parts)


class ColumnsForm(forms.Form):
    """The columns of one file, a line each."""

    columns = forms.CharField(
        label=_("列，从左到右一行一列"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("左边是本系统的代码，右边是对方表格里的列名。可以改名、换次序、删掉不要的。"),
    )

    def __init__(self, data: Any = None, *, kind: str, place: str) -> None:
        self.kind, found = kind, map_of(place, kind)
        text = "\n".join(f"{name} = {heading}" for name, heading in found.columns)
        super().__init__(data, initial={"columns": text}, label_suffix="")
        if kind == "report":
            for key, label in ((WITHIN, _("“没有超出”怎么说")), (OVER, _("“超出”怎么说"))):
                self.fields[key] = forms.CharField(
                    label=label,
                    max_length=200,
                    initial="、".join(found.words.get(key, ())),
                    help_text=_("几种说法用、隔开。"),
                )

    def clean(self) -> dict[str, Any]:
        """Read the map, or say what is wrong in it."""
        found = super().clean() or {}
        said = {key: found.get(key, "") for key in (WITHIN, OVER) if key in self.fields}
        try:
            self.read = read_map(self.kind, found.get("columns", ""), said)
        except MapError as wrong:
            raise ValidationError(str(wrong)) from wrong
        return found


class ColumnsView(CheckPage, View):
    """The columns of the place's files; the county edits them."""

    http_method_names = ["get", "post"]
    template_name = "desk/check/columns.html"
    page_title = _("核对文件的列")
    header_icon = "cog"

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Show them."""
        return self._barred(kind) or self._page(kind, ColumnsForm(kind=kind, place=self.place.code))

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Keep them."""
        barred = self._barred(kind)
        if barred is not None:
            return barred
        form = ColumnsForm(request.POST, kind=kind, place=self.place.code)
        if not form.is_valid():
            return self._page(kind, form, 422)
        ExchangeMap.objects.update_or_create(
            jurisdiction=self.place,
            kind=kind,
            defaults={
                "columns": [list(pair) for pair in form.read.columns],
                "words": {key: list(said) for key, said in form.read.words.items()},
                "at": self.now,
                "by_id": self.actor.officer,
            },
        )
        return redirect("desk_check")

    def _barred(self, kind: str) -> HttpResponse | None:
        if kind in ALL and self.actor.holds((COUNTY,)):
            return None
        return no_entry(self.request, str(_("文件的列由县里来改。")), back=reverse("desk_check"))

    def _page(self, kind: str, form: ColumnsForm, status: int = 200) -> HttpResponse:
        names = dict(ExchangeMap.KINDS)
        context = self.get_context_data(form=form, title=names[kind], codes=usual(kind).columns)
        return self.render_to_response(context, status=status)
