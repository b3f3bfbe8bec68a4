"""The leads of the villages: filed by the village, an inbox for the township, counted for the county (HX-4.2c, YC-3.1.3)."""

from __future__ import annotations

from collections.abc import Callable
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

from casework import leads
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


DEEDS: dict[str, tuple[Callable[..., object], str, Any]] = {
    "close": (actions.close_lead, "reason", _("办结了，原因记下了。")),
    "aside": (actions.stand_aside, "", _("记下了，这一条由别的同事办。")),
    "join": (actions.join_lead, "onto", _("并到那一件了。")),
    "split": (actions.split_lead, "reason", _("拆开了，这一条重新等着办，日子从头一天算。")),
    "assign": (actions.assign_lead, "to", _("指派了，他现在看得到这一条。")),
}
"""What is done with a lead at the press of a button: the act, what else it names, and what is said after it."""


class LeadsView(DeskView, View):
    """File, read and close leads, each by whom it is for."""

    http_method_names = ["get", "post"]
    template_name = "desk/lead/index.html"
    page_title = _("主动发现的线索")
    header_icon = "view"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them; the county counts, and sees the one that nobody at home may deal with."""
        return self._counts() if self.actor.holds((COUNTY,)) else self._page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """File, close or join one, read a telephone, stand aside, give it away; what is refused keeps what was typed."""
        form = self._form(request.POST) if request.POST.get("do") == "file" else self._form()
        try:
            return self._file(form) if form.is_bound else self._deal(request.POST.get("do", ""))
        except StepRefused as refusal:
            if refusal.code in OTHER_HANDS:
                return no_entry(request, refusal.reason, back=reverse("desk_leads"), code=refusal.code)
            if form.is_bound:
                form.add_error(None, ValidationError(refusal.reason))
                return self._page(form, 422)
            if self.actor.holds((COUNTY,)):
                return self._counts(422, refused=refusal.reason)
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
        given = _id(self.request.POST.get("lead", ""))
        if given is None or do not in (*DEEDS, "phone", "teller"):
            raise Http404
        who: dict[str, Any] = {"lead": given, "actor": self.actor, "at": self.now}
        if do == "phone":
            return self._page(self._form(), seen=given, phone=actions.see_phone(**who))
        if do == "teller":
            return self._page(self._form(), asked=given, teller=actions.see_teller(**who))
        act, field, said = DEEDS[do]
        act(**who, **({field: self._named(field)} if field else {}))
        messages.success(self.request, said)
        return redirect("desk_leads")

    def _named(self, field: str) -> str:
        """Return what a deed names besides: its reason as typed, or the id of another lead or of an officer."""
        typed = self.request.POST.get(field, "")
        if field == "reason":
            return typed
        found = _id(typed)
        if found is None:
            raise StepRefused(str(_("还没有选。")), code="missing")
        return str(found)

    def _form(self, data: Any = None) -> LeadForm:
        within = Q(pk__in=[])
        for code in self.actor.units:
            within |= Q(code__startswith=code)
        villages = Unit.objects.filter(within, level=Unit.Level.VILLAGE).order_by("code")
        return LeadForm(data, villages=villages, initial={"key": uuid4()})

    def _page(self, form: LeadForm, status: int = 200, **more: Any) -> HttpResponse:
        mine = leads.leads_of(self.actor, day_of(self.now))
        done = self.request.GET.get("done") == "1"
        page = Paginator(_listed(mine, done=done), PER_PAGE).get_page(self.request.GET.get("p"))
        township = self.actor.holds(TOWNSHIP_ROLES)
        context = self.get_context_data(
            form=form if self.actor.holds((VILLAGE,)) else None,
            page=page,
            done=done,
            query="done=1" if done else "",
            lying=leads.lying_leads(self.actor, day_of(self.now))[0],
            rows=self._dressed(list(page.object_list), mine),
            township=township,
            typed=self.request.POST,
            **more,
        )
        return self.render_to_response(context, status=status)

    def _dressed(self, rows: list[Lead], mine: QuerySet[Lead]) -> list[Lead]:
        """Hang on each lead what is done with it, the others of its household, and whether its case may be opened."""
        others = leads.of_one_household(rows, mine)
        for row in with_ways(self.request, rows):
            row.others = others.get(row.pk, [])  # type: ignore[attr-defined]
            row.at_home = self.actor.covers(row.village.code)  # type: ignore[attr-defined]
        return rows

    def _counts(self, status: int = 200, **more: Any) -> HttpResponse:
        period = PeriodForm(self.request.GET, today=day_of(self.now))
        span = period.period
        counts = list(leads.lead_counts(self.actor, *span)) if span else []
        whole = {name: sum(row[name] for row in counts) for name in ("many", "turned", "closed", "lying")}
        stuck = leads.stuck(self.actor, day_of(self.now))
        context = self.get_context_data(
            form=period, span=span, counts=counts, whole=whole, stuck=stuck, typed=self.request.POST, **more
        )
        return render(self.request, "desk/lead/counts.html", context, status=status if span else 422)


def with_ways(request: HttpRequest, rows: list[Lead]) -> list[Lead]:
    """Hang on each lead what other apps do with it: a label and an address."""
    hung = [hang(request, rows) for hang in hooks.get_hooks(WAYS)]
    for row in rows:
        row.ways = [ways[row.pk] for ways in hung if row.pk in ways]  # type: ignore[attr-defined]
    return rows


def _listed(mine: QuerySet[Lead], *, done: bool) -> QuerySet[Lead]:
    """Return what waits, the urgent and the oldest first; or what has ended, the newest first."""
    open_ones = Q(closed_at=None, filing=None)
    waiting = mine.filter(open_ones).order_by("-urgent", "at", "pk")
    rows = mine.exclude(open_ones).order_by("-at", "pk") if done else waiting
    return rows.select_related("village", "by", "closed_by", "filing__case", "filing__by", "onto", "assigned")


def _id(given: str) -> UUID | None:
    try:
        found: UUID | None = forms.UUIDField(required=False).to_python(given[:36])
    except ValidationError:
        return None
    return found
