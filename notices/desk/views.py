"""The letters of the officer's cases: which wait for service, one letter with its service, and its papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView, actor_at, has_post, no_entry, village_only
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES
from notices import actions, papers
from notices.desk.forms import ServiceForm
from notices.models import Notice
from notices.queries import notices_for, service_missing
from notices.rules.service import METHOD_NAMES

PAGE = 25
NOT_FOR_VILLAGES = _("文书和送达由乡镇办,村里看不到。")


class LetterDesk(DeskView, View):
    """What every view of a letter has: township and county only, and only letters of their own cases."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn villages away with a sentence, whatever they asked for."""
        actor = actor_at(request)
        if has_post(actor) and village_only(actor):
            return no_entry(request, str(NOT_FOR_VILLAGES))
        return super().dispatch(request, *args, **kwargs)

    def find(self, pk: UUID) -> Notice:
        """Return one notice, or 404 where its case does not exist for this officer."""
        rows = notices_for(self.actor).select_related(
            "case__unit__parent", "case__unit__jurisdiction", "cause"
        )
        notice = rows.filter(pk=pk).first()
        if notice is None:
            raise Http404
        return notice


class NoticesView(LetterDesk):
    """The letters that have not reached anybody yet, oldest first."""

    http_method_names = ["get"]
    template_name = "desk/notices.html"
    page_title = _("文书送达")
    header_icon = "mail"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of them."""
        waiting = notices_for(self.actor).exclude(state="served").order_by("issued_at")
        page = Paginator(waiting, PAGE).get_page(self.request.GET.get("p"))
        return self.render_to_response(self.get_context_data(page=page))


class NoticeView(LetterDesk):
    """One letter: what it says, what has been tried, what is legally missing, and the form for the next attempt."""

    http_method_names = ["get", "post"]
    template_name = "desk/notice.html"
    header_icon = "mail"
    notice: Notice

    def get_page_title(self) -> str:
        return f"{self.notice.title} {self.notice.number}"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the letter."""
        self.notice = self.find(pk)
        return self._page(ServiceForm(notice=self.notice))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Record an attempt at service; what the law misses comes back as a sentence, and nothing typed is lost."""
        if not self.actor.holds(TOWNSHIP_ROLES):
            return no_entry(request, str(_("送达由乡镇的工作人员登记。")))
        self.notice = self.find(pk)
        form = ServiceForm(request.POST, notice=self.notice)
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
            )
        except StepRefused as refusal:
            form.add_error(None, str(refusal))
            return self._page(form, 422)
        messages.success(request, f"{attempt.get_method_display()}:{attempt.get_outcome_display()}")
        return redirect("desk_notice", pk=self.notice.pk)

    def _page(self, form: ServiceForm, status: int = 200) -> HttpResponse:
        today = day_of(self.now)
        methods = [
            (label, service_missing(self.notice, method, today)) for method, label in METHOD_NAMES.items()
        ]
        context = self.get_context_data(
            notice=self.notice,
            lines=self.notice.text.splitlines(),
            attempts=self.notice.attempts.all(),
            methods=methods,
            may_serve=self.actor.holds(TOWNSHIP_ROLES) and self.notice.state != "served",
            form=form,
        )
        return self.render_to_response(context, status=status)


class LetterPrint(LetterDesk):
    """The letter as a page to print: the twin of the PDF, for a machine where the PDF cannot be made."""

    http_method_names = ["get"]
    template_name = "desk/notice_print.html"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the letter alone."""
        return self.render_to_response({"letter": papers.letter_data(self.find(pk))})


class LetterPdf(LetterDesk):
    """The letter and its stub as PDF, from private storage."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Send the file."""
        notice = self.find(pk)
        return _pdf(papers.letter_bytes(notice), f"letter-{notice.year}-{notice.serial}.pdf")


class ReceiptPdf(LetterDesk):
    """The proof-of-service form of a letter, prefilled."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Make the form and send it."""
        notice = self.find(pk)
        made = papers.receipt_bytes(notice, at=self.now)
        return _pdf(made, f"receipt-{notice.year}-{notice.serial}.pdf")


def _pdf(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
