"""Tables of the public site."""

from front.models.contact import OfficeContact

__all__ = ["OfficeContact"]
