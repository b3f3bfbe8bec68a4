"""The page of one complaint: what was said, what has been done about it with days, and the one next step."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from casework import complaints
from casework.actions import complaints as actions
from casework.desk.access import DeskView
from casework.desk.complaint.forms import ComplaintForm, LinkForm, NamedForm, PassForm, StepForm
from casework.desk.words import TOPICS
from casework.models import Statement
from casework.queries import complaint_answer_by
from casework.rules.asking import day_of
from casework.rules.complaint import next_step
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY


class ComplaintView(DeskView, View):
    """One complaint, for the county, and for a township to which it was passed on."""

    http_method_names = ["get", "post"]
    template_name = "desk/complaint.html"
    header_icon = "comment"
    complaint: Statement

    def get_page_title(self) -> str:
        return f"{_('投诉')} {self.complaint.number}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = super().get_breadcrumbs_items()
        return [{"url": reverse("desk_statements"), "label": _("异议与投诉")}, here[1]]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show it; to anybody else it does not exist."""
        self._find(pk)
        return self._page(self._forms())

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Do what the pressed button says; what is refused comes back with everything typed."""
        self._find(pk)
        do = request.POST.get("do", "")
        forms = self._forms(do)
        if do != "remind" and do not in forms:
            raise Http404
        form = forms.get(do)
        if form is not None and not form.is_valid():
            return self._page(forms, 422, wrong=form)
        try:
            self._do(do, form)
        except StepRefused as refusal:
            wrong = form or ComplaintForm({})
            wrong.is_valid()
            wrong.add_error(None, refusal.reason)
            return self._page(forms, 422, wrong=wrong)
        messages.success(request, _("记下了。"))
        there = complaints.readable(self.actor).filter(pk=pk).exists()
        return redirect("desk_complaint", pk=pk) if there else redirect("desk_statements")

    def _find(self, pk: UUID) -> None:
        rows = complaints.readable(self.actor).select_related("case", "unit__jurisdiction")
        found = rows.filter(pk=pk).first()
        if found is None:
            raise self.absent()
        self.complaint = found

    def _do(self, do: str, form: ComplaintForm | None) -> None:
        who: dict[str, Any] = {"complaint": self.complaint.pk, "actor": self.actor}
        said = form.cleaned_data if form is not None else {}
        if do == "step":
            # The step the page asked for, not the one that is next by now: pressed twice, it is written once.
            kind = self.request.POST.get("kind") or next_step(self._done())
            actions.take_step(**who, kind=kind, words=said["words"], at=self.now)
        elif do == "pass":
            actions.pass_on(**who, unit=said["unit"], words=said["words"], at=self.now)
        elif do == "link":
            actions.link_case(**who, number=said["number"], at=self.now)
        elif do == "named":
            actions.name_officers(**who, officers=said["officers"])
        else:
            actions.remind(**who, at=self.now)

    def _done(self) -> set[str]:
        return {step.kind for step in self.complaint.steps.all()}

    def _forms(self, pressed: str = "") -> dict[str, ComplaintForm]:
        """Return the forms this officer has here; the pressed one holds what was typed."""
        step, data = next_step(self._done()), self.request.POST

        def typed(name: str) -> Any:
            return data if pressed == name else None

        found: dict[str, ComplaintForm] = {}
        if not step:
            return found
        county = self.actor.holds((COUNTY,))
        if county or step in ("verify", "handle"):
            found["step"] = StepForm(typed("step"), step=step, auto_id="step_%s")
        if county:
            found["pass"] = PassForm(typed("pass"), actor=self.actor, auto_id="pass_%s")
            found["named"] = NamedForm(
                typed("named"), actor=self.actor, complaint=self.complaint, auto_id="named_%s"
            )
            if self.complaint.case_id is None:
                found["link"] = LinkForm(typed("link"), auto_id="link_%s")
        return found

    def _due(self) -> date | None:
        unit = self.complaint.unit
        place = unit.jurisdiction.code if unit else ""
        return complaint_answer_by(place, day_of(self.complaint.at)) if place else None

    def _page(
        self, forms: dict[str, ComplaintForm], status: int = 200, wrong: ComplaintForm | None = None
    ) -> HttpResponse:
        row, step = self.complaint, next_step(self._done())
        context = self.get_context_data(
            complaint=row,
            steps=row.steps.select_related("by", "unit"),
            named=[one.officer.name for one in row.named.select_related("officer")],
            prominent=row.case_id in complaints.prominent(Statement.objects.filter(pk=row.pk)),
            passed=complaints.passed_to(row),
            due=self._due(),
            answers=step == "answer",
            topic=TOPICS.get(row.topic, ""),
            forms=forms,
            form=wrong,
        )
        return self.render_to_response(context, status=status)
