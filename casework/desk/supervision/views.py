"""Supervision before, during and after: each township's cases in three views, every count a link to its list (HX-4.2a)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView, no_entry
from casework.desk.queue import PHASE_NAMES, Tile, groups
from casework.desk.supervision.townships import by_township, townships
from casework.models.case import STAGES
from casework.rules.roles import COUNTY
from casework.rules.supervision import PHASES

LATE = "over"
"""The column of what is past its limit, as the queue counts it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, and the address of exactly the cases it counts."""

    label: Any
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One township, or the county's sum."""

    name: Any
    cells: list[Cell]


class SupervisionView(DeskView, View):
    """One phase at a time, townships by stages; the county alone."""

    http_method_names = ["get"]
    template_name = "desk/supervision/phases.html"
    page_title = _("事前、事中、事后")
    header_icon = "view"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the phase that is asked for, the first where none is."""
        if not self.actor.holds((COUNTY,)):
            return no_entry(request, str(_("这张单子给县里监督用。")))
        self.phase = (
            request.GET.get("phase", "") if request.GET.get("phase") in PHASES else next(iter(PHASES))
        )
        response = self.render_to_response(self.get_context_data())
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines, every = by_township(self.townships, self._columns()), Counter[str]()
        for _unit, counts in lines:
            every += counts
        here = {"list": "desk_cases", "phase": self.phase}
        return super().get_context_data(
            tiles=self._tiles(),
            phase=PHASE_NAMES[self.phase],
            headings=[label for _code, label, _asked in self._headings()],
            lines=[
                self._line(_("全县"), "", every),
                *(self._line(unit.short_name, unit.code, counts) for unit, counts in lines),
            ],
            export_url=f"{reverse('desk_export')}?{urlencode(here)}",
            **kwargs,
        )

    @cached_property
    def townships(self) -> list[Any]:
        """The townships of this county."""
        return townships(self.actor)

    @cached_property
    def counted(self) -> list[tuple[str, str, int, int]]:
        """Every case this officer may know of, counted by unit and stage: code, stage, how many, how many late."""
        late = Count("pk", filter=groups(self.now)[LATE])
        cases = self.cases().order_by().values_list("unit__code", "stage")
        return list(cases.annotate(many=Count("pk"), late=late))

    def _headings(self) -> list[tuple[str, Any, dict[str, str]]]:
        """Return the columns of the table: code, words, and what its link asks for beside the phase."""
        names = dict(STAGES)
        stages = [(stage, names[stage], {"stage": stage}) for stage in PHASES[self.phase]]
        return [("", _("合计"), {}), *stages, (LATE, _("已超期"), {"group": LATE})]

    def _columns(self) -> list[tuple[str, str, int]]:
        mine = [row for row in self.counted if row[1] in PHASES[self.phase]]
        return [
            found
            for code, stage, many, late in mine
            for found in ((code, "", many), (code, stage, many), (code, LATE, late))
        ]

    def _line(self, name: Any, unit: str, counts: Counter[str]) -> Line:
        address, place = reverse("desk_cases"), {"unit": unit} if unit else {}
        return Line(
            name,
            [
                Cell(label, counts[code], f"{address}?{urlencode({'phase': self.phase, **asked, **place})}")
                for code, label, asked in self._headings()
            ],
        )

    def _tiles(self) -> list[Tile]:
        totals = {
            phase: sum(many for _code, stage, many, _late in self.counted if stage in stages)
            for phase, stages in PHASES.items()
        }
        return [
            Tile(phase, label, totals[phase], f"?phase={phase}", phase == self.phase)
            for phase, label in PHASE_NAMES.items()
        ]
