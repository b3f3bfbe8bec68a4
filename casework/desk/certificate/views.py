"""The register of certificates: to destroy, to stamp, to give, and all of them; every line leads to its form."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView, no_entry, village_only
from casework.desk.certificate import lists
from casework.rules.asking import day_of
from casework.rules.roles import TOWNSHIP_ROLES

PAGE = 50
FIRST = 20
"""How many of each waiting list are shown; the others follow as these are done."""


class CertificatesView(DeskView, View):
    """The certificates of an officer's units."""

    http_method_names = ["get"]
    template_name = "desk/certificate/register.html"
    page_title = _("救助证")
    header_icon = "doc-full"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the register to township and county."""
        if village_only(self.actor):
            return no_entry(request, str(_("救助证由乡镇发放、年审和销毁，村里看不到这张单子。")))
        response = self.render_to_response(self.get_context_data())
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today, cases = day_of(self.now), self.cases()
        held = lists.register(cases)
        waiting = {
            "destroy": lists.to_destroy(held),
            "stamp": lists.to_stamp(held, today),
            "issue": lists.to_issue(cases, today),
        }
        return super().get_context_data(
            stated=lists.gives_certificates(self.actor, today),
            may=self.actor.holds(TOWNSHIP_ROLES),
            counts={name: found.count() for name, found in waiting.items()},
            page=Paginator(held, PAGE).get_page(self.request.GET.get("p")),
            **{name: found[:FIRST] for name, found in waiting.items()},
            **kwargs,
        )
