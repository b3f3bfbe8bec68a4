"""The last look, the handing in, and the receipt."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from casework.rules.lead import CHANNEL as LEAD
from front import queries, sessions
from front.actions.lodging import hand_in
from front.forms.property import in_brackets
from front.forms.questions import shown as in_words
from front.models import ApplicationDraft
from front.progress import progress
from front.qr import qr_svg
from front.rules.draft import TODO
from front.views.apply.ground import is_settled, private, with_draft
from front.views.apply.tasks import state_of
from front.views.apply.trouble import questions


@with_draft
def check(request: HttpRequest, draft: ApplicationDraft) -> HttpResponse:
    """Show everything as it will be handed in; hand it in."""
    if state_of(draft)["check"] != TODO:
        return redirect("apply")
    if request.method == "POST":
        hand_in(draft=draft.pk, at=timezone.now())
        return redirect("receipt")
    data, today = draft.data(), timezone.localdate()
    places = dict(code for _town, group in queries.villages() for code in group)
    answers = [
        {
            "question": question,
            "answer": places.get(data.village, "")
            if question.type == "place"
            else in_words(question, data.answers.get(question.key), in_brackets(data.much)),
        }
        for question in questions(draft, today)
    ]
    shown = {
        "people": data.people,
        "answers": answers,
        "papers": [{"paper": paper, "cannot": data.excuse(paper)} for paper in queries.wanted(draft, today)],
        "signatures": data.signatures,
        "account_tail": data.account[-4:],
        "no_account": data.no_account,
        "back": "/apply/",
    }
    return render(request, "front/apply/check.html", shown)


@private
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the receipt of the application that this session handed in."""
    draft = sessions.held(request)
    kept = draft.kept_receipt() if draft else None
    if draft is None or draft.case is None or kept is None:
        return redirect("apply")
    number, code, token = kept
    address = request.build_absolute_uri(reverse("track_token", args=[token]))
    shown = {
        "number": number,
        "code": " ".join(code[place : place + 4] for place in range(0, len(code), 4)),
        "address": address,
        "qr": qr_svg(address, _("扫一扫看进度")),
        "progress": progress(draft.case, timezone.now()),
        "case": draft.case,
        "disclosure": draft.disclosure if is_settled(draft) else None,
        "by_officer": draft.handoff is not None and draft.handoff.channel == LEAD,
    }
    return render(request, "front/apply/receipt.html", shown)
