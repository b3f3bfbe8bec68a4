"""A form sent after the session had closed: what was typed waits, sealed, until its author has signed in again."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from casework.actions.drafts import MOST
from casework.sealing import SealBroken, seal, unseal

ACT = "desk_act"
KEY = "desk_unsent"
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "seen", "sure", "keep", "reckon", "back"})
"""Names of an act's form that no person typed: buttons, and the page it was read from."""


def typed(request: HttpRequest) -> dict[str, list[str]]:
    """Return what a person has typed into the form of an act."""
    return {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name not in NOT_TYPED
    }


class UnsentMiddleware:
    """Hold what was typed into an act's form by somebody whose session has closed meanwhile.

    Stands behind the check of the form's token, so that only a page of this house can leave anything here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Hold it; the shell then sends him to sign in and back to the same form."""
        match = request.resolver_match
        if request.method != "POST" or match is None or match.url_name != ACT:
            return
        if request.user.is_authenticated:
            return
        text = json.dumps({"path": request.path, "typed": typed(request)}, ensure_ascii=False)
        if len(text) <= MOST:
            request.session[KEY] = base64.b64encode(seal(text, KEY)).decode()


def take_unsent(request: HttpRequest) -> dict[str, list[str]]:
    """Return once what was typed into this form before the session closed; empty where nothing waits."""
    if KEY not in request.session:
        return {}
    try:
        kept = json.loads(unseal(base64.b64decode(request.session.pop(KEY)), KEY))
    except SealBroken:
        return {}
    return kept["typed"] if kept["path"] == request.path else {}
