"""The work queue: open cases by the clock of the law, counted, filtered, searched, page by page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db.models import Case as When
from django.db.models import Count, F, IntegerField, Q, Value
from django.db.models import When as Then
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail import hooks

from casework.desk import words
from casework.desk.access import DeskView
from casework.desk.kept_views import kept_views
from casework.desk.lying import lying
from casework.desk.marks.monitored import MARK, on_list
from casework.desk.remaining import spans
from casework.desk.rows import Row, buttons, make_rows
from casework.models.case import STAGES, Case, CaseQuerySet
from casework.rules.asking import day_of
from casework.rules.roles import COUNTY, Actor
from casework.rules.supervision import PHASES
from policies import queries as law
from policies.models import Programme, Unit
from policies.rules.private_numbers import scan

PAGE = 25
BULK = "desk_queue_bulk"
"""A Wagtail hook: `fn(request, cases)` returns (label, address, ids) for what other apps do with several cases of a
page at one press, `ids` being the cases it can be done on; the address is posted the ticks. None where nothing is."""
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


PHASE_NAMES: dict[str, Any] = {
    "before": _("事前：还没受理"),
    "during": _("事中：正在办"),
    "after": _("事后：办完了"),
}


class FilterForm(forms.Form):
    """What narrows a list; empty when the page is opened, and nothing is remembered."""

    q = forms.CharField(label=_("编号或姓名"), required=False, max_length=60)
    stage = forms.ChoiceField(label=_("在哪一步"), required=False)
    programme = forms.ChoiceField(label=_("项目"), required=False)
    unit = forms.ChoiceField(label=_("村（社区）"), required=False)
    flag = forms.ChoiceField(label=_("提醒"), required=False)
    group = forms.ChoiceField(choices=GROUPS.items(), required=False, widget=forms.HiddenInput)
    phase = forms.ChoiceField(choices=PHASE_NAMES.items(), required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data, label_suffix="")
        every = [("", _("全部"))]
        programmes, units = _named_things(actor)
        self._choices("stage", [*every, *STAGES])
        self._choices("programme", [*every, *programmes])
        self._choices("unit", [*every, *units])
        if actor.holds((COUNTY,)):
            self.fields["unit"].label = _("乡镇、村（社区）")
        hidden = ("overdue",) if actor.holds((COUNTY,)) else ("overdue", "complaint")
        flags = [(code, word) for code, word in words.FLAGS.items() if code not in hidden]
        self._choices("flag", [*every, *flags])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def chosen(self) -> dict[str, str]:
        """What is asked for; an answer that is none of the choices is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


Choices = list[tuple[str, str]]


def _named_things(actor: Actor) -> tuple[Choices, Choices]:
    """Return programmes and an officer's villages, for the county its townships too, as choices read in one query."""
    within = Q(pk__in=[])
    for code in actor.units:
        within |= Q(code__startswith=code)
    kind = {"programme": Value(0), "village": Value(1)}
    levels = [Unit.Level.VILLAGE, *([Unit.Level.TOWNSHIP] if actor.holds((COUNTY,)) else [])]
    units = Unit.objects.filter(within, level__in=levels).order_by()
    found = list(
        Programme.objects.order_by()
        .annotate(kind=kind["programme"])
        .values_list("kind", "code", "short")
        .union(units.annotate(kind=kind["village"]).values_list("kind", "code", "name"))
        .order_by("kind", "code")
    )
    programmes = {code: name for kind_of, code, name in found if kind_of == 0}
    return list(programmes.items()), [(code, name) for kind_of, code, name in found if kind_of == 1]


class Counted(Paginator):
    """Pages of a list whose length is known already."""

    def __init__(self, found: CaseQuerySet, length: int) -> None:
        super().__init__(found, PAGE)
        self.length = length

    @property
    def count(self) -> int:
        """The length that was counted together with the strip."""
        return self.length


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
    groups: Collection[str] = tuple(GROUPS)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of the queue."""
        self.filters = FilterForm(request.GET, actor=self.actor)
        return self.render_to_response(self.get_context_data())

    def listed(self) -> CaseQuerySet:
        """Return the cases of this list before any filter."""
        return self.cases().open()

    def sorted(self) -> CaseQuerySet:
        """Return the cases of this list in its order."""
        return ordered(self.listed())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.filters.chosen
        wanted = asked_for(chosen, self.now)
        counts = count_groups(self.listed(), self.now, wanted, self.groups)
        page = Counted(self.sorted().filter(wanted), counts[SHOWN]).get_page(self.request.GET.get("p"))
        private = bool(scan(self.request.GET.get("q", "")))
        kept = {name: value for name, value in chosen.items() if not (name == "q" and private)}
        cases = list(page.object_list)
        query, rows = urlencode(kept), make_rows(cases, self.actor, self.now)
        fresh = self.fresh() if page.number == 1 and not chosen else []
        batch = buttons([*fresh, *rows]) if self.groups else []
        bulk = bulk_of(self.request, cases) if self.groups else []
        return super().get_context_data(
            filters=self.filters,
            chosen=chosen,
            kept=kept,
            views=kept_views(self.actor, query) if self.groups else [],
            batch=batch,
            bulk=bulk,
            ticking=ticks_of([*fresh, *rows], batch, bulk),
            narrowed=any(name not in ("group", "phase", "q") for name in chosen),
            group=GROUPS.get(chosen.get("group", ""), ""),
            phase=PHASE_NAMES.get(chosen.get("phase", ""), ""),
            page=page,
            rows=rows,
            fresh=fresh,
            lying=lying(self.actor, day_of(self.now)) if self.groups else None,
            tiles=self.tiles(counts),
            private=private,
            query=query,
            export_url=f"{reverse('desk_export')}?{urlencode(kept | {'list': self.address})}",
            address=reverse(self.address),
            **kwargs,
        )

    def fresh(self) -> list[Row]:
        """Return what has just come in, newest first, for whoever accepts: no clock of the law lifts it up yet."""
        if not self.groups or not self.actor.holds(("acceptor",)):
            return []
        newest = dressed(self.listed().filter(stage="submitted")).order_by("-touched_at")[:FRESH]
        return make_rows(newest, self.actor, self.now)

    def tiles(self, counts: dict[str, int]) -> list[Tile]:
        """Return the strip."""
        return make_tiles(counts, self.filters.chosen.get("group", "")) if self.groups else []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]


class CasesView(QueueView):
    """Every case of an officer's units, decided ones too."""

    page_title = _("件库")
    header_icon = "folder-open-inverse"
    address = "desk_cases"
    groups = ()

    def listed(self) -> CaseQuerySet:
        return self.cases()

    def sorted(self) -> CaseQuerySet:
        return dressed(self.listed()).order_by("-touched_at", "pk")


@dataclass(frozen=True, slots=True)
class Bulk:
    """A button under the queue that another app hung there, and the cases it can be done on."""

    label: Any
    url: str
    cases: frozenset[UUID]


def bulk_of(request: HttpRequest, cases: list[Case]) -> list[Bulk]:
    """Return what other apps do with several of these cases; what can be done on none of them has no button."""
    hung = (hang(request, cases) for hang in hooks.get_hooks(BULK))
    return [Bulk(*found) for found in hung if found is not None and found[2]]


def ticks_of(rows: list[Row], batch: Collection[tuple[str, Any]], bulk: list[Bulk]) -> set[str]:
    """Return the ticks of the rows on which one of the buttons can be pressed."""
    verbs, cases = {verb for verb, _label in batch}, {str(pk) for one in bulk for pk in one.cases}
    return {row.tick for row in rows if row.verb in verbs or row.tick.partition(":")[0] in cases}


SHOWN = "shown"
FRESH = 3


def count_groups(
    cases: CaseQuerySet, now: datetime, wanted: Q, codes: Collection[str] = tuple(GROUPS)
) -> dict[str, int]:
    """Return how many cases each group of the strip holds, and how many are `wanted`, in one query."""
    every = groups(now)
    asked = {**{code: every[code] for code in codes}, SHOWN: wanted}
    # Named apart from the columns: a count called `emergency` would hide the column it counts by.
    found = cases.aggregate(**{f"n_{code}": Count("pk", filter=span) for code, span in asked.items()})
    return {code: found[f"n_{code}"] for code in asked}


def make_tiles(counts: dict[str, int], active: str = "") -> list[Tile]:
    """Return the strip: each count with the address of the cases it counts."""
    address = reverse("desk_queue")
    return [
        Tile(code, label, counts[code], f"{address}?group={code}", code == active)
        for code, label in GROUPS.items()
    ]


def groups(now: datetime) -> dict[str, Q]:
    """Return what each count of the strip counts."""
    running = ~Q(stage__in=WAITING)
    timed = {code: span & running for code, span in spans(now).items()}
    return timed | {
        "new": Q(stage__in=NEW),
        "waiting": Q(stage__in=WAITING),
        "emergency": Q(emergency=True) & running,
    }


EVERYTHING = Q(pk__isnull=False)
NOTHING = Q(pk__in=[])


def asked_for(chosen: dict[str, str], now: datetime) -> Q:
    """Return what a filter asks for as one condition."""
    wanted = EVERYTHING
    if group := chosen.get("group"):
        wanted &= groups(now)[group]
    if text := chosen.get("q", "").strip():
        wanted &= NOTHING if scan(text) else _named(text)
    if phase := chosen.get("phase"):
        wanted &= Q(stage__in=PHASES[phase])
    paths = (("stage", "stage"), ("programme", "programme__code"), ("unit", "unit__code__startswith"))
    for name, path in paths:
        if value := chosen.get(name):
            wanted &= Q(**{path: value})
    if flag := chosen.get("flag"):
        wanted &= Q(on_list()) if flag == MARK else Q(flags__contains=flag)
    return wanted


def _named(text: str) -> Q:
    return Q(number__icontains=text) | Q(applicant_name__icontains=text)


def ordered(cases: CaseQuerySet) -> CaseQuerySet:
    """Order a queue: emergencies, then who says it is urgent, what waits for the household last; the nearest limit first."""
    last = When(
        Then(stage__in=WAITING, then=Value(3)),
        Then(emergency=True, then=Value(0)),
        Then(flags__contains="urgent", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return dressed(cases).order_by(last, F("next_due").asc(nulls_last=True), "opened_at", "pk")


def dressed(cases: CaseQuerySet) -> CaseQuerySet:
    """Load with each case everything a row shows, and the stamp of the law."""
    related = ("unit", "unit__parent", "programme", "accepted_by", "opined_by", "confirmed_by")
    return cases.select_related(*related).annotate(law=law.law_stamp_subquery(), monitored=on_list())
