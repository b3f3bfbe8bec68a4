"""The number of a row as a form sends it back: anything else than a plain, small number is no row."""

from __future__ import annotations

from django.http import QueryDict

DIGITS = 18
"""No table counts further, and every database can hold it."""


def row_number(text: str) -> int:
    """Return the number, or 0, which no row has; `isdigit` alone lets ² through, and a thousand digits."""
    return int(text) if len(text) <= DIGITS and text.isascii() and text.isdigit() else 0


def last_seen(data: QueryDict) -> int | None:
    """Return the number of the last line the page showed when its form was filled in; None where it does not say."""
    shown = data.get("seen")
    return row_number(str(shown)) if shown is not None else None
