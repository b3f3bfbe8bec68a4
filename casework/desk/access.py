"""Who stands at the desk: the officer behind the login, asked anew at every request."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from casework import queries
from casework.desk import clock
from casework.models import Case
from casework.models.case import CaseQuerySet
from casework.rules.asking import day_of
from casework.rules.roles import COUNTY, TOWNSHIP_ROLES, VILLAGE, Actor
from policies import queries as law

NO_POST = _("您的账号现在没有岗位,不能看办件。请找县里的管理员给您设岗。")


def actor_at(request: HttpRequest) -> Actor:
    """Return the officer of a request with the posts he holds today; read once per request."""
    found: Actor | None = getattr(request, "desk_actor", None)
    if found is None:
        found = queries.actor_for(request.user, day_of(clock.now()))
        request.desk_actor = found  # type: ignore[attr-defined]
    return found


def has_post(actor: Actor) -> bool:
    """Say whether somebody holds any post today."""
    return actor.is_staff and bool(actor.roles)


def village_only(actor: Actor) -> bool:
    """Say whether somebody works for a village and nothing above it: he reads less."""
    return VILLAGE in actor.roles and not actor.holds((*TOWNSHIP_ROLES, COUNTY))


class DeskView(WagtailAdminTemplateMixin):
    """What every view of the desk has: the actor, the moment, and only the cases of his units."""

    request: HttpRequest
    actor: Actor
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let in who holds a post today; anybody else gets a sentence and a 403, whatever he asked for."""
        self.now, self.actor = clock.now(), actor_at(request)
        if not has_post(self.actor):
            return no_entry(request, str(NO_POST))
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way back to the queue."""
        return [
            {"url": reverse("desk_queue"), "label": _("今天要办")},
            {"url": "", "label": self.get_page_title()},
        ]

    def cases(self) -> CaseQuerySet:
        """Return the cases this officer may know of."""
        return Case.objects.for_actor(self.actor)

    def find_case(self, pk: UUID) -> Case:
        """Return one case, or 404 where it lies outside his units or he is kin: it does not exist for him."""
        rows = self.cases().select_related("unit__parent", "unit__jurisdiction", "programme", "household")
        case = rows.annotate(law=law.law_stamp_subquery()).filter(pk=pk).first()
        if case is None:
            raise Http404
        return case


def no_entry(
    request: HttpRequest, reason: str, *, clause: str = "", back: str = "", status: int = 403
) -> HttpResponse:
    """Answer with a sentence and one way on, instead of the shell's silent return to its home.

    403 says “not you”, 409 “not now”.
    """
    title = _("这一步您不能办") if status == 403 else _("现在还不能办")
    context = {"reason": reason, "clause": clause, "back": back, "page_title": title, "header_title": title}
    return render(request, "desk/no_entry.html", context, status=status)
