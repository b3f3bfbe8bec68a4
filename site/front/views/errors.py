"""What a stranger sees when something is missing, refused or broken: plain words, a phone, a way on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.html import escape

from casework.desk.unsent import hold
from front import text_size
from front.contact import remembered_contact

STOOD_OPEN = "CSRF token"
"""How Django begins the reason when the form's own token is not that of the session."""
BARE = (
    '<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><title>是我们出错了</title>'
    "<h1>是我们出错了，不是您的错</h1><p>过几分钟再试一次，或者打电话：{phone}</p>"
    '<p><a href="/">回首页</a></p></html>'
)
"""The same page when not even its template or its style can be found."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent cannot be read."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in as somebody who may not see this."""
    return render(request, "403.html", status=403)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the page stood open too long, or cookies are off; nothing was sent.

    Whoever signed in anew in another window meanwhile holds an old token. A form of the desk that the browser says
    comes from this house (a foreign origin is refused before its token is looked at) is led back with its words.
    """
    if "Origin" in request.headers and reason.startswith(STOOD_OPEN) and hold(request):
        return redirect(request.get_full_path())
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or no longer."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. Uses neither the database nor the session, which may be what broke."""
    size = text_size.chosen(request)
    known = remembered_contact()
    shown = {"contact": known, "html_class": text_size.CLASSES[size], "elder": size != text_size.NORMAL}
    try:
        page: str = render_to_string("500.html", shown)
    except Exception:  # noqa: BLE001 - the page that says something broke may not break itself
        page = BARE.format(phone=escape(known.phone))
    return HttpResponse(page, status=500)
