"""A lead becomes an application: by what right first, then the public form with what the lead holds (YC-3.1.3)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.generic import View

from casework import leads
from casework.actions import leads as actions
from casework.desk.access import RECUSED, DeskView, no_entry
from casework.models import Lead
from casework.rules import lead as rules
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from front import queries, sessions
from front.actions import drafts
from front.desk.forms import FilingForm

CASE_LANGUAGE = "zh-hans"


class FilingView(DeskView, View):
    """Ask by what right, then open the form in this browser; who has begun already goes on with what he typed."""

    http_method_names = ["get", "post"]
    template_name = "desk/lead/filing.html"
    page_title = _("替他填申请")
    header_icon = "form"

    def get(self, request: HttpRequest, lead: UUID) -> HttpResponse:
        """Ask, or say why not."""
        row = self._lead(lead)
        return self._no(row) or self._page(row, FilingForm(way=self._way(row)))

    def post(self, request: HttpRequest, lead: UUID) -> HttpResponse:
        """Open the form; a near relative stands aside instead."""
        row = self._lead(lead)
        if barred := self._no(row):
            return barred
        if request.POST.get("do") == "go_on":
            return self._go_on(row)
        form = FilingForm(request.POST, way=self._way(row))
        if form.kin:
            actions.stand_aside(lead=row.pk, actor=self.actor, at=self.now)
            messages.warning(request, _("近亲属要回避。记下了，这一条由别的同事办。"))
            return redirect("desk_leads")
        if not form.is_valid():
            return self._page(row, form, 422)
        try:
            with override(CASE_LANGUAGE):
                handoff = actions.begin_filing(lead=row.pk, **form.said(), actor=self.actor, at=self.now)
        except StepRefused as refusal:
            form.add_error(None, ValidationError(refusal.reason))
            return self._page(row, form, 422)
        sessions.hold(request, drafts.start(at=self.now, handoff=handoff))
        return redirect("apply")

    def _go_on(self, row: Lead) -> HttpResponse:
        begun = queries.begun(row.pk, self.actor)
        if begun is None:
            return redirect("desk_filing", lead=row.pk)
        sessions.hold(self.request, begun)
        return redirect("apply")

    def _lead(self, pk: UUID) -> Lead:
        rows = Lead.objects.select_related("village", "by", "filing__case")
        row = rows.filter(pk=pk).first()
        if row is None or not self._as_lent(row).covers(row.village.code):
            raise Http404
        return row

    def _as_lent(self, row: Lead) -> Actor:
        """Return the officer as he stands towards this lead: the county may have given it to him."""
        return leads.lent(self.actor, row)

    def _way(self, row: Lead) -> str:
        return rules.way_in(self._as_lent(row), row.village.code)

    def _no(self, row: Lead) -> HttpResponse | None:
        """Return the sentence for who may not, or for a lead that has ended; the action asks again under its lock."""
        near = not leads.far_from(self.actor, day_of(self.now)).filter(pk=row.pk).exists()
        filing = getattr(row, "filing", None)
        try:
            rules.check_turning(
                self._as_lent(row),
                row.village.code,
                closed=row.closed_at is not None,
                number=filing.case.number if filing else "",
                barred=near,
            )
        except StepRefused as refusal:
            status = 403 if refusal.code in ("role", "relative") else 409
            reason = str(RECUSED) if refusal.code == "relative" else refusal.reason
            return no_entry(
                self.request, reason, back=reverse("desk_leads"), status=status, code=refusal.code
            )
        return None

    def _page(self, row: Lead, form: FilingForm, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = self.get_context_data(
            lead=row,
            form=form,
            begun=queries.begun(row.pk, self.actor),
            others=queries.begun_by_others(row.pk, self.actor),
            held=queries.other_unfinished(sessions.held(self.request), row.pk),
        )
        return self.render_to_response(context, status=status)
