"""A roster as a Wagtail page with its rows in a table, read and rendered at every request."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.models import Page


class RosterPage(Page):
    """The page; its menu and its path come from the page tree, as in every tutorial."""

    village = models.CharField(max_length=60)

    template = "rival/roster_page.html"

    class Meta:
        app_label = "rival"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the template the rows, the menu and the way here."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["rows"] = self.rows.order_by("place")
        context["menu"] = self.get_site().root_page.get_children().live().in_menu()
        context["path"] = self.get_ancestors().filter(depth__gt=1)
        return context


class RosterRow(models.Model):
    """One household of the roster, masked already."""

    page = models.ForeignKey(RosterPage, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=30)
    village = models.CharField(max_length=60)
    members = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)

    class Meta:
        app_label = "rival"

    def __str__(self) -> str:
        return self.name
