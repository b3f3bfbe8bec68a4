"""The looks in which a page is baked: text sizes and languages, each chosen by a cookie of the site.

The cookies belong to the front door (大字版) and to Django; a test keeps these names and theirs the same.
"""

from __future__ import annotations

SIZE_COOKIE, SIZES = "yimen_text", ("normal", "large", "largest")
LANGUAGE_COOKIE, LANGUAGES = "django_language", ("zh-hans", "en")
PLAIN = "normal.zh-hans"
ALL = tuple(f"{size}.{language}" for size in SIZES for language in LANGUAGES)


def chosen(cookies: str) -> str:
    """Return the look that a Cookie header asks for; anything unknown is plain."""
    if SIZE_COOKIE not in cookies and LANGUAGE_COOKIE not in cookies:
        return PLAIN
    size, language = SIZES[0], LANGUAGES[0]
    for part in cookies.split(";"):
        name, _, value = part.strip().partition("=")
        if name == SIZE_COOKIE and value in SIZES:
            size = value
        elif name == LANGUAGE_COOKIE and value in LANGUAGES:
            language = value
    return f"{size}.{language}"


def cookies(look: str) -> str:
    """Return the Cookie header that asks for a look."""
    size, language = look.split(".")
    return f"{SIZE_COOKIE}={size}; {LANGUAGE_COOKIE}={language}"
