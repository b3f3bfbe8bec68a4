"""Serving at the desk: one page for each way, the files that prove it, and those that come later."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.desk import words
from casework.desk.access import no_entry
from casework.desk.private import NO_STORE, note_look
from casework.desk.row_numbers import last_seen
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES
from notices import actions
from notices.desk.forms import ProofForm, ServiceForm
from notices.desk.views import HINTS, LetterDesk, said
from notices.models import Notice, ServiceProof
from notices.models.letters import VOID
from notices.proofs import open_proof
from notices.queries import announcement_days, service_missing
from notices.rules.service import METHOD_NAMES, METHODS


class ServeView(LetterDesk):
    """Record one attempt by one way of serving."""

    http_method_names = ["get", "post"]
    template_name = "desk/serve.html"
    header_icon = "mail"
    notice: Notice
    method = ""

    def get_page_title(self) -> str:
        return _(METHOD_NAMES[self.method])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = super().get_breadcrumbs_items()
        url = reverse("desk_notice", args=[self.notice.pk])
        return [here[0], {"url": url, "label": self.notice.number}, here[1]]

    def get(self, request: HttpRequest, pk: UUID, method: str) -> HttpResponse:
        """Show the boxes that this way needs."""
        refused = self._refused(pk, method)
        if refused is not None:
            return refused
        return self._page(self._form())

    def post(self, request: HttpRequest, pk: UUID, method: str) -> HttpResponse:
        """Record it; what the law misses comes back as a sentence, and nothing typed is lost."""
        refused = self._refused(pk, method)
        if refused is not None:
            return refused
        form = self._form(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            attempt = actions.serve(
                case=self.notice.case_id,
                kind=self.notice.kind,
                notice=self.notice.pk,
                report=form.report(),
                actor=self.actor,
                at=self.now,
                seen=last_seen(request.POST),
            )
        except StepRefused as refusal:
            form.add_error(None, words.refused(refusal.reason, refusal.clause))
            return self._page(form, 409 if refusal.code == "stale" else 422)
        messages.success(
            request, words.headed(_(attempt.get_method_display()), _(attempt.get_outcome_display()))
        )
        return redirect("desk_notice", pk=self.notice.pk)

    def _refused(self, pk: UUID, method: str) -> HttpResponse | None:
        if method not in METHODS:
            raise Http404
        if not self.actor.holds(TOWNSHIP_ROLES):
            return no_entry(self.request, _("送达由乡镇的工作人员登记。"))
        self.notice, self.method = self.find(pk), method
        if self.notice.state == "served":
            back = reverse("desk_notice", args=[pk])
            return no_entry(self.request, _("这份文书已经送达，不用再送。"), back=back, status=409)
        if self.notice.state == VOID:
            back = reverse("desk_notice", args=[pk])
            return no_entry(self.request, _("这份文书作废了，送替代它的那一份。"), back=back, status=409)
        return None

    def _form(self, *data: Any) -> ServiceForm:
        village = self.notice.case.unit.name
        return ServiceForm(*data, notice=self.notice, method=self.method, initial={"place": village})

    def _page(self, form: ServiceForm, status: int = 200) -> HttpResponse:
        today = day_of(self.now)
        context = self.get_context_data(
            notice=self.notice,
            seen=self.notice.attempts.count(),
            form=form,
            hint=HINTS[self.method],
            missing=()
            if form.result
            else [said(lack) for lack in service_missing(self.notice, self.method, today)],
            days=announcement_days(self.notice, today) if self.method == "public" else None,
            back=reverse("desk_notice", args=[self.notice.pk]),
        )
        return self.render_to_response(context, status=status)


class ProofAddView(LetterDesk):
    """Take a file that comes later: the signed form, the receipt of the post."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Keep it with the latest attempt."""
        if not self.actor.holds(TOWNSHIP_ROLES):
            return no_entry(request, _("送达由乡镇的工作人员登记。"))
        notice = self.find(pk)
        attempt = notice.attempts.order_by("at", "pk").last()
        form = ProofForm(request.POST, request.FILES)
        if attempt is None:
            raise Http404
        if not form.is_valid():
            messages.error(request, _("还没有选文件，选了再传。"))
            return redirect("desk_notice", pk=pk)
        kind, file = form.cleaned_data["kind"], form.cleaned_data["file"]
        try:
            actions.add_proof(attempt=attempt, kind=kind, file=file, actor=self.actor, at=self.now)
        except StepRefused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, _("传好了。"))
        return redirect("desk_notice", pk=pk)


class ProofView(LetterDesk):
    """Send one file to an officer of the case, and write the look down: receipts carry addresses and phones."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: UUID, proof: UUID) -> HttpResponseBase:
        """Send it."""
        notice = self.find(pk)
        row = ServiceProof.objects.filter(pk=proof, attempt__notice=notice).first()
        if row is None:
            raise Http404
        note_look(notice.case, self.actor.officer, self.now, what=f"{row.get_kind_display()} {notice.number}")
        response = FileResponse(open_proof(row), content_type=row.content_type)
        response["Content-Disposition"] = f'inline; filename="{row.pk}"'
        response["Cache-Control"] = NO_STORE
        response["X-Content-Type-Options"] = "nosniff"
        return response
