"""What leaves the house as a list: the long ones that wait for a second person, and who took out what (T26)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework import queries
from casework.actions import exporting
from casework.desk.access import DeskView, no_entry
from casework.desk.people.access import within
from casework.desk.row_numbers import row_number
from casework.models import Appointment, Export, ExportAsk
from casework.rules.exporting import CONSENTERS, HOLDS, may_consent, seconds, still_holds
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.step_up import step_up

PAGE = 50
NAMES = {
    "check ": _("核对文件"),
    "reserve ": _("备用金账"),
    "trial=": _("试算的表"),
    "letters": _("一起打印的文书"),
    "board_photos": _("长期公示的照片"),
}
LIST = _("办件清单")


@dataclass(frozen=True, slots=True)
class Line:
    """One list as somebody asked for it, and how it stands."""

    ask: ExportAsk
    what: Any
    state: str  # waits | granted | taken | refused | late
    who: tuple[str, ...] = ()


def named(what: str) -> Any:
    """Return in words what kind of list it was."""
    return next((name for start, name in NAMES.items() if what.startswith(start)), LIST)


class ExportsView(DeskView, View):
    """My own long lists, those that wait for me, and, for who answers for an office, what left it."""

    http_method_names = ["get", "post"]
    template_name = "desk/exports.html"
    page_title = _("导出和同意")
    header_icon = "download"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Agree to one, or not and say why."""
        granted = request.POST.get("answer") == "yes"
        ask = ExportAsk.objects.filter(pk=row_number(request.POST.get("ask", ""))).first()
        refused = may_consent(ask.asked(), self.actor) if ask else None
        if refused is not None:
            return no_entry(request, refused.reason, back=reverse("desk_exports"), code=refused.code)
        step_up(request, self.now, act="consent")
        try:
            exporting.answer(
                ask=ask.pk if ask else 0,
                granted=granted,
                actor=self.actor,
                at=self.now,
                reason=request.POST.get("reason", ""),
            )
        except StepRefused as refusal:
            return self._page(refusal.reason, 409)
        return redirect("desk_exports")

    def _page(self, said: str = "", status: int = 200) -> HttpResponse:
        answers = self.actor.holds(CONSENTERS)
        left = Paginator(self._left() if answers else Export.objects.none(), PAGE)
        page = left.get_page(self.request.GET.get("p"))
        context = self.get_context_data(
            said=said,
            mine=self._mine(),
            waiting=self._waiting() if answers else [],
            answers=answers,
            page=page,
            left=[(row, named(row.what)) for row in page.object_list],
            alone=settings.YIMEN_EXPORT_ALONE,
        )
        return self.render_to_response(context, status=status)

    @cached_property
    def consenters(self) -> list[Actor]:
        """Everybody who may answer for some office today."""
        return queries.holders(CONSENTERS, self.now)

    def _mine(self) -> list[Line]:
        rows = ExportAsk.objects.filter(officer__in=self.actor.identities)
        return [self._line(row) for row in rows.select_related("consent__officer", "consent__export")[:PAGE]]

    def _line(self, ask: ExportAsk) -> Line:
        consent = getattr(ask, "consent", None)
        if consent is None:
            waits = self.now < ask.at + HOLDS
            return Line(ask, named(ask.what), "waits", self._seconds(ask)) if waits else _late(ask)
        if not consent.granted:
            return Line(ask, named(ask.what), "refused")
        if hasattr(consent, "export"):
            return Line(ask, named(ask.what), "taken")
        holds = still_holds(consent.at, ask.rows, ask.asked(), self.now)
        return Line(ask, named(ask.what), "granted") if holds else _late(ask)

    def _seconds(self, ask: ExportAsk) -> tuple[str, ...]:
        """Return the names of those who could agree."""
        return tuple(one.name for one in seconds(ask.asked(), self.consenters))

    def _waiting(self) -> list[Line]:
        rows = ExportAsk.objects.filter(at__gt=self.now - HOLDS, consent__isnull=True)
        open_ = rows.select_related("officer").order_by("at")
        return [
            Line(row, named(row.what), "waits")
            for row in open_
            if may_consent(row.asked(), self.actor) is None
        ]

    def _left(self) -> QuerySet[Export]:
        """Return what the people of this officer's units took out, the newest first."""
        staff = Appointment.objects.filter(within("unit__code", self.actor.units)).values("officer")
        return Export.objects.filter(officer__in=staff).select_related("officer", "consent__officer")


def _late(ask: ExportAsk) -> Line:
    return Line(ask, named(ask.what), "late")
