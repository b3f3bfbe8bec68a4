"""大字版： which of the three text sizes a reader has chosen, kept in a cookie of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

COOKIE = "yimen_text"
NORMAL, LARGE, LARGEST = "normal", "large", "largest"
SIZES = (NORMAL, LARGE, LARGEST)
# The classes of <html>; elder.css hangs on the first.
CLASSES = {NORMAL: "", LARGE: "elder", LARGEST: "elder largest"}
A_YEAR = 365 * 24 * 60 * 60


def chosen(request: HttpRequest) -> str:
    """Return the size in the cookie; anything else is normal."""
    size = request.COOKIES.get(COOKIE, NORMAL)
    return size if size in SIZES else NORMAL


def remember(response: HttpResponse, size: str, *, secure: bool) -> None:
    """Keep the size for a year, also after the browser was closed."""
    response.set_cookie(COOKIE, size, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
