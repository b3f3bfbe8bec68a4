"""What every public template may use: the contact, the text size, the doors, the demo ribbon."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from front import text_size
from front.contact import contact

# Addresses are part of the house's promise (docs: commands and addresses that stay stable).
DOORS = (
    ("/chat/", _("我要问")),
    ("/apply/", _("我要办")),
    ("/track/", _("查进度")),
    ("/public/", _("看公示")),
)
MORE = (("/policy/", _("查政策")),)


def house(request: HttpRequest) -> dict[str, Any]:
    """Return the names that base.html and its children use; the contact is read only when shown."""
    size = text_size.chosen(request)
    elder = size != text_size.NORMAL
    return {
        "contact": SimpleLazyObject(contact),
        "text_size": size,
        "elder": elder,
        "html_class": text_size.CLASSES[size],
        "doors": DOORS if elder else DOORS + MORE,
        "demo": settings.YIMEN_DEMO,
    }
