"""The letters of the officer's cases: which wait for service, one letter with its service, and its papers."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView, actor_at, has_post, no_entry, village_only
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES
from notices import papers
from notices.case_forms import form_bytes
from notices.desk.forms import ProofForm
from notices.models import Notice, Publication
from notices.models.letters import VOID
from notices.queries import acceptances, notices_for, service_missing
from notices.receipts import receipt_bytes
from notices.rules.service import METHOD_NAMES, Lack

PAGE = 25
HINTS = {
    "direct": _("两个人去，本人签收。没有见到人、不肯签，也在这里记。"),
    "left": _("不肯签的，留在家里：拍照、录像、录音，或者请村里、单位的人见证。"),
    "post": _("找不到人的，EMS 寄到他自己确认过的地址。"),
    "public": _("都送不到，最后才公告。"),
}
NOTHING_TICKED = _("还没有勾要打印的文书，回去勾上再印。")
PRINTED_TOGETHER = _("一起打印文书")
NO_ACCEPTANCE = _("这几件还没有受理告知书，去掉勾再印：%(numbers)s。")
NOT_FOR_VILLAGES = _("文书和送达由乡镇办，村里看不到。")


class LetterDesk(DeskView, View):
    """What every view of a letter has: township and county only, and only letters of their own cases."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn villages away with a sentence, whatever they asked for."""
        actor = actor_at(request)
        if has_post(actor) and village_only(actor):
            return no_entry(request, str(NOT_FOR_VILLAGES))
        try:
            return super().dispatch(request, *args, **kwargs)
        except StepRefused as refusal:  # a kept file that is no longer what was issued is not handed out
            return no_entry(request, refusal.reason, back=reverse("desk_notices"), status=409)

    def find(self, pk: UUID) -> Notice:
        """Return one notice; what is not his to see is refused as its case is."""
        rows = notices_for(self.actor).select_related(
            "case__unit__parent", "case__unit__jurisdiction", "cause", "replaces", "replaced_by"
        )
        notice = rows.filter(pk=pk).first()
        if notice is None:
            raise self.absent(Notice.objects.filter(pk=pk).values_list("case_id", flat=True).first())
        return notice


class NoticesView(LetterDesk):
    """The letters that have not reached anybody yet, oldest first."""

    http_method_names = ["get"]
    template_name = "desk/notices.html"
    page_title = _("文书送达")
    header_icon = "mail"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of them."""
        waiting = notices_for(self.actor).exclude(state__in=("served", VOID)).order_by("issued_at")
        page = Paginator(waiting, PAGE).get_page(self.request.GET.get("p"))
        return self.render_to_response(self.get_context_data(page=page))


class NoticeView(LetterDesk):
    """One letter: what it says, what has been tried and is kept of it, and which way of serving is open next."""

    http_method_names = ["get"]
    template_name = "desk/notice.html"
    header_icon = "mail"
    notice: Notice

    def get_page_title(self) -> str:
        return f"{self.notice.title} {self.notice.number}"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the letter."""
        self.notice = self.find(pk)
        attempts = list(self.notice.attempts.prefetch_related("proofs"))
        return self.render_to_response(
            self.get_context_data(
                notice=self.notice,
                lines=self.notice.text.splitlines(),
                attempts=attempts,
                ladder=ladder(self.notice, day_of(self.now)),
                announcement=Publication.objects.filter(notice=self.notice).first(),
                announced_until=self._until(),
                may_serve=self.actor.holds(TOWNSHIP_ROLES) and self.notice.state not in ("served", VOID),
                may_correct=self.actor.holds(TOWNSHIP_ROLES) and self.notice.state in ("issued", "failed"),
                proof_form=ProofForm() if attempts and self.actor.holds(TOWNSHIP_ROLES) else None,
            )
        )

    def _until(self) -> date | None:
        """Return the last day of an announcement that still runs: until then nothing has been served."""
        served = self.notice.served_on
        return served if served is not None and served > day_of(self.now) else None


def said(lack: Lack) -> str:
    """Return what a way of serving lacks, in the language of the reader."""
    return _now(lack.words) % {key: _read(value) for key, value in lack.values}


def _read(value: str | int | tuple[str, ...]) -> str | int:
    if isinstance(value, tuple):
        return _now("或者").join(_now(one) for one in value)
    return _now(value) if isinstance(value, str) else value


def ladder(notice: Notice, today: date) -> list[dict[str, Any]]:
    """Return every way of serving this letter in the order of the law, with what it still lacks before it is open."""
    found = []
    for method, label in METHOD_NAMES.items():
        wanted = service_missing(notice, method, today)
        found.append(
            {
                "method": method,
                "label": _(label),
                "hint": HINTS[method],
                "closed": [said(lack) for lack in wanted if lack.bars],
                "needs": [said(lack) for lack in wanted if not lack.bars],
                "under_way": method == "post" and notice.state == "under_way",
            }
        )
    return found


class LetterPrint(LetterDesk):
    """The letter as a page to print: the twin of the PDF, for a machine where the PDF cannot be made."""

    http_method_names = ["get"]
    template_name = "desk/notice_print.html"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the letter alone."""
        return self.render_to_response({"letter": papers.letter_data(self.find(pk))})


class LettersPrint(LetterDesk):
    """The letters that were ticked, as one PDF to print; written down like every list that leaves the desk."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send the file; ticks that are none of this officer's letters, or void, are left out."""
        ticked = [UUID(one) for one in request.POST.getlist("notice")[:PAGE] if _is_uuid(one)]
        rows = notices_for(self.actor).select_related(
            "case__unit__parent", "case__unit__jurisdiction", "cause"
        )
        chosen = list(rows.filter(pk__in=ticked).exclude(state=VOID).order_by("issued_at", "pk"))
        if not chosen:
            return no_entry(request, str(NOTHING_TICKED), back=reverse("desk_notices"), status=422)
        made = papers.letters_together(chosen)
        self.take_out(what="letters", rows=len(chosen), reason=str(PRINTED_TOGETHER))
        return pdf_answer(made, f"letters-{self.now:%Y%m%d-%H%M}.pdf")


class AcceptancesPrint(LetterDesk):
    """The acceptance notices of the cases that were ticked in the queue, as one PDF to print, written down as well."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send the file; where a ticked case has no such letter, say which, and print nothing by halves."""
        ids = [tick.partition(":")[0] for tick in request.POST.getlist("case")[:PAGE]]
        cases = self.cases().filter(pk__in=[UUID(one) for one in ids if _is_uuid(one)])
        found = {row.case_id: row for row in acceptances(self.actor, cases)}
        lacking = [case.number for case in cases.order_by("number") if case.pk not in found]
        if lacking or not found:
            reason = NO_ACCEPTANCE % {"numbers": "、".join(lacking)} if lacking else NOTHING_TICKED
            return no_entry(request, str(reason), back=reverse("desk_queue"), status=422)
        made = papers.letters_together(found.values())
        self.take_out(what="letters", rows=len(found), reason=str(PRINTED_TOGETHER))
        return pdf_answer(made, f"acceptance-{self.now:%Y%m%d-%H%M}.pdf")


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


class LetterPdf(LetterDesk):
    """The letter and its stub as PDF, from private storage."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Send the file."""
        notice = self.find(pk)
        return pdf_answer(papers.letter_bytes(notice), f"letter-{notice.year}-{notice.serial}.pdf")


class ReceiptPdf(LetterDesk):
    """The proof-of-service form of a letter, prefilled."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Make the form and send it."""
        notice = self.find(pk)
        made = receipt_bytes(notice, at=self.now, blank="blank" in request.GET)
        return pdf_answer(made, f"receipt-{notice.year}-{notice.serial}.pdf")


class FormPdf(LetterDesk):
    """One of the place's own forms, filled from a case as far as the case knows."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
        """Make it and send it."""
        case = self.find_case(pk)
        try:
            made = form_bytes(case, kind, at=self.now)
        except StepRefused as refusal:
            return no_entry(request, refusal.reason, back=reverse("desk_case", args=[pk]), status=409)
        return pdf_answer(made, f"{kind}.pdf")


def pdf_answer(body: bytes, name: str) -> HttpResponse:
    """Return a PDF that no cache keeps, under a name without anybody's."""
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
