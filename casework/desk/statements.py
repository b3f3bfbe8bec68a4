"""What residents said: objections and defences for the township, complaints for the county and whom it passes them to."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework import complaints
from casework.desk.access import DeskView, no_entry, village_only
from casework.models import Statement
from casework.rules.roles import COUNTY, Actor

PAGE = 25


def statements_for(actor: Actor) -> QuerySet[Statement]:
    """Return what an officer may read; nothing of a household he is kin to, a village nothing at all."""
    if village_only(actor):
        return Statement.objects.none()
    within = Q(pk__in=[])
    for unit in actor.units:
        within |= Q(case__unit__code__startswith=unit) | Q(unit__code__startswith=unit)
    told = Statement.objects.filter(within, kind__in=["objection", "defence"])
    told = told.exclude(case__barred__officer__in=actor.hands)
    both = Q(pk__in=told.values("pk")) | Q(pk__in=complaints.readable(actor).values("pk"))
    return Statement.objects.filter(both).select_related("case", "unit").order_by("-at")


class StatementsView(DeskView, View):
    """The list of what was said, newest first; never who said it."""

    http_method_names = ["get"]
    template_name = "desk/statements.html"
    page_title = _("异议与投诉")
    header_icon = "comment"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page; a village reads none."""
        if village_only(self.actor):
            return no_entry(request, str(_("异议和投诉不给村里看，谁说的也不给看。")))
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(statements_for(self.actor), PAGE).get_page(self.request.GET.get("p"))
        prominent = complaints.prominent(Statement.objects.filter(pk__in=[row.pk for row in page]))
        county = self.actor.holds((COUNTY,))
        return super().get_context_data(page=page, county=county, prominent=prominent, **kwargs)
