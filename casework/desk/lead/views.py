"""The leads of the villages: filed by the village, an inbox for the township, counted for the county (HX-4.2c, YC-3.1.3)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail import hooks

from casework import queries
from casework.actions import leads as actions
from casework.desk.access import DeskView, no_entry
from casework.desk.lead.forms import LeadForm, PeriodForm
from casework.models import Lead
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, TOWNSHIP_ROLES, VILLAGE
from policies.models import Unit

PER_PAGE = 30
OTHER_HANDS = ("role", "relative")
"""Refusals that say “not you”; the others say what to do."""
WAYS = "desk_lead_ways"
"""A Wagtail hook: `fn(request, leads)` returns {id: (label, address)} for what another app does with open leads."""


class LeadsView(DeskView, View):
    """File, read and close leads, each by whom it is for."""

    http_method_names = ["get", "post"]
    template_name = "desk/lead/index.html"
    page_title = _("主动发现的线索")
    header_icon = "view"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them; the county counts."""
        return self._counts() if self.actor.holds((COUNTY,)) else self._page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """File one, close one, read one's telephone, or stand aside; what is refused keeps what was typed."""
        form = self._form(request.POST) if request.POST.get("do") == "file" else self._form()
        try:
            return self._file(form) if form.is_bound else self._deal(request.POST.get("do", ""))
        except StepRefused as refusal:
            if refusal.code in OTHER_HANDS:
                return no_entry(request, refusal.reason, back=reverse("desk_leads"), code=refusal.code)
            if form.is_bound:
                form.add_error(None, ValidationError(refusal.reason))
                return self._page(form, 422)
            return self._page(form, 422, refused=refusal.reason)

    def _file(self, form: LeadForm) -> HttpResponse:
        if not self.actor.holds((VILLAGE,)):
            return no_entry(
                self.request, str(_("线索由村（社区）的经办人员上报。")), back=reverse("desk_leads")
            )
        if not form.is_valid():
            return self._page(form, 422)
        lead = actions.file_lead(**form.said(), actor=self.actor, at=self.now)
        said = _("线索报上去了，由别的同事办。") if lead.related else _("线索报上去了。")
        messages.success(self.request, said)
        return redirect("desk_leads")

    def _deal(self, do: str) -> HttpResponse:
        given, reason = _id(self.request.POST.get("lead", "")), self.request.POST.get("reason", "")
        if given is None or do not in ("close", "phone", "aside"):
            raise Http404
        if do == "phone":
            phone = actions.see_phone(lead=given, actor=self.actor, at=self.now)
            return self._page(self._form(), seen=given, phone=phone)
        if do == "close":
            actions.close_lead(lead=given, reason=reason, actor=self.actor, at=self.now)
            messages.success(self.request, _("办结了，原因记下了。"))
        else:
            actions.stand_aside(lead=given, actor=self.actor, at=self.now)
            messages.success(self.request, _("记下了，这一条由别的同事办。"))
        return redirect("desk_leads")

    def _form(self, data: Any = None) -> LeadForm:
        within = Q(pk__in=[])
        for code in self.actor.units:
            within |= Q(code__startswith=code)
        villages = Unit.objects.filter(within, level=Unit.Level.VILLAGE).order_by("code")
        return LeadForm(data, villages=villages, initial={"key": uuid4()})

    def _page(self, form: LeadForm, status: int = 200, **more: Any) -> HttpResponse:
        mine = queries.leads_of(self.actor, day_of(self.now))
        done = self.request.GET.get("done") == "1"
        page = Paginator(_listed(mine, done=done), PER_PAGE).get_page(self.request.GET.get("p"))
        township = self.actor.holds(TOWNSHIP_ROLES)
        context = self.get_context_data(
            form=form if self.actor.holds((VILLAGE,)) else None,
            page=page,
            done=done,
            query="done=1" if done else "",
            lying=queries.lying_leads(self.actor, day_of(self.now))[0],
            rows=with_ways(self.request, list(page.object_list)),
            township=township,
            typed=self.request.POST,
            **more,
        )
        return self.render_to_response(context, status=status)

    def _counts(self) -> HttpResponse:
        period = PeriodForm(self.request.GET, today=day_of(self.now))
        span = period.period
        counts = list(queries.lead_counts(self.actor, *span)) if span else []
        whole = {name: sum(row[name] for row in counts) for name in ("many", "turned", "closed", "lying")}
        context = self.get_context_data(form=period, span=span, counts=counts, whole=whole)
        return render(self.request, "desk/lead/counts.html", context, status=200 if span else 422)


def with_ways(request: HttpRequest, leads: list[Lead]) -> list[Lead]:
    """Hang on each lead what other apps do with it: a label and an address."""
    hung = [hang(request, leads) for hang in hooks.get_hooks(WAYS)]
    for lead in leads:
        lead.ways = [ways[lead.pk] for ways in hung if lead.pk in ways]  # type: ignore[attr-defined]
    return leads


def _listed(mine: QuerySet[Lead], *, done: bool) -> QuerySet[Lead]:
    """Return what waits, the oldest first; or what has ended, the newest first."""
    open_ones = Q(closed_at=None, filing=None)
    rows = (
        mine.exclude(open_ones).order_by("-at", "pk") if done else mine.filter(open_ones).order_by("at", "pk")
    )
    return rows.select_related("village", "by", "closed_by", "filing__case", "filing__by")


def _id(given: str) -> UUID | None:
    try:
        found: UUID | None = forms.UUIDField(required=False).to_python(given[:36])
    except ValidationError:
        return None
    return found
