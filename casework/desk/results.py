"""Results for the county: what each township decided in a month, with outcome and amount, and what it has not reported yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk import words
from casework.desk.access import DeskView, no_entry, village_only
from casework.desk.sheets import download, workbook
from casework.models import Case
from casework.models.case import CaseQuerySet
from casework.rules.asking import day_of
from casework.rules.facts import Facts
from casework.rules.filing import decided_at, demanded, outstanding
from casework.rules.refusal import StepRefused
from casework.rules.roles import RIGHTS, Actor
from policies import queries as law
from policies.step_up import step_up

FIRST = 50
"""How many that wait are shown at once; the others follow as these are reported."""
COUNTED = 500
"""How many that wait are counted: a backlog of years must not be read whole for a number at the top of a page."""
DECISIONS = ("confirm", "refuse", "decide_change")
HEAD = ("受理编号", "姓名", "村（社区）", "项目", "结果", "金额（元）", "决定日期", "报备日期")


@dataclass(frozen=True, slots=True)
class Line:
    """One result: what was decided on a case, when, and when it was reported (None: not yet)."""

    case: Case
    outcome: str
    amount: str
    decided: date
    filed: date | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as the county's spreadsheet has it."""
        filed = f"{self.filed:%Y-%m-%d}" if self.filed else "还没有报"
        unit, programme = self.case.unit.short_name, self.case.programme.short
        named = (self.case.number, self.case.applicant_name, unit, programme)
        return (*named, self.outcome, self.amount, f"{self.decided:%Y-%m-%d}", filed)


class MonthForm(forms.Form):
    """Which month."""

    month = forms.CharField(label=_("哪个月"), max_length=7, widget=forms.TextInput({"type": "month"}))

    def clean_month(self) -> date:
        """Return the first day of the month."""
        try:
            return date.fromisoformat(f"{self.cleaned_data['month']}-01")
        except ValueError as error:
            raise ValidationError(_("月份要写成 2025-05 这样。")) from error


def reports_results(actor: Actor, day: date) -> bool:
    """Say whether the place of an officer wants results reported or papers bound (HX-4.4a, YC-5.4a, QY-3.1.1w)."""
    return any(demanded(spec) for spec in law.specs_over(actor.units, day))


def waiting(cases: CaseQuerySet) -> Iterator[Case]:
    """Yield the decided cases whose latest decision is not filed, the longest decided first."""
    never = Q(facts__times__has_key="file")
    rows = _dressed(
        cases.filter(facts__has_key="decision").filter(~never | Q(facts__change__has_key="decided"))
    )
    for case in rows.order_by("touched_at", "pk").iterator(chunk_size=200):
        if outstanding(case.known(), law.rulebook(case.version_id).spec):
            yield case


def decided_in(cases: CaseQuerySet, month: date) -> Iterator[Line]:
    """Yield what was decided in a month in programmes whose results are filed, in the order of the case numbers."""
    of_the_month = Q(events__kind__in=DECISIONS, events__at__year=month.year, events__at__month=month.month)
    for case in _dressed(cases.filter(of_the_month).distinct()).order_by("number").iterator(chunk_size=200):
        facts = case.known()
        decided = decided_at(facts)
        if decided is None or not demanded(law.rulebook(case.version_id).spec):
            continue
        if day_of(decided).replace(day=1) == month:
            yield _line(case, facts)


def _dressed(cases: CaseQuerySet) -> CaseQuerySet:
    return cases.select_related("unit", "programme")


def _line(case: Case, facts: Facts) -> Line:
    decided, filed = decided_at(facts), facts.when("file")
    assert decided is not None
    outcome, amount = _outcome(facts)
    done = filed if filed is not None and filed >= decided else None
    return Line(case, outcome, amount, day_of(decided), day_of(done) if done else None)


def _outcome(facts: Facts) -> tuple[str, str]:
    change, decision = facts.change, facts.decision
    if change is not None and change.decided is not None:
        return ("停发", "") if change.stop else ("调整", words.yuan(change.to))
    assert decision is not None
    if not decision.grant:
        return "不予批准", ""
    return "批准", words.yuan((decision.amount or 0) + (decision.care or 0)) if decision.amount else ""


class ResultsView(DeskView, View):
    """What waits to be reported, and the results of one month; POST takes the month out as a spreadsheet."""

    http_method_names = ["get", "post"]
    template_name = "desk/results.html"
    page_title = _("结果报备")
    header_icon = "upload"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show both lists to township and county."""
        if village_only(self.actor):
            return no_entry(request, str(_("结果由乡镇报、县里看。")))
        return self._page(request.GET)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send the month, written down like every list that leaves the desk; a second time it is the same list."""
        if village_only(self.actor):
            return no_entry(request, str(_("结果由乡镇报、县里看。")))
        form, lines = self._asked(request.POST)
        if not form.is_valid():
            return self._page(request.POST, status=422)
        step_up(request, self.now, act="export")
        month: date = form.cleaned_data["month"]
        try:
            self.take_out(what=f"results {month:%Y-%m}", rows=len(lines), reason=_now("报备结果"))
        except StepRefused as refusal:
            return self._page(request.POST, status=409, wrong=refusal.reason)
        cells: Iterable[tuple[str, ...]] = (HEAD, *(line.cells for line in lines))
        return download(workbook([("results", cells)]), f"results-{month:%Y%m}")

    def _asked(self, data: Any) -> tuple[MonthForm, list[Line]]:
        given = {"month": f"{day_of(self.now):%Y-%m}"} | {key: data[key] for key in ("month",) if key in data}
        form = MonthForm(given, label_suffix="")
        return form, list(decided_in(self.cases(), form.cleaned_data["month"])) if form.is_valid() else []

    def _page(self, data: Any, *, status: int = 200, wrong: str = "") -> HttpResponse:
        form, lines = self._asked(data)
        open_ = list(islice(waiting(self.cases()), COUNTED))
        response = self.render_to_response(
            self.get_context_data(
                form=form,
                lines=lines,
                open=open_[:FIRST],
                count=len(open_),
                more=len(open_) == COUNTED,
                stated=reports_results(self.actor, day_of(self.now)),
                may=self.actor.holds(RIGHTS["file"]),
                wrong=wrong,
            ),
            status=status,
        )
        response["Cache-Control"] = "private, no-store"
        return response
