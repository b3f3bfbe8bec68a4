"""The number of a row as a form sends it back: anything else than a plain, small number is no row."""

from __future__ import annotations

DIGITS = 18
"""No table counts further, and every database can hold it."""


def row_number(text: str) -> int:
    """Return the number, or 0, which no row has; `isdigit` alone lets ² through, and a thousand digits."""
    return int(text) if len(text) <= DIGITS and text.isascii() and text.isdigit() else 0
