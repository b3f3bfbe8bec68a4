"""What every page of the application stands on: this session's draft, never cached, never indexed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from casework.rules.refusal import StepRefused
from front import sessions
from front.models import ApplicationDraft

View = Callable[..., HttpResponse]
CHECK = "check"


def private(view: View) -> View:
    """Let no cache, no proxy and no search engine keep the page."""
    kept = cache_control(private=True, no_store=True)(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = kept(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, noarchive"
        return response

    return answer


def with_draft(view: View) -> View:
    """Give the view this session's unlodged draft; without one, go to where an application begins."""

    @private
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = sessions.held(request)
        if draft is None:
            return redirect("apply")
        if draft.case_id is not None:
            return redirect("receipt")
        try:
            return view(request, draft, *args, **kwargs)
        except StepRefused as refused:
            return say_no(request, refused)

    return answer


def say_no(request: HttpRequest, refused: StepRefused) -> HttpResponse:
    """Show why a step cannot be done now, with the phone and the way back."""
    return render(
        request, "front/refused.html", {"reason": refused.reason, "clause": refused.clause}, status=409
    )


def onward(request: HttpRequest, usual: str, *args: Any) -> HttpResponse:
    """Go on; whoever came from the check page goes straight back there."""
    return redirect("apply_check") if request.GET.get("from") == CHECK else redirect(usual, *args)


def back_from(request: HttpRequest, usual: str) -> str:
    """Return the address of the way back."""
    return "/apply/check/" if request.GET.get("from") == CHECK else usual


def is_settled(draft: ApplicationDraft) -> bool:
    """Say whether the list of papers was given in this application."""
    return draft.disclosure_id is not None and bool(draft.programme)
