"""Who looks after the law: the county's officers and the editors; an editor without a post sees no case."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from casework.desk import clock
from casework.desk.access import actor_at, no_entry
from casework.foresight import CaseMove
from casework.models import Case
from casework.rules.asking import day_of
from casework.rules.redating import Move
from casework.rules.roles import COUNTY, RIGHTS, Actor

MAY_EDIT = "policies.change_parametervalue"
NOT_YOURS = _("日历、参数和试算由县里和编辑管。要改的话，请告诉县里。")
MOST = 200
"""More lines than this are counted, not listed."""


def minds_the_law(request: HttpRequest, actor: Actor) -> bool:
    """Say whether somebody works for the county today or keeps the tables of the law."""
    return actor.holds((COUNTY,)) or bool(request.user.has_perm(MAY_EDIT))


class LawItem(MenuItem):
    """A line of the menu for who looks after the law."""

    def is_shown(self, request: HttpRequest) -> bool:
        return minds_the_law(request, actor_at(request))


class TrialItem(LawItem):
    """A line for reviewers too: changes on a new standard are proposed by them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return super().is_shown(request) or actor_at(request).holds(RIGHTS["propose_change"])


class LawView(WagtailAdminTemplateMixin):
    """What every screen of the law has: the actor, the moment, and a shut door for everybody else."""

    request: HttpRequest
    actor: Actor
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let in the county and the editors; anybody else gets a sentence and a 403."""
        self.now, self.actor = clock.now(), actor_at(request)
        if not self.let_in():
            return no_entry(request, str(NOT_YOURS))
        return super().dispatch(request, *args, **kwargs)

    def let_in(self) -> bool:
        """Say whether this person may see the screen."""
        return minds_the_law(self.request, self.actor)

    @property
    def today(self) -> date:
        """The day in Asia/Shanghai."""
        return day_of(self.now)

    @property
    def by_name(self) -> str:
        """Who signs what is changed here."""
        user: Any = self.request.user
        return self.actor.name or user.get_full_name() or user.get_username()

    def crumbs(self, address: str, label: Any) -> list[dict[str, Any]]:
        """Return the way back to the screen above, and the page's own title."""
        return [{"url": reverse(address), "label": label}, {"url": "", "label": self.get_page_title()}]

    def lines(self, moves: list[CaseMove]) -> list[dict[str, Any]]:
        """Return moves as lines of a table; a case that lies outside somebody's units has no number for him."""
        shown = moves[:MOST]
        mine = self.known({one.case.pk for one in shown})
        return [
            {
                "case": one.case if one.case.pk in mine else None,
                "place": one.case.unit.short_name,
                "programme": one.case.programme.short,
                "label": one.move.label,
                "was": _said(one.move.was),
                "was_provisional": one.move.was_provisional,
                "now": _said(one.move.now),
                "now_provisional": one.move.now_provisional,
            }
            for one in shown
        ]

    def known(self, cases: set[UUID]) -> set[UUID]:
        """Return which of these cases the officer may know by number."""
        if not self.actor.units:
            return set()
        return set(Case.objects.for_actor(self.actor).filter(pk__in=cases).values_list("pk", flat=True))


def _said(end: date | datetime | None) -> str:
    if isinstance(end, datetime):
        return f"{end:%Y-%m-%d %H:%M}"
    return str(_("没有时限")) if end is None else end.isoformat()


def tally(moves: list[CaseMove]) -> list[tuple[str, int]]:
    """Return how many limits of each name move, most first."""
    counts: dict[str, int] = {}
    for one in moves:
        counts[_name(one.move)] = counts.get(_name(one.move), 0) + 1
    return sorted(counts.items(), key=lambda item: -item[1])


def _name(move: Move) -> str:
    return move.label
