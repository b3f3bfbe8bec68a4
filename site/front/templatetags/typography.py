"""`{{ words|zh }}`: words from the law's data, set as on paper; `{{ names|listed }}`: several in a row."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from casework.desk import words as desk_words
from policies.rules.typography import set_type

register = template.Library()


@register.filter
def zh(words: object) -> str:
    """Return the words with full-width marks; the template still escapes them."""
    return set_type(str(words))


@register.filter
def listed(several: Iterable[object]) -> str:
    """Return several words with the mark of the reader's language between them; the template still escapes them."""
    return desk_words.listed(several)
