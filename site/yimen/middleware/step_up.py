"""Where an act of weight lacks its code, the answer is a page that asks for it and keeps everything typed."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.step_up import FIELD, StepUpNeeded, enrolled, step_up
from yimen.second_factor.devices import demo_code

APPROVAL = "wagtailsnippets_policies_programme:workflow_action"
LEFT_OUT = ("csrfmiddlewaretoken", FIELD)


class StepUpMiddleware:
    """Turn `StepUpNeeded` into the page that asks for the code and sends the same form again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Ask before a programme passes its last hand in Wagtail's own view of workflows."""
        match = request.resolver_match
        if request.method != "POST" or match is None or match.view_name != APPROVAL:
            return None
        if match.kwargs.get("action_name") != "approve" or not request.user.is_authenticated:
            return None
        try:
            step_up(request, timezone.now(), act="publish")
        except StepUpNeeded as needed:
            return self.process_exception(request, needed)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer only our own question; every other exception goes its way."""
        if not isinstance(exception, StepUpNeeded):
            return None
        title = _("请用动态码确认是您本人")
        context = {
            "page_title": title,
            "header_title": title,
            "typed": [
                (name, one) for name, all_ in request.POST.lists() for one in all_ if name not in LEFT_OUT
            ],
            "files": bool(request.FILES),
            "field": FIELD,
            "wrong": exception.wrong,
            "wait": exception.wait,
            "minutes": settings.YIMEN_STEP_UP_MINUTES,
            "enrolled": enrolled(request.user),
            "demo_code": demo_code(request.user) if settings.YIMEN_DEMO else "",
        }
        response = render(request, "yimen/second_factor/ask.html", context, status=403)
        response["Cache-Control"] = "private, no-store"
        return response
