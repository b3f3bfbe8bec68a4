"""The looks in which a page is baked: text sizes and languages, each chosen by a cookie of the site.

The cookies belong to the front door (大字版) and to Django; a test keeps these names and theirs the same.
"""

from __future__ import annotations

SIZE_COOKIE, SIZES = "yimen_text", ("normal", "large", "largest")
LANGUAGE_COOKIE, LANGUAGES = "django_language", ("zh-hans", "en")
PLAIN = "normal.zh-hans"
ALL = tuple(f"{size}.{language}" for size in SIZES for language in LANGUAGES)


def chosen(cookies: str, languages: str = "") -> str:
    """Return the look that a Cookie header asks for, and an Accept-Language header where no cookie does."""
    size, language = SIZES[0], ""
    if SIZE_COOKIE in cookies or LANGUAGE_COOKIE in cookies:
        for part in cookies.split(";"):
            name, _, value = part.strip().partition("=")
            if name == SIZE_COOKIE and value in SIZES:
                size = value
            elif name == LANGUAGE_COOKIE and value in LANGUAGES:
                language = value
    return f"{size}.{language or _preferred(languages)}"


def _preferred(languages: str) -> str:
    """Return the language that a reader names first; readers of neither get Chinese."""
    english, chinese = languages.find("en"), languages.find("zh")
    return LANGUAGES[1] if english >= 0 and (chinese < 0 or english < chinese) else LANGUAGES[0]


def cookies(look: str) -> str:
    """Return the Cookie header that asks for a look."""
    size, language = look.split(".")
    return f"{SIZE_COOKIE}={size}; {LANGUAGE_COOKIE}={language}"
