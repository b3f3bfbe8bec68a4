"""The public form in the staff shell: an officer fills in the application of a household that the village found."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from casework.desk.access import actor_at
from casework.desk.lead.views import WAYS
from casework.leads import lent
from casework.models import Lead
from casework.rules.lead import way_in
from front import queries
from front.desk.filing import FilingView


@hooks.register("register_admin_urls")
def filing_address() -> list[URLPattern]:
    """Hang the page under `/cms/`."""
    return [path("desk/leads/<uuid:lead>/apply/", FilingView.as_view(), name="desk_filing")]


@hooks.register(WAYS)
def file_application(request: HttpRequest, leads: list[Lead]) -> dict[UUID, tuple[Any, str]]:
    """Make an application of a lead that waits, or go on with the one begun; for whoever may."""
    actor = actor_at(request)
    mine = [
        lead
        for lead in leads
        if lead.closed_at is None
        and not hasattr(lead, "filing")
        and way_in(lent(actor, lead), lead.village.code)
    ]
    begun = queries.begun_by(actor) if mine else set()
    return {
        lead.pk: (
            _("接着填申请") if str(lead.pk) in begun else _("转成申请"),
            reverse("desk_filing", args=[lead.pk]),
        )
        for lead in mine
    }
