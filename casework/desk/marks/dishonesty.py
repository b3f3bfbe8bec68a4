"""The record of dishonesty of one household, kept by the county: with its decision, and open to appeal (YI-4.1c)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.actions.dishonesty import lift_dishonesty, record_dishonesty
from casework.desk.access import DeskView, no_entry
from casework.desk.forms.base import one_of
from casework.desk.row_numbers import row_number
from casework.desk.situation import Situation
from casework.models import Dishonesty
from casework.rules import dishonesty as rules
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY
from policies.rules.wording import DISHONESTY_NAMES


class DishonestyForm(forms.Form):
    """Who, which kind, by which decision, and what he was told about appealing."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, situation: Situation, kinds: tuple[str, ...]) -> None:
        super().__init__(data, label_suffix="")
        self.fields["member"] = one_of(_("是谁"), situation.people.items())
        self.fields["kind"] = one_of(
            _("哪一种"), [(kind, DISHONESTY_NAMES.get(kind, kind)) for kind in kinds]
        )
        self.fields["decision"] = forms.CharField(
            label=_("查实的决定：文号"), max_length=80, help_text=_("只有怀疑、只有举报的，不能记。")
        )
        self.fields["decided_on"] = forms.DateField(
            label=_("决定的日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        )
        self.fields["appeal"] = forms.CharField(
            label=_("怎么告诉本人可以申诉"), max_length=300, help_text=_("向谁、到哪一天、哪天告诉的。")
        )
        for field in self.fields.values():
            chosen = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = _("还没有选。") if chosen else _("还没有填。")
        self.fields["decided_on"].error_messages["invalid"] = _("日期写得不对，请写成 2026-04-28 这样。")


class DishonestyView(DeskView, View):
    """Show the records of a household, enter one, lift one."""

    http_method_names = ["get", "post"]
    template_name = "desk/marks/dishonesty.html"
    page_title = _("失信记录")
    header_icon = "warning"
    situation: Situation

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show them to the county."""
        return self._barred(pk) or self._page(self._form())

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Enter or lift one; what is refused keeps what was typed."""
        barred = self._barred(pk)
        if barred is not None:
            return barred
        here: dict[str, Any] = {"case": pk, "actor": self.actor, "at": self.now}
        lifting = "lift" in request.POST
        form = self._form(None if lifting else request.POST)
        if not lifting and not form.is_valid():
            return self._page(form, 422)
        try:
            if lifting:
                record = row_number(request.POST["lift"])
                lift_dishonesty(record=record or 0, reason=request.POST.get("reason", ""), **here)
            else:
                record_dishonesty(**form.cleaned_data, **here)
        except StepRefused as refusal:
            messages.error(request, refusal.reason)
            return self._page(form, 422)
        messages.success(request, _("记下了。"))
        return redirect("desk_dishonesty", pk)

    def _barred(self, pk: UUID) -> HttpResponse | None:
        self.situation = Situation(self.find_case(pk), self.actor, self.now)
        self.kinds, self.clause = rules.stated(self.situation.book.spec)
        if self.actor.holds((COUNTY,)):
            return None
        back = reverse("desk_case", args=[pk])
        return no_entry(self.request, str(_("失信记录由县（区）民政登记。")), back=back)

    def _form(self, data: Any = None) -> DishonestyForm:
        return DishonestyForm(data, situation=self.situation, kinds=self.kinds)

    def _page(self, form: DishonestyForm, status: int = 200) -> HttpResponse:
        rows = Dishonesty.objects.filter(case=self.situation.case).select_related("person", "by", "lifted_by")
        context = self.get_context_data(
            case=self.situation.case,
            form=form if self.kinds else None,
            basis=f"{self.situation.book.spec.source.number} {self.clause.clause}" if self.clause else "",
            rows=[(row, DISHONESTY_NAMES.get(row.kind, row.kind)) for row in rows],
            typed=self.request.POST,
        )
        response = self.render_to_response(context, status=status)
        response["Cache-Control"] = "private, no-store"
        return response
