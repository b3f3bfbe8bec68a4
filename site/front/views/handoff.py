"""`/f/<token>/`: the one-time link by which a conversation hands over to the site's own form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from casework.actions.handoff import read_handoff
from casework.actions.leads_from_chat import PURPOSES
from front import limits, sessions
from front.actions import drafts
from front.views.apply.ground import private
from front.views.lead import lead_page


@private
@require_http_methods(["GET", "HEAD", "POST"])
def handoff(request: HttpRequest, token: str) -> HttpResponse:
    """Say what comes, and on the press of a button begin the form here.

    Looking is free, so that a messenger's link preview uses nothing up. Opened in another browser the link
    begins anew: what was typed belongs to the browser it was typed in. A lead asks for a name and is done.
    """
    if limits.too_often(request, "handoff", most=60):
        return render(request, "front/track_wait.html", status=429)
    found = read_handoff(token=token, at=timezone.now())
    if found is not None and found.purpose in PURPOSES:
        return lead_page(request, found)
    held = sessions.held(request)
    if held is not None and held.handoff_id is not None and (found is None or held.handoff_id == found.pk):
        return redirect("apply")
    if found is None:
        return render(request, "front/handoff_gone.html", status=410)
    if request.method == "POST":
        sessions.hold(request, drafts.start(at=timezone.now(), handoff=found))
        return redirect("apply")
    return render(request, "front/handoff.html", {"held": held is not None and held.case_id is None})
