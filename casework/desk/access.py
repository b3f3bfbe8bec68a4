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
from casework.actions.office import note
from casework.desk import clock
from casework.desk.marks.monitored import on_list
from casework.desk.taking_out import TakesOut
from casework.models import Barred, Case, OfficeEvent
from casework.models.case import CaseQuerySet
from casework.rules.asking import day_of
from casework.rules.roles import COUNTY, TOWNSHIP_ROLES, VILLAGE, Actor
from policies import queries as law

SAFE = ("GET", "HEAD", "OPTIONS")
RECUSED = _("这一件是您自己家的，或者是您备案的近亲属家的，您要回避：看不到，也不能办。请转给别的同事。")
NO_POST = _("您的账号现在没有岗位，不能看办件。请找县里的管理员给您设岗。")


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


class Recused(Exception):
    """The case is one of his own household or of a declared near relative: he sees nothing of it."""


def log_refusal(request: HttpRequest, code: str, about: UUID | None = None) -> None:
    """Write down that a post was refused: by whom, where, on which case, and the code of the refusal.

    `about` is the case, where the address names something else (a letter, a posting). Never what was typed. Looking is not written down, only the attempt to change something or to take it out.
    """
    if request.method in SAFE or not request.user.is_authenticated:
        return
    match = request.resolver_match
    given = match.kwargs if match else {}
    data = {"where": str(match.url_name if match else ""), "code": code}
    if verb := given.get("verb"):
        data["verb"] = str(verb)
    named = about or given.get("pk")
    case = Case.objects.filter(pk=named).first() if isinstance(named, UUID) else None
    log(request, OfficeEvent.Kind.REFUSED, clock.now(), case.pk if case else None, data)


def log(request: HttpRequest, kind: str, at: datetime, case: UUID | None, data: dict[str, Any]) -> None:
    """Write one line of the office in the name of whoever sits at the desk."""
    user: Any = request.user
    actor = actor_at(request)
    name = actor.name or user.get_full_name() or user.get_username()
    note(kind=kind, at=at, login=user.pk, name=name, officer=actor.officer, case=case, data=data)


class DeskView(TakesOut, WagtailAdminTemplateMixin):
    """What every view of the desk has: the actor, the moment, and only the cases of his units."""

    request: HttpRequest
    actor: Actor
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let in who holds a post today; anybody else gets a sentence and a 403, whatever he asked for."""
        self.now, self.actor = clock.now(), actor_at(request)
        turned_away = self.turned_away(request)
        if turned_away is not None:
            return turned_away
        try:
            return super().dispatch(request, *args, **kwargs)
        except Recused:
            return no_entry(request, str(RECUSED), code="")

    def turned_away(self, request: HttpRequest) -> HttpResponse | None:
        """Return the refusal for whoever may not come in at all, or None."""
        return None if has_post(self.actor) else no_entry(request, str(NO_POST), code="post")

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
        """Return one case; outside his units it does not exist (404), and kin are told to stand aside (403)."""
        rows = self.cases().select_related("unit__parent", "unit__jurisdiction", "programme", "household")
        case = rows.annotate(law=law.law_stamp_subquery(), monitored=on_list()).filter(pk=pk).first()
        if case is None:
            raise self.absent(pk)
        return case

    def absent(self, case: UUID | None = None) -> Exception:
        """Return what to raise for a case (or what is kept of it) he may not see; the attempt to change it is written down."""
        kin = case is not None and Barred.objects.filter(case=case, officer__in=self.actor.hands).exists()
        log_refusal(self.request, "relative" if kin else "scope", case)
        return Recused() if kin else Http404()


def no_entry(
    request: HttpRequest,
    reason: str,
    *,
    clause: str = "",
    back: str = "",
    status: int = 403,
    code: str = "role",
) -> HttpResponse:
    """Answer with a sentence and one way on, instead of the shell's silent return to its home.

    403 says “not you”, 409 “not now”. A post answered “not you” is written down under `code`; without one it is already.
    """
    if status == 403 and code:
        log_refusal(request, code)
    title = _("这一步您不能办") if status == 403 else _("现在还不能办")
    context = {
        "reason": reason,
        "clause": clause,
        "back": back,
        "header_title": title,
        "breadcrumbs_items": [
            {"url": reverse("desk_queue"), "label": _("今天要办")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "desk/no_entry.html", context, status=status)
