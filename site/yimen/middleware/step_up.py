"""Where an act of weight lacks its code, the answer is a page that asks for it and keeps everything typed."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import ResolverMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.step_up import FIELD, StepUpNeeded, enrolled, step_up
from yimen.second_factor.devices import demo_code

APPROVALS = {
    "wagtailsnippets_policies_programme:workflow_action": "studio_review",
    "wagtailadmin_pages:workflow_action": "wagtailadmin_pages:edit",
}
"""Wagtail's own views in which a draft passes its last hand, and the page on which one may do the same with a code."""
LEFT_OUT = ("csrfmiddlewaretoken", FIELD)


class StepUpMiddleware:
    """Turn `StepUpNeeded` into the page that asks for the code and sends the same form again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Ask before a programme or a page passes its last hand in Wagtail's own view of workflows."""
        match = request.resolver_match
        if request.method != "POST" or match is None or match.view_name not in APPROVALS:
            return None
        if match.kwargs.get("action_name") != "approve" or not request.user.is_authenticated:
            return None
        try:
            step_up(request, timezone.now(), act="publish")
        except StepUpNeeded as needed:
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                return self._lead(request, match)
            return self.process_exception(request, needed)
        return None

    def _lead(self, request: HttpRequest, match: ResolverMatch) -> HttpResponse:
        """Answer the little window of the shell, which shows no page of ours: lead to where one is asked."""
        messages.warning(request, _("发布要用动态码确认是您本人，请在这一页上看过再发布。"))
        draft = next(iter(match.kwargs.values()))
        return JsonResponse(
            {"step": "success", "redirect": reverse(APPROVALS[match.view_name], args=[draft])}
        )

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer only our own question; every other exception goes its way."""
        if not isinstance(exception, StepUpNeeded):
            return None
        title = _("请用动态码确认是您本人")
        context = {
            "header_title": title,
            "header_icon": "key",
            "breadcrumbs_items": [{"url": "", "label": _("动态码")}],
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
