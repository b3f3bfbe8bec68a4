"""The page behind a lead's one-time link: a name and a telephone, and nothing that was answered in the chat before."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from casework.actions.leads_from_chat import REPORT, name_lead, report_lead
from casework.models import Handoff
from casework.rules.refusal import StepRefused
from front import queries
from front.forms.leads import LeadNameForm, LeadReportForm


def lead_page(request: HttpRequest, handoff: Handoff) -> HttpResponse:
    """Ask an officer whom his lead is about, or a resident whether he wants to say it; looking uses nothing up."""
    if not handoff.context:  # the chat was told to forget what had been said
        return render(request, "front/handoff_gone.html", status=410)
    kind = LeadReportForm if handoff.purpose == REPORT else LeadNameForm
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid():
        act = report_lead if handoff.purpose == REPORT else name_lead
        try:
            lead = act(handoff=handoff.pk, at=timezone.now(), **form.cleaned_data)
        except StepRefused as refused:
            form.add_error(None, refused.reason)
        else:
            shown = {
                "reported": handoff.purpose == REPORT,
                "related": lead.related,
                "here": handoff.channel == "web",
            }
            return render(request, "front/lead_done.html", shown)
    context: dict[str, Any] = {"form": form, "reports": handoff.purpose == REPORT}
    if handoff.purpose == REPORT:
        said = handoff.context
        context |= {"said": said, "village": queries.village(said["village"])}
    return render(request, "front/lead.html", context, status=422 if form.errors else 200)
