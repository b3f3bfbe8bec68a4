"""The register: my own declarations, for the township and the county those of its people, and how many cases they touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.actions.kin import declare_kin, end_kin
from casework.desk.access import DeskView, no_entry
from casework.desk.kin.forms import Choices, KinForm
from casework.desk.row_numbers import row_number
from casework.models import Appointment, Barred, Relative
from casework.models.case import OPEN_STAGES
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, VILLAGE
from policies.models import Unit
from policies.relations import relations

PAGE = 50
ON_AID = (*OPEN_STAGES, "confirmed", "active", "changing")
"""Stages in which a household is on aid or has asked for it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One declaration as the list shows it; `level` says whose list it stands on (分级备案)."""

    pk: int
    officer: str
    posts: str
    level: str
    name: str
    relation: str
    since: Any
    until: Any
    cases: int


class KinView(DeskView, View):
    """Declare a relative, end a declaration, see those one may see."""

    http_method_names = ["get", "post"]
    template_name = "desk/kin/register.html"
    page_title = _("近亲属备案")
    header_icon = "group"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the register."""
        return self._page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Declare one, or end one."""
        if "end" in request.POST:
            return self._end(request.POST["end"])
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        try:
            declare_kin(**form.cleaned_data, actor=self.actor, at=self.now, login=request.user.pk)
        except StepRefused as refusal:
            form.add_error(None, refusal.reason)
            return self._page(form, 422)
        messages.success(
            request, _("备案好了。这一家的件，现在的和以后的，都不再经您备案的这位工作人员的手。")
        )
        return redirect("desk_kin")

    def _end(self, pk: str) -> HttpResponse:
        try:
            end_kin(
                relative=row_number(pk),
                actor=self.actor,
                at=self.now,
                login=self.request.user.pk,
            )
        except StepRefused as refusal:
            return no_entry(self.request, refusal.reason, code=refusal.code)
        messages.success(self.request, _("备案终止了。已经回避的件照旧回避。"))
        return redirect("desk_kin")

    def _form(self, data: Any = None) -> KinForm:
        unit = Unit.objects.filter(code__in=self.actor.units).select_related("jurisdiction").first()
        kin: Choices = [(label, label) for _code, label in relations(unit.jurisdiction if unit else None)]
        return KinForm(data, officers=self._officers(), relations=[("", _("请选")), *kin])

    def _officers(self) -> Choices:
        """Return for whom this person may declare: himself; the county for everybody of its units."""
        if not self.actor.holds((COUNTY,)):
            return [(self.actor.officer, self.actor.name)]
        people = Appointment.objects.filter(self._within("unit__code")).select_related("officer")
        return sorted({(str(one.officer_id), one.officer.name) for one in people}, key=lambda one: one[1])

    def _within(self, path: str) -> Q:
        within = Q(pk__in=[])
        for code in self.actor.units:
            within |= Q(**{f"{path}__startswith": code})
        return within

    def _rows(self) -> QuerySet[Relative]:
        """Return the declarations he may see: his own, and for the county those of its units' people."""
        own = Q(officer__in=self.actor.identities)
        if not self.actor.holds((COUNTY,)):
            return Relative.objects.filter(own)
        staff = Appointment.objects.filter(self._within("unit__code")).values("officer")
        return Relative.objects.filter(own | Q(officer__in=staff))

    def _lines(self, rows: list[Relative]) -> list[Line]:
        posts: dict[Any, list[Appointment]] = {}
        for post in Appointment.objects.filter(officer__in=[row.officer_id for row in rows]).select_related(
            "unit"
        ):
            posts.setdefault(post.officer_id, []).append(post)
        touched = dict(
            Barred.objects.filter(officer__in=posts, case__stage__in=ON_AID)
            .order_by()
            .values_list("officer")
            .annotate(found=Count("case", distinct=True))
        )
        return [_line(row, posts.get(row.officer_id, []), touched.get(row.officer_id, 0)) for row in rows]

    def _page(self, form: KinForm, status: int = 200) -> HttpResponse:
        rows = self._rows().select_related("officer").order_by("until", "officer__name", "pk")
        page = Paginator(rows, PAGE).get_page(self.request.GET.get("p"))
        context = self.get_context_data(
            form=form,
            page=page,
            lines=self._lines(list(page.object_list)),
            county=self.actor.holds((COUNTY,)),
        )
        response = self.render_to_response(context, status=status)
        response["Cache-Control"] = "private, no-store"
        return response


def _line(row: Relative, posts: list[Appointment], cases: int) -> Line:
    village_only = bool(posts) and all(post.role == VILLAGE for post in posts)
    held = "、".join(f"{post.unit.short_name}{_now(post.get_role_display())}" for post in posts)
    level = _now("乡镇") if village_only else _now("县")
    return Line(row.pk, row.officer.name, held, level, row.name, row.relation, row.since, row.until, cases)
