"""The work queue: open cases by the clock of the law, counted, filtered, searched, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import Case as When
from django.db.models import Count, F, IntegerField, Q, Value
from django.db.models import When as Then
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework.desk import words
from casework.desk.access import DeskView
from casework.desk.remaining import spans
from casework.desk.rows import Row, make_rows
from casework.models.case import STAGES, CaseQuerySet
from policies import queries as law
from policies.models import Programme, Unit
from policies.rules.private_numbers import scan

PAGE = 25
WAITING = ("returned", "draft")
"""Stages in which the office waits for the household: their clock stands, they come last."""
NEW = ("submitted",)
GROUPS: dict[str, Any] = {
    "over": _("已超期"),
    "today": _("今天到期"),
    "soon": _("3 天内"),
    "new": _("等受理"),
    "waiting": _("等群众补"),
    "emergency": _("24 小时急难"),
}


class FilterForm(forms.Form):
    """What narrows a list; empty when the page is opened, and nothing is remembered."""

    q = forms.CharField(label=_("编号或姓名"), required=False, max_length=60)
    stage = forms.ChoiceField(label=_("在哪一步"), required=False)
    programme = forms.ChoiceField(label=_("项目"), required=False)
    unit = forms.ChoiceField(label=_("村(社区)"), required=False)
    flag = forms.ChoiceField(label=_("提醒"), required=False)
    group = forms.ChoiceField(choices=GROUPS.items(), required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, units: tuple[str, ...]) -> None:
        super().__init__(data, label_suffix="")
        every = [("", _("全部"))]
        within = Q(pk__in=[])
        for code in units:
            within |= Q(code__startswith=code)
        villages = Unit.objects.filter(within, level=Unit.Level.VILLAGE).values_list("code", "name")
        programmes = Programme.objects.values_list("code", "short").order_by("code").distinct()
        self._choices("stage", [*every, *STAGES])
        self._choices("programme", [*every, *dict(programmes).items()])
        self._choices("unit", [*every, *villages])
        self._choices(
            "flag", [*every, *[(code, word) for code, word in words.FLAGS.items() if code != "overdue"]]
        )

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def chosen(self) -> dict[str, str]:
        """What is asked for; an answer that is none of the choices is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True, slots=True)
class Tile:
    """One count of the strip, a link to exactly the cases it counts."""

    code: str
    label: Any
    count: int
    url: str
    active: bool


class QueueView(DeskView, View):
    """The queue of an officer's units."""

    http_method_names = ["get"]
    template_name = "desk/queue.html"
    page_title = _("今天要办")
    header_icon = "tasks"
    address = "desk_queue"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of the queue."""
        self.filters = FilterForm(request.GET, units=self.actor.units)
        return self.render_to_response(self.get_context_data())

    def listed(self) -> CaseQuerySet:
        """Return the cases of this list before any filter."""
        return self.cases().open()

    def rows(self) -> CaseQuerySet:
        """Return the filtered cases in the order of the list."""
        return ordered(narrowed(self.listed(), self.filters.chosen, self.now))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.filters.chosen
        page = Paginator(self.rows(), PAGE).get_page(self.request.GET.get("p"))
        private = bool(scan(self.request.GET.get("q", "")))
        shown: list[Row] = make_rows(page.object_list, self.actor, self.now)
        kept = {name: value for name, value in chosen.items() if not (name == "q" and private)}
        return super().get_context_data(
            filters=self.filters,
            chosen=chosen,
            narrowed=any(name != "group" for name in chosen),
            group=GROUPS.get(chosen.get("group", ""), ""),
            page=page,
            rows=shown,
            tiles=self.tiles(),
            private=private,
            query=urlencode(kept),
            export_url=f"{reverse('desk_export')}?{urlencode(kept | {'list': self.address})}",
            address=reverse(self.address),
            **kwargs,
        )

    def tiles(self) -> list[Tile]:
        """Return the strip, counted in one query."""
        return tiles(self.listed(), self.now, self.filters.chosen.get("group", ""))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]


class CasesView(QueueView):
    """Every case of an officer's units, decided ones too."""

    page_title = _("件库")
    header_icon = "folder-open-inverse"
    address = "desk_cases"

    def listed(self) -> CaseQuerySet:
        return self.cases()

    def rows(self) -> CaseQuerySet:
        return dressed(narrowed(self.listed(), self.filters.chosen, self.now)).order_by("-touched_at")

    def tiles(self) -> list[Tile]:
        return []


def tiles(cases: CaseQuerySet, now: Any, active: str = "") -> list[Tile]:
    """Return the counts of the strip over some open cases, in one query."""
    wanted = groups(now)
    found = cases.open().aggregate(**{code: Count("pk", filter=wanted[code]) for code in GROUPS})
    address = reverse("desk_queue")
    return [
        Tile(code, label, found[code], f"{address}?group={code}", code == active)
        for code, label in GROUPS.items()
    ]


def groups(now: Any) -> dict[str, Q]:
    """Return what each count of the strip counts."""
    running = ~Q(stage__in=WAITING)
    timed = {code: span & running for code, span in spans(now).items()}
    return timed | {
        "new": Q(stage__in=NEW),
        "waiting": Q(stage__in=WAITING),
        "emergency": Q(emergency=True) & running,
    }


def narrowed(cases: CaseQuerySet, chosen: dict[str, str], now: Any) -> CaseQuerySet:
    """Keep the cases that a filter asks for."""
    if group := chosen.get("group"):
        cases = cases.filter(groups(now)[group])
    if text := chosen.get("q", "").strip():
        cases = cases.none() if scan(text) else cases.filter(_named(text))
    for name, path in (("stage", "stage"), ("programme", "programme__code"), ("unit", "unit__code")):
        if value := chosen.get(name):
            cases = cases.filter(**{path: value})
    if flag := chosen.get("flag"):
        cases = cases.filter(flags__contains=flag)
    return cases


def _named(text: str) -> Q:
    return Q(number__icontains=text) | Q(applicant_name__icontains=text)


def ordered(cases: CaseQuerySet) -> CaseQuerySet:
    """Order a queue: emergencies first, what waits for the household last, between them the nearest limit first."""
    last = When(
        Then(stage__in=WAITING, then=Value(2)),
        Then(emergency=True, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return dressed(cases).order_by(last, F("next_due").asc(nulls_last=True), "opened_at", "pk")


def dressed(cases: CaseQuerySet) -> CaseQuerySet:
    """Load with each case everything a row shows, and the stamp of the law."""
    related = ("unit", "unit__parent", "programme", "accepted_by", "opined_by", "confirmed_by")
    return cases.select_related(*related).annotate(law=law.law_stamp_subquery())
