"""`{{ words|zh }}`: words from the law's data, set as on paper."""

from __future__ import annotations

from django import template

from policies.rules.typography import set_type

register = template.Library()


@register.filter
def zh(words: object) -> str:
    """Return the words with full-width marks; the template still escapes them."""
    return set_type(str(words))
