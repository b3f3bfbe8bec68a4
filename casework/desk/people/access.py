"""Who keeps the office's people: the county for its units, the keeper of the accounts for all, and neither for himself."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.desk.access import DeskView, actor_at, no_entry
from casework.models import Officer
from casework.queries import KEEPS_ACCOUNTS
from casework.rules.keeping import EVERYWHERE, Keeper
from casework.rules.roles import COUNTY
from policies.models import Unit

NOT_YOURS = _("工作人员由县里或者账号管理员登记。")


def keeper_at(request: HttpRequest) -> Keeper:
    """Return who is asking as a keeper; without units where he keeps nobody."""
    user: Any = request.user
    actor = actor_at(request)
    name = actor.name or user.get_full_name() or user.get_username()
    if user.has_perm(KEEPS_ACCOUNTS):
        return Keeper(user.pk, name, actor.identities, EVERYWHERE)
    return Keeper(user.pk, name, actor.identities, actor.units if actor.holds((COUNTY,)) else ())


def within(path: str, codes: tuple[str, ...]) -> Q:
    """Return the condition that a unit's code lies within one of these."""
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(**{f"{path}__startswith": code})
    return found


class PeoplePage(DeskView):
    """What all pages about people share; a keeper of the accounts holds no post and comes in all the same."""

    keeper: Keeper

    def turned_away(self, request: HttpRequest) -> HttpResponse | None:
        """Turn away everybody who keeps nobody."""
        self.keeper = keeper_at(request)
        return None if self.keeper.units else no_entry(request, str(NOT_YOURS))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way back to the list."""
        return [
            {"url": reverse("desk_people"), "label": _("工作人员")},
            {"url": "", "label": self.get_page_title()},
        ]

    def people(self) -> QuerySet[Officer]:
        """Return the officers this keeper may know: all, or who holds or held a post in his units."""
        standing = Officer.objects.filter(merged_into=None)
        if self.keeper.units == EVERYWHERE:
            return standing
        return standing.filter(within("appointments__unit__code", self.keeper.units)).distinct()

    def units(self) -> list[Unit]:
        """Return the units he may appoint in, the county first."""
        return list(Unit.objects.filter(within("code", self.keeper.units)).order_by("code"))

    def find(self, officer: Any) -> Officer:
        """Return one officer; outside his units there is none (404)."""
        found = self.people().filter(pk=officer).first()
        if found is None:
            raise Http404
        return found
