"""Tables of the public site."""

from front.models.contact import OfficeContact
from front.models.draft import KEPT, ApplicationDraft

__all__ = ["KEPT", "ApplicationDraft", "OfficeContact"]
