"""Applications that nobody has done anything about, the oldest first, by township and by programme (HX-8.6a)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk.access import DeskView
from casework.desk.queue import WAITING, dressed
from casework.desk.remaining import day_words
from casework.desk.rows import Row, make_rows
from casework.desk.supervision.townships import by_township, townships
from casework.desk.words import headed
from casework.ledger import moment_of, pressing
from casework.models import Case
from casework.rules import clocks
from casework.rules.asking import SHANGHAI, day_of
from casework.rules.roles import COUNTY
from casework.rules.supervision import Still, idle_days, quiet_since
from policies import queries as law
from policies.models import Unit

PAGE = 25
AGES = (1, 3, 5, 10, 20)
"""Where the list is cut, in working days. No limit of any document: whoever looks chooses."""
FOUND = ("pk", "unit__code", "programme__code", "programme__short", "stage", "touched_at")
LAST_POSTED = "facts__posting__last_day"


@dataclass(frozen=True, slots=True)
class Line:
    """One application: how long it has lain, and the limit that presses, with its clause."""

    row: Row
    age: int
    limit: str
    clause: str


class UntouchedView(DeskView, View):
    """The open applications of an officer's units by how long nothing was done; for the county counted by township."""

    http_method_names = ["get"]
    template_name = "desk/supervision/untouched.html"
    page_title = _("没人动的件")
    header_icon = "history"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what has lain for as long as is asked for."""
        response = self.render_to_response(self.get_context_data())
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self._asked()
        days = int(asked["days"])
        kept = [one for one in self.still if one.age >= days]
        listed = [one for one in kept if self._fits(one, asked)]
        page = Paginator(listed, PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            ages=[(age, f"?{urlencode(asked | {'days': age})}", age == days) for age in AGES],
            days=days,
            place=next((unit for unit in self.townships if unit.code == asked.get("unit")), None),
            programme=self.programmes.get(asked.get("programme", "")),
            chosen=len(asked) > 1,
            all_url=f"?days={days}",
            offices=self._offices() if self.actor.holds((COUNTY,)) else [],
            classes=self._classes([one for one in kept if self._fits(one, asked, "unit")], asked),
            page=page,
            lines=self._lines(list(page.object_list)),
            query=urlencode(asked),
            **kwargs,
        )

    def _asked(self) -> dict[str, str]:
        """Return how long, and which township and programme; what is none of the choices is left out."""
        given = self.request.GET
        days = given.get("days", "")
        asked = {"days": days if days in map(str, AGES) else str(AGES[0])}
        choices = {"unit": {unit.code for unit in self.townships}, "programme": set(self.programmes)}
        return asked | {name: given[name] for name, known in choices.items() if given.get(name) in known}

    @staticmethod
    def _fits(one: Still, asked: dict[str, str], *names: str) -> bool:
        wanted = {name: asked.get(name, "") for name in names or ("unit", "programme")}
        return one.unit.startswith(wanted.get("unit", "")) and wanted.get("programme", "") in (
            "",
            one.programme,
        )

    @cached_property
    def townships(self) -> list[Unit]:
        """The townships of this officer's units."""
        return townships(self.actor)

    @cached_property
    def programmes(self) -> dict[str, str]:
        """The programmes that something lies under: code and short name."""
        return {row[2]: row[3] for row in self.found}

    @cached_property
    def found(self) -> list[tuple[Any, ...]]:
        """Every open application that waits for the office, in a few columns."""
        return list(
            self.cases().open().exclude(stage__in=WAITING).order_by().values_list(*FOUND, LAST_POSTED)
        )

    @cached_property
    def still(self) -> list[Still]:
        """The same with how long it has lain, the oldest first; what hangs on the board lies by law."""
        calendar, today = law.calendar(), day_of(self.now)
        every = [
            Still(str(pk), unit, code, idle_days(calendar, _since(stage, touched, last), today))
            for pk, unit, code, _short, stage, touched, last in self.found
        ]
        return sorted((one for one in every if one.age >= AGES[0]), key=lambda one: (-one.age, one.case))

    def _offices(self) -> list[tuple[Unit, list[tuple[int, int, str]]]]:
        """Return each township with how many have lain for each age: age, count, address of exactly these."""
        counted = Counter((one.unit, age) for one in self.still for age in AGES if one.age >= age)
        found = [(code, age, many) for (code, age), many in counted.items()]
        return [(unit, self._ages(unit, counts)) for unit, counts in by_township(self.townships, found)]

    @staticmethod
    def _ages(unit: Unit, counts: Counter[int]) -> list[tuple[int, int, str]]:
        return [(age, counts[age], f"?{urlencode({'days': age, 'unit': unit.code})}") for age in AGES]

    def _classes(self, still: list[Still], asked: dict[str, str]) -> list[tuple[str, int, str]]:
        """Return the programmes with how many lie under each, the most first."""
        counts = Counter(one.programme for one in still)
        return [
            (self.programmes[code], many, f"?{urlencode(asked | {'programme': code})}")
            for code, many in counts.most_common()
        ]

    def _lines(self, still: list[Still]) -> list[Line]:
        cases = {
            str(case.pk): case for case in dressed(self.cases().filter(pk__in=[one.case for one in still]))
        }
        ordered = [(one, cases[one.case]) for one in still if one.case in cases]
        rows = make_rows([case for _one, case in ordered], self.actor, self.now)
        return [Line(row, one.age, *_limit(case)) for (one, case), row in zip(ordered, rows, strict=True)]


def _since(stage: str, touched: Any, last: str | None) -> date:
    return quiet_since(stage, day_of(touched), date.fromisoformat(last) if last else None)


def _limit(case: Case) -> tuple[str, str]:
    """Return the limit that presses and its clause; nothing where the document states none."""
    book = law.rulebook(case.version_id, case.law, unit=case.unit_id)  # type: ignore[attr-defined]
    clock = pressing(clocks.running(case.known(), book))
    if clock is None:
        return "", ""
    return headed(clock.label, day_words(moment_of(clock.due).astimezone(SHANGHAI).date())), clock.clause
