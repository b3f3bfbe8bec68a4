"""The office's contact for templates: from the cache, then the database, and never an error."""

from __future__ import annotations

from django.core.cache import cache
from django.db import DatabaseError, transaction

from front.models.contact import OfficeContact

KEY = "front.contact"
SECONDS = 60


def contact() -> OfficeContact:
    """Return the contact row; a table that cannot be read gives the national number instead of an error."""
    found = cache.get(KEY)
    if isinstance(found, OfficeContact):
        return found
    try:
        with transaction.atomic():
            found = OfficeContact.objects.first() or OfficeContact()
    except DatabaseError:
        return OfficeContact()
    cache.set(KEY, found, SECONDS)
    return found


def contact_now() -> OfficeContact:
    """Return the contact as the database has it, for a reader with a memory of its own (the chat)."""
    return OfficeContact.objects.first() or OfficeContact()


def remembered_contact() -> OfficeContact:
    """Return the contact without touching the database, for the page that says something broke."""
    found = cache.get(KEY)
    return found if isinstance(found, OfficeContact) else OfficeContact()


def forget_contact(**_: object) -> None:
    """Drop the cached row when an editor saves a new one."""
    cache.delete(KEY)
