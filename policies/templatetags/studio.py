"""The words of the studio's tables."""

from __future__ import annotations

from typing import Any

from django import template

from policies.studio import personas
from policies.studio.checking import spec_of

register = template.Library()


@register.simple_tag
def got(row: personas.Row, key: str, draft: Any) -> str:
    """Return one part of what a household gets, in words."""
    spec = spec_of(draft)
    return "" if spec is None else personas.say(key, row.got.get(key), spec)
