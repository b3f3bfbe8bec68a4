"""The leads of the villages: filed by the village, an inbox for the township, counted for the county (HX-4.2c)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.actions import leads as actions
from casework.desk.access import DeskView, no_entry
from casework.models import Lead
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, TOWNSHIP_ROLES, VILLAGE, Actor
from policies.models import Unit

PER_PAGE = 30


class LeadForm(forms.Form):
    """Whom it is about and what was seen."""

    use_required_attribute = False
    village = forms.ChoiceField(label=_("哪个村(社区)"))
    name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.CharField(label=_("电话"), max_length=16, required=False)
    seen = forms.CharField(label=_("看到的情况"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, data: Any = None, *, actor: Actor) -> None:
        super().__init__(data, label_suffix="")
        within = Q(pk__in=[])
        for code in actor.units:
            within |= Q(code__startswith=code)
        rows = Unit.objects.filter(within, level=Unit.Level.VILLAGE).order_by("code")
        self.fields["village"].choices = [(row.code, str(row)) for row in rows]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["required"] = _("还没有填。")


def readable(actor: Actor) -> QuerySet[Lead]:
    """Return the leads of an officer's units."""
    within = Q(pk__in=[])
    for code in actor.units:
        within |= Q(village__code__startswith=code)
    return Lead.objects.filter(within)


class LeadsView(DeskView, View):
    """File, read and close leads, each by whom it is for."""

    http_method_names = ["get", "post"]
    template_name = "desk/leads.html"
    page_title = _("主动发现的线索")
    header_icon = "view"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        return self._page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """File one, close one, or read one's telephone; what is refused keeps what was typed."""
        do, form = request.POST.get("do", ""), self._form()
        try:
            if do == "file":
                form = LeadForm(request.POST, actor=self.actor)
                if self.actor.holds((VILLAGE,)) and not form.is_valid():
                    return self._page(form, 422)
                said = form.cleaned_data if form.is_valid() else dict.fromkeys(form.fields, "")
                actions.file_lead(**said, actor=self.actor, at=self.now)
                messages.success(request, _("线索报上去了。"))
                return redirect("desk_leads")
            return self._township(do)
        except StepRefused as refusal:
            if refusal.code == "role":
                return no_entry(request, refusal.reason, back=reverse("desk_leads"))
            if do == "file":
                form.add_error(None, ValidationError(refusal.reason))
                return self._page(form, 422)
            messages.error(request, refusal.reason)
            return self._page(form, 422)

    def _township(self, do: str) -> HttpResponse:
        try:
            given = forms.UUIDField(required=False).to_python(self.request.POST.get("lead", "")[:36])
        except ValidationError:
            given = None
        if given is None or do not in ("close", "phone"):
            raise Http404
        if do == "phone":
            phone = actions.see_phone(lead=given, actor=self.actor, at=self.now)
            return self._page(self._form(), seen=given, phone=phone)
        reason = self.request.POST.get("reason", "")
        actions.close_lead(lead=given, reason=reason, actor=self.actor, at=self.now)
        messages.success(self.request, _("记下了。"))
        return redirect("desk_leads")

    def _form(self) -> LeadForm:
        return LeadForm(actor=self.actor)

    def _page(self, form: LeadForm, status: int = 200, **more: Any) -> HttpResponse:
        rows = readable(self.actor)
        county = self.actor.holds((COUNTY,))
        counts = rows.order_by("village__code").values("village__name").annotate(many=Count("pk"))
        listed = rows.select_related("village", "by")
        context = self.get_context_data(
            form=form if self.actor.holds((VILLAGE,)) else None,
            page=Paginator(listed, PER_PAGE).get_page(self.request.GET.get("p")),
            counts=counts if county else None,
            township=self.actor.holds(TOWNSHIP_ROLES),
            typed=self.request.POST,
            **more,
        )
        return self.render_to_response(context, status=status)
