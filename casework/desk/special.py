"""What was decided by a way of its own, by whom: so that a special plan does not become a favour (SY-4.4b)."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView, no_entry
from casework.desk.queue import dressed
from casework.desk.rows import make_rows
from casework.models import Case
from casework.rules.roles import COUNTY

SPECIAL = ("special", "deliberated", "elevated")
"""The flags of the three ways: a plan filed first, a case on its own merits, a review by the county."""


class SpecialView(DeskView, View):
    """Special cases of the county's townships, gathered by who decided them, the most first."""

    http_method_names = ["get"]
    template_name = "desk/special.html"
    page_title = _("特殊办理的件")
    header_icon = "clipboard-list"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list to the county."""
        if not self.actor.holds((COUNTY,)):
            return no_entry(request, str(_("这张单子给县里监督用。")))
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = Q(pk__in=[])
        for flag in SPECIAL:
            wanted |= Q(flags__contains=flag)
        cases = dressed(self.cases().filter(wanted)).order_by("confirmed_by__name", "confirmed_by", "number")
        groups = [
            self._group(list(found)) for _key, found in groupby(cases, lambda case: case.confirmed_by_id)
        ]
        return super().get_context_data(
            groups=sorted(groups, key=lambda group: -len(group["rows"])), **kwargs
        )

    def _group(self, cases: list[Case]) -> dict[str, Any]:
        officer = cases[0].confirmed_by
        return {
            "name": officer.name if officer else _now("还没有决定"),
            "rows": make_rows(cases, self.actor, self.now),
        }
