"""The list against falling back into poverty: brought in as a file that is looked at first, or marked on one case (HX-1)."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core import signing
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View

from casework.actions.monitoring import end_monitoring, mark_households
from casework.desk.access import DeskView, no_entry
from casework.desk.check.tables import TableError, read_table
from casework.desk.marks.monitored import MARK, on_list
from casework.desk.situation import Situation
from casework.desk.supervision.townships import by_township, townships
from casework.models import HouseholdMember, Monitored
from casework.rules import monitoring as rules
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY
from casework.sealing import blind_index

HOUR = 3600
SALT = "desk.monitoring"
NOT_YOURS = _("监测名单由乡镇和县里登记。")
OUT_OF_DATE = _("看过的那一页过期了，请重新选文件。")


class MarkForm(forms.Form):
    """Which list, and of which day."""

    use_required_attribute = False
    source = forms.CharField(
        label=_("名单从哪里来"),
        max_length=120,
        help_text=_("例如“区乡村振兴局 3 月监测对象名单”。"),
        error_messages={"required": _("还没有填。")},
    )
    since = forms.DateField(
        label=_("名单的日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("还没有填。"), "invalid": _("日期写得不对，请写成 2026-04-28 这样。")},
    )


class FileForm(MarkForm):
    """The same, with the list as a file."""

    file = forms.FileField(
        label=_("名单文件（xlsx 或者 csv）"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("要有“身份证号”一列。号码只用来对一下，不留在系统里。"),
        error_messages={"required": _("还没有选文件。"), "empty": _("文件是空的")},
    )


class MonitoringView(DeskView, View):
    """How many households are marked, and a list to bring in."""

    http_method_names = ["get", "post"]
    template_name = "desk/marks/monitoring.html"
    page_title = _("防止返贫监测名单")
    header_icon = "group"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the counts and ask for a list."""
        return self._barred() or self._page(FileForm(label_suffix=""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show whom the list is about; or, looked at, mark them."""
        barred = self._barred()
        if barred is not None:
            return barred
        if "kept" in request.POST:
            return self._keep(request.POST["kept"])
        form = FileForm(request.POST, request.FILES, label_suffix="")
        if not form.is_valid():
            return self._page(form, 422)
        said, file = form.cleaned_data, form.cleaned_data["file"]
        try:
            rules.check_mark(said["source"], said["since"], day_of(self.now))
            listed = rules.read_list(read_table(file.name or "", file.read()), day_of(self.now))
        except (TableError, rules.ListError, StepRefused) as wrong:
            form.add_error(None, str(getattr(wrong, "reason", wrong)))
            return self._page(form, 422)
        return self._look(said["source"], said["since"], listed)

    def _barred(self) -> HttpResponse | None:
        if self.actor.holds(rules.KEEPERS):
            return None
        return no_entry(self.request, str(NOT_YOURS), back=reverse("desk_queue"))

    def _look(self, source: str, since: date, listed: rules.Listed) -> HttpResponse:
        """Show how many households of this officer the list is about; the numbers go no further than here."""
        indexes = [blind_index(number, "id_number") for number in listed.numbers]
        people = HouseholdMember.objects.filter(
            person__id_number_index__in=indexes,
            left_on=None,
            household__in=self.cases().order_by().values("household"),
        )
        found = list(people.values_list("household", "person", "household__unit__name", on_list("household")))
        there = {household for household, _person, _village, marked in found if marked}
        fresh = {household: village for household, _person, village, marked in found if not marked}
        kept = [self.actor.officer, source, since.isoformat(), [str(pk) for pk in fresh]]
        villages: dict[str, int] = {}
        for village in fresh.values():
            villages[village] = villages.get(village, 0) + 1
        context = self.get_context_data(
            looking=True,
            source=source,
            since=since,
            fresh=len(fresh),
            villages=sorted(villages.items()),
            there=len(there),
            strangers=len(listed.numbers) - len({person for _household, person, _village, _marked in found}),
            wrong=listed.wrong,
            kept=signing.dumps(kept, salt=SALT, compress=True) if fresh else "",
        )
        return self.render_to_response(context)

    def _keep(self, kept: str) -> HttpResponse:
        try:
            officer, source, since, households = signing.loads(kept, salt=SALT, max_age=HOUR)
        except signing.BadSignature:
            officer = None
        if officer != self.actor.officer:
            messages.error(self.request, OUT_OF_DATE)
            return self._page(FileForm(label_suffix=""), 422)
        try:
            many = mark_households(
                households=households,
                source=source,
                since=date.fromisoformat(since),
                actor=self.actor,
                at=self.now,
            )
        except StepRefused as refusal:
            messages.error(self.request, refusal.reason)
            return self._page(FileForm(label_suffix=""), 422)
        messages.success(self.request, ngettext("登记了 %d 户。", "登记了 %d 户。", many) % many)
        return redirect("desk_monitoring")

    def _page(self, form: FileForm, status: int = 200) -> HttpResponse:
        marked = self.cases().filter(on_list()).order_by()
        found = marked.values_list("unit__code").annotate(many=Count("household", distinct=True))
        lines = by_township(townships(self.actor), [(code, MARK, many) for code, many in found])
        address = f"{reverse('desk_cases')}?{urlencode({'flag': MARK})}"
        county = self.actor.holds((COUNTY,))
        context = self.get_context_data(
            form=form,
            whole=sum(counts[MARK] for _unit, counts in lines),
            lines=[
                (unit, counts[MARK], f"{address}&{urlencode({'unit': unit.code})}") for unit, counts in lines
            ]
            if county
            else [],
            cases_url=address,
        )
        return self.render_to_response(context, status=status)


class EndForm(forms.Form):
    """Why a household is on the list no longer."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("为什么取消"), max_length=200, error_messages={"required": _("还没有填。")}
    )


class MonitoredCaseView(DeskView, View):
    """The mark of one household: put by hand, taken off with a reason, and what there was before."""

    http_method_names = ["get", "post"]
    template_name = "desk/marks/monitored_case.html"
    page_title = _("防止返贫监测")
    header_icon = "group"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show it."""
        self.case = self.find_case(pk)
        return self._barred() or self._page()

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Put the mark, or take it off."""
        self.case = self.find_case(pk)
        barred = self._barred()
        if barred is not None:
            return barred
        ending = request.POST.get("do") == "end"
        form: forms.Form = (EndForm if ending else MarkForm)(request.POST, label_suffix="")
        if not form.is_valid():
            return self._page(form, 422)
        here: dict[str, Any] = {"actor": self.actor, "at": self.now}
        try:
            if ending:
                end_monitoring(household=self.case.household_id, **form.cleaned_data, **here)
            else:
                mark_households(households=[self.case.household_id], **form.cleaned_data, **here)
        except StepRefused as refusal:
            form.add_error(None, refusal.reason)
            return self._page(form, 422)
        messages.success(request, _("记下了。"))
        return redirect("desk_case", self.case.pk)

    def _barred(self) -> HttpResponse | None:
        if self.actor.holds(rules.KEEPERS):
            return None
        return no_entry(self.request, str(NOT_YOURS), back=reverse("desk_case", args=[self.case.pk]))

    def _page(self, form: forms.Form | None = None, status: int = 200) -> HttpResponse:
        marks = Monitored.objects.filter(household=self.case.household_id).select_related("by", "ended_by")
        rows = list(marks)
        now = next((row for row in rows if row.ended_at is None), None)
        spec = Situation(self.case, self.actor, self.now).book.spec
        clause = rules.asked(spec)
        context = self.get_context_data(
            case=self.case,
            now=now,
            rows=rows,
            basis=f"{spec.source.number} {clause.clause}" if clause else "",
            form=form if form is not None else (EndForm if now else MarkForm)(label_suffix=""),
        )
        return self.render_to_response(context, status=status)
