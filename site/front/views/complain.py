"""`/complain/`: straight to the county, without a name, with a way to leave quickly."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from casework import complaints
from casework.actions.complaint import complain_to_county
from casework.queries import complaint_answer_by
from casework.rules.refusal import StepRefused
from front import limits, queries, sessions
from front.forms.requests import ComplaintForm, StatusForm
from front.views.apply.ground import private

TRIES_AN_HOUR = 5
STEPS = (("verify", _lazy("在核实")), ("handle", _lazy("在处理")), ("answer", _lazy("答复了")))
A_DAY = 24 * 60 * 60
MOST_A_DAY = 20
# A page like any other in the history; nothing of it says where the reader was.
ELSEWHERE = "https://www.gov.cn/"


@private
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """Take a complaint and give it a number and a code."""
    form = ComplaintForm(request.POST or None, townships=queries.townships())
    if request.method == "POST" and form.is_valid():
        if limits.too_often(request, "complain", most=MOST_A_DAY, seconds=A_DAY):
            return render(request, "front/track_wait.html", status=429)
        typed = form.cleaned_data
        try:
            receipt = complain_to_county(
                at=timezone.now(),
                topic=typed["topic"],
                words=typed["words"],
                contact=typed["contact"],
                unit=typed["unit"],
            )
        except StepRefused as refused:
            form.add_error("words", refused.reason)
        else:
            by = complaint_answer_by(queries.place_of(), timezone.localdate())
            request.session[sessions.COMPLAINT] = [receipt.number, receipt.code, by.isoformat() if by else ""]
            return redirect("complain_receipt")
    return render(request, "front/complain.html", {"form": form})


@private
@require_safe
def complain_receipt(request: HttpRequest) -> HttpResponse:
    """Show number and code once more to the session that complained."""
    kept = request.session.get(sessions.COMPLAINT)
    if not kept:
        return redirect("complain")
    number, code, *more = kept
    by = parse_date(more[0]) if more else None
    grouped = " ".join(code[place : place + 4] for place in range(0, len(code), 4))
    return render(request, "front/complain_receipt.html", {"number": number, "code": grouped, "by": by})


@private
@require_http_methods(["GET", "HEAD", "POST"])
def complaint_status(request: HttpRequest) -> HttpResponse:
    """Show where a complaint or an objection stands, and the answer, to whoever holds its number and its code."""
    form = StatusForm(request.POST or None)
    shown = None
    if request.method == "POST" and form.is_valid():
        number, code = form.cleaned_data["number"], form.cleaned_data["code"]
        if limits.too_often(request, "complaint", most=TRIES_AN_HOUR, also=number):
            return render(request, "front/track_wait.html", status=429)
        shown = complaints.by_code(number, code)
        if shown is None:
            form.add_error(None, _("编号和查询码对不上，请对照回执再写一次。一小时能试 5 次。"))
        else:
            limits.forgive(request, "complaint", also=number)
    if shown is None:
        return render(request, "front/complaint_find.html", {"form": form})
    done = {step.kind: step.at for step in shown.steps.order_by("at")}
    steps = [{"name": name, "at": done.get(kind)} for kind, name in STEPS]
    objection = shown.case.known().objection if shown.case and shown.kind == "objection" else None
    settled = objection.outcome if objection and objection.id == str(shown.pk) else ""
    context = {"row": shown, "steps": steps if shown.kind == "complaint" else [], "settled": settled}
    return render(request, "front/complaint_status.html", context)


@private
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Leave quickly: forget this session and go to a page that tells nothing."""
    if not request.user.is_authenticated:
        request.session.flush()
    response = HttpResponseRedirect(ELSEWHERE)
    response["Clear-Site-Data"] = '"cache"'
    return response
