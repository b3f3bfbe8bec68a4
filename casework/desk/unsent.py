"""A form sent after the session had closed: what was typed waits, sealed, until its author has signed in again."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework.actions.drafts import MOST
from casework.sealing import SealBroken, seal, unseal

ACT = "desk_act"
OURS = "desk_"
"""How the addresses of the desk are named, here and in the app above."""
OWN_KEEPING = frozenset({"desk_visit", "desk_visit_photo"})
"""The telephone keeps a home visit itself, and sends it again by itself."""
KEY = "desk_unsent"
WHO = "desk_who"
"""The cookie that says, signed, who sat at the desk of this browser last; it outlives the session."""
FORM_SEAL = "csrfmiddlewaretoken"
KEPT = 7 * 24 * 60 * 60
"""Seconds for which that is remembered: over a week's end."""
NOT_TYPED = frozenset({FORM_SEAL, "seen", "sure", "keep", "reckon", "back"})
"""Names of an act's form that no person typed: buttons, and the page it was read from."""


def typed(request: HttpRequest) -> dict[str, list[str]]:
    """Return what a person has typed into the form of an act."""
    return {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name not in NOT_TYPED
    }


def hold(request: HttpRequest) -> bool:
    """Hold what was sent to a form of the desk in the session, sealed; say whether there was such a form.

    Only what a page of this house sent may come here: the caller has seen its token, or its origin.
    Where nobody knows who typed it, nobody could be given it back: nothing is held.
    """
    name, who = _name(request), _who(request)
    if request.method != "POST" or not who or not name.startswith(OURS) or name in OWN_KEEPING:
        return False
    sent = {key: [str(one) for one in values] for key, values in request.POST.lists() if key != FORM_SEAL}
    kept = {
        "who": who,
        "path": request.path,
        "typed": typed(request) if name == ACT else sent,
        "files": bool(request.FILES),
    }
    text = json.dumps(kept, ensure_ascii=False)
    if len(text) > MOST:
        return False
    request.session[KEY] = base64.b64encode(seal(text, KEY)).decode()
    return True


class UnsentMiddleware:
    """Hold what was typed into a form of the desk by somebody whose session has closed meanwhile, and give it back.

    Stands behind the check of the form's token, so that only a page of this house can leave anything here.
    The form of an act takes its words up again itself (`take_unsent`); any other is shown as it was sent, to be
    sent once more with one press.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _name(request).startswith(OURS) and request.user.is_authenticated:
            _remember(request, response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Hold it; the shell then sends him to sign in and back to the same form."""
        name = _name(request)
        # The address first: a reader of a public page costs no query here.
        if not name.startswith(OURS):
            return None
        if not request.user.is_authenticated:
            hold(request)
            return None
        if request.method != "GET" or name == ACT:
            return None
        kept = _take(request)
        return _once_more(request, kept) if kept.get("path") == request.path else None


def take_unsent(request: HttpRequest) -> dict[str, list[str]]:
    """Return once what was typed into this form before the session closed; empty where nothing waits."""
    kept = _take(request)
    found: dict[str, list[str]] = kept["typed"] if kept.get("path") == request.path else {}
    return found


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.url_name) if match else ""


def _take(request: HttpRequest) -> dict[str, Any]:
    if KEY not in request.session:
        return {}
    try:
        kept: dict[str, Any] = json.loads(unseal(base64.b64decode(request.session.pop(KEY)), KEY))
    except SealBroken:
        return {}
    return kept if kept["who"] == str(request.user.pk) else {}


def _who(request: HttpRequest) -> str:
    return str(request.get_signed_cookie(WHO, default="", salt=WHO))


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    """Write down whose browser this is: at a shared desk nobody finds the words of another."""
    who = str(request.user.pk)
    if _who(request) != who:
        response.set_signed_cookie(
            WHO,
            who,
            salt=WHO,
            max_age=KEPT,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def _once_more(request: HttpRequest, kept: dict[str, Any]) -> HttpResponse:
    """Show that the form is still there; nothing has been done with it yet."""
    title = _("刚才填的还在")
    context = {
        "header_title": title,
        "breadcrumbs_items": [{"url": "", "label": title}],
        "typed": [(name, one) for name, values in kept["typed"].items() for one in values],
        "files": kept["files"],
    }
    response = render(request, "desk/unsent.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
