"""Policy pages that must be looked at again, on the home of the staff shell: amber for the owner and for the county."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.ui.components import Component

from policies.models import PolicyPage
from policies.rules.page_duties import EXPIRED

EVERYTHING = "policies.publish_programme"


def pages_of(user: Any) -> QuerySet[PolicyPage]:
    """Return the published pages somebody answers for: a publisher for all, an editor for his own."""
    pages: QuerySet[PolicyPage] = PolicyPage.objects.live().select_related("owner", "jurisdiction")
    return pages if user.has_perm(EVERYTHING) else pages.filter(owner=user)


class StalePagesPanel(Component):
    """The pages whose second look is due or whose document expired; nothing at all when there are none."""

    name = "stale-pages"
    template_name = "policies/studio/stale_pages.html"
    order = 55

    def __init__(self, pages: QuerySet[PolicyPage], today: date, *, may_edit: bool) -> None:
        self.pages, self.today, self.may_edit = pages, today, may_edit

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the pages, those longest due first."""
        found = [(page, page.freshness(self.today)) for page in self.pages]
        due = [row for row in found if not row[1].fresh]
        due.sort(key=lambda row: (row[1].state == EXPIRED, row[1].day or self.today))
        rows = [{"page": page, "found": state} for page, state in due]
        return {"rows": rows, "may_edit": self.may_edit}
