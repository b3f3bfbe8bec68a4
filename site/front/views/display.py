"""How the reader wants to see the site: text size and language, each in a cookie, each by POST.

No cross-site token is asked for: baked pages carry none, and all a forged post could do is change the type size.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from front import text_size


def way_back(request: HttpRequest) -> str:
    """Return the address to go back to: only a path of this very site, otherwise the home page."""
    address = request.POST.get("next", "/")
    own = {request.get_host()}
    if url_has_allowed_host_and_scheme(address, allowed_hosts=own, require_https=request.is_secure()):
        return address
    return "/"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def text_size_setting(request: HttpRequest) -> HttpResponse:
    """Remember a text size (`size` = normal, large, largest), or show the choice."""
    if request.method != "POST":
        return render(request, "front/text_size.html")
    response = HttpResponseRedirect(way_back(request))
    size = request.POST.get("size", "")
    if size in text_size.SIZES:
        text_size.remember(response, size, secure=settings.SESSION_COOKIE_SECURE)
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def language_setting(request: HttpRequest) -> HttpResponse:
    """Remember a language of `settings.LANGUAGES`, or show the choice."""
    if request.method != "POST":
        return render(request, "front/language.html")
    response = HttpResponseRedirect(way_back(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=text_size.A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
