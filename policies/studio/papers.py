"""Which offices still lack their letter of delegation or their own plan (HX-A2, HX-7.1), place by place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from policies.models import Jurisdiction, Unit, UnitPaper
from policies.studio.packs import keeper


@dataclass(frozen=True, slots=True)
class Office:
    """One township or street that decides: its papers that hold on the day, None where there is none."""

    unit: Unit
    letter: UnitPaper | None
    plan: UnitPaper | None

    @property
    def whole(self) -> bool:
        """Say whether nothing is missing."""
        return self.letter is not None and self.plan is not None


def offices(place: Jurisdiction, day: date) -> tuple[Office, ...]:
    """Return the offices that hold the power to decide, with their papers of that day."""
    units = Unit.objects.filter(jurisdiction=place, level=Unit.Level.TOWNSHIP, covered=True).order_by("code")
    found: dict[tuple[int, str], UnitPaper] = {}
    for paper in UnitPaper.objects.filter(unit__in=units).order_by("since"):
        if paper.as_letter().valid_on(day):
            found[paper.unit_id, paper.kind] = paper
    return tuple(
        Office(unit, found.get((unit.pk, UnitPaper.Kind.LETTER)), found.get((unit.pk, UnitPaper.Kind.PLAN)))
        for unit in units
    )


class PapersView(WagtailAdminTemplateMixin, TemplateView):
    """The offices of one place and what each still lacks, those that lack something first."""

    template_name = "policies/studio/papers.html"
    page_title = _("谁还缺文件")
    header_icon = "doc-full-inverse"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who keeps the tables of the law."""
        keeper(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places = list(Jurisdiction.objects.order_by("code"))
        asked = self.request.GET.get("place", "")
        place = next((one for one in places if one.code == asked), places[0] if places else None)
        rows = offices(place, timezone.localdate()) if place else ()
        return super().get_context_data(
            places=places,
            place=place,
            rows=sorted(rows, key=lambda row: row.whole),
            letters=[row.unit for row in rows if row.letter is None],
            plans=[row.unit for row in rows if row.plan is None],
            **kwargs,
        )
