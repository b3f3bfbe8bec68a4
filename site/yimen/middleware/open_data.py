"""The door of `/api/`: takes only reading, forgets who asks, and gives every answer its tag and its permission."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from front.api.addresses import ROOT
from front.api.problems import MEDIA_TYPE, problem, problem_of
from policies.rules.private_numbers import scan
from yimen.middleware.hostile_input import refuses

READING = ("GET", "HEAD")
ALLOWED = "GET, HEAD, OPTIONS"
# Nothing of the reader changes an answer; so nothing of the reader goes further.
OF_THE_READER = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_ACCEPT_LANGUAGE")
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, noarchive",
    "Content-Language": "zh-Hans",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
    "Allow": ALLOWED,
}


class OpenDataMiddleware:
    """Stands before all others, so that neither session, language nor a page of the site meets a machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return _opened(HttpResponse(status=204, headers=PREFLIGHT))
        refused = _refusal(request)
        if refused is not None:
            return _opened(refused)
        head, request.method = request.method == "HEAD", "GET"
        for name in OF_THE_READER:
            request.META.pop(name, None)
        response = _opened(_tagged(request, self.get_response(request)))
        return _without_body(response) if head else response


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """Return why a request goes no further; nothing of it is logged, for it may hold somebody's number."""
    query = request.META.get("QUERY_STRING", "")
    if request.method not in READING:
        refused = problem("method-not-allowed")
        refused["Allow"] = ALLOWED
    elif refuses(request.path_info, query):
        refused = problem("unreadable-request")
    elif scan(f"{request.path_info} {unquote_plus(query)}"):
        refused = problem("private-number")
    else:
        return None
    # Django writes the address of every 4xx into the log unless it is told that this has been done.
    refused._has_been_logged = True  # type: ignore[attr-defined]
    return refused


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give an answer its tag, and answer 304 to who has it already; a page of an error becomes a problem."""
    if response.status_code >= 400:
        ours = response["Content-Type"].startswith(MEDIA_TYPE)
        return response if ours else problem_of(response)
    if response.status_code != 200:
        return response
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = tag
    changed = response.get("Last-Modified")
    since = parse_http_date_safe(changed) if changed else None
    found = get_conditional_response(request, tag, since, response) or response
    return problem("precondition-failed") if found.status_code == 412 else found


def _opened(response: HttpResponse) -> HttpResponse:
    """Let other sites read it, and take away what would tie it to a reader."""
    response.cookies.clear()
    del response["Vary"]
    for name, value in OPEN.items():
        response[name] = value
    return response


def _without_body(response: HttpResponse) -> HttpResponse:
    length = str(len(response.content))
    response.content = b""
    response["Content-Length"] = length
    return response
