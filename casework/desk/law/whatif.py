"""Trials on the screen: ask for one, watch it, read who gains and who loses, and hand it to those who may propose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework import outbox
from casework.actions import begin_trial, propose_batch, release_trial
from casework.actions.whatif import NEAR, proposable, signed
from casework.desk import words
from casework.desk.forms.base import Money
from casework.desk.forms.opinion import INCOME_TESTED
from casework.desk.law.access import LawView
from casework.models import Case, WhatIfLine, WhatIfRun
from casework.models.whatif import KINDS
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY
from policies import queries as law
from policies.models import Jurisdiction, Programme

TITLE = _("试算")
PAGE = 50


class TrialForm(forms.Form):
    """What to try: the place's programme, a standard, from which day."""

    programme = forms.ChoiceField(label=_("哪个地方、哪个项目"))
    standard = Money(
        label=_("新标准（每人每月，元）"),
        required=False,
        help_text=_("空着：用参数表里那一天起施行的标准。"),
    )
    scope = forms.ChoiceField(
        label=_("哪一片"),
        required=False,
        help_text=_("标准分城乡、分乡镇的，选一片；没有单独标准的地方才跟着全县走。"),
    )
    on = forms.DateField(
        label=_("从哪天起"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("新标准施行的日子，可以是以后。"),
    )

    def __init__(self, data: Any = None, *, programmes: QuerySet[Programme], today: date) -> None:
        super().__init__(data, label_suffix="", initial={"on": today.isoformat()})
        self.programmes = {str(row.pk): row for row in programmes}
        chosen = self.fields["programme"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [
            (key, f"{row.jurisdiction.short_name} {row.name}") for key, row in self.programmes.items()
        ]
        places = {row.jurisdiction.code for row in self.programmes.values()}
        part = self.fields["scope"]
        assert isinstance(part, forms.ChoiceField)
        part.choices = law.parts(places.pop() if len(places) == 1 else "")
        for field in self.fields.values():
            field.error_messages["required"] = _("还没有填。")
        self.fields["standard"].widget.attrs["min"] = "0.01"

    def clean_standard(self) -> Any:
        """Refuse a standard of nothing."""
        found = self.cleaned_data["standard"]
        if found is not None and not found:
            raise forms.ValidationError(_("标准要大于零。"))
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse a township of another place."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = self.programmes.get(cleaned.get("programme", ""))
        if chosen is not None and cleaned.get("scope", "") not in dict(law.parts(chosen.jurisdiction.code)):
            self.add_error("scope", _("这个乡镇不在这个地方，请重新选。"))
        return cleaned


class TrialView(LawView):
    """A screen of trials: reviewers come in too, to what was handed down to them."""

    def let_in(self) -> bool:
        return self.minds or self.actor.holds(NEAR)

    @property
    def minds(self) -> bool:
        """Say whether this is the county or an editor, who may ask for trials."""
        return LawView.let_in(self)

    def places(self) -> QuerySet[Jurisdiction] | None:
        """Return the places of an officer's posts; None (all) for an editor, who keeps the law of every place."""
        if not self.actor.units:
            return None
        return Jurisdiction.objects.filter(units__code__in=self.actor.units).distinct()

    def visible(self) -> QuerySet[WhatIfRun]:
        """Return the trials somebody may see: a reviewer only what was handed down."""
        places = self.places()
        runs = WhatIfRun.objects.all() if places is None else WhatIfRun.objects.filter(place__in=places)
        return runs if self.minds else runs.exclude(released_at=None)

    def lines_of(self, run: WhatIfRun) -> QuerySet[WhatIfLine]:
        """Return the lines of a trial that somebody may see: a reviewer those of his units."""
        if self.minds:
            return run.lines.all()
        return run.lines.filter(case__in=Case.objects.for_actor(self.actor).values("pk"))


class TrialsView(TrialView, View):
    """All trials so far, and the form for a new one."""

    http_method_names = ["get", "post"]
    template_name = "desk/law/whatif.html"
    page_title = TITLE
    header_icon = "history"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the trials."""
        return self._page(self._form(None))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin a trial, and do its first piece at once: a small county need not wait."""
        if not self.minds:
            raise Http404
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        programme = form.programmes[form.cleaned_data["programme"]]
        try:
            run = begin_trial(
                place=programme.jurisdiction,
                programme=programme.code,
                on=form.cleaned_data["on"],
                standard=form.cleaned_data["standard"],
                scope=form.cleaned_data["scope"],
                user=request.user,
                at=self.now,
            )
        except StepRefused as refusal:
            form.add_error("standard", refusal.reason)
            return self._page(form, status=422)
        outbox.drain(now=self.now, limit=1, kinds=("whatif",))
        return redirect("law_whatif_run", pk=run.pk)

    def _form(self, data: Any) -> TrialForm:
        rows = Programme.objects.filter(code__in=INCOME_TESTED, versions__isnull=False)
        places = self.places()
        if places is not None:
            rows = rows.filter(jurisdiction__in=places)
        found = rows.select_related("jurisdiction").distinct().order_by("jurisdiction__code")
        return TrialForm(data, programmes=found, today=self.today)

    def _page(self, form: TrialForm, status: int = 200) -> HttpResponse:
        runs = self.visible().select_related("place")[:PAGE]
        return self.render_to_response(
            self.get_context_data(form=form if self.minds else None, runs=runs), status=status
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]


@dataclass(frozen=True, slots=True)
class Village:
    """One village of a trial: households and fen a month, before and after."""

    name: str
    households: int
    before: int
    after: int

    @property
    def difference(self) -> str:
        """The cost of the change a month, signed."""
        return signed_yuan(self.after - self.before)


def signed_yuan(fen: int) -> str:
    """Return fen as yuan with its sign: +1,200 元."""
    return f"{'+' if fen > 0 else '−' if fen < 0 else ''}{words.yuan(abs(fen))}"


class RunView(TrialView, View):
    """One trial: how far it is, its sums, its villages, its households without names; and the way on."""

    http_method_names = ["get", "post"]
    template_name = "desk/law/whatif_run.html"
    page_title = TITLE
    header_icon = "history"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.run_id = kwargs["pk"]

    def find(self) -> WhatIfRun:
        """Return the trial, or 404 for who may not see it."""
        run = self.visible().select_related("place", "asked_by").filter(pk=self.run_id).first()
        if run is None:
            raise Http404
        return run

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the trial."""
        run = self.find()
        kind = request.GET.get("kind", "")
        kind = kind if kind in dict(KINDS) else ""
        rows = self.lines_of(run)
        counts = {found["kind"]: found for found in tallied(rows)}
        chosen = (
            (rows.filter(kind=kind) if kind else rows).select_related("unit").order_by("unit__code", "pk")
        )
        page = Paginator(chosen, PAGE).get_page(request.GET.get("p"))
        law_now = signed(run, self.today)
        waiting = proposable(run, self.actor).count() if run.released_at and self.actor.holds(NEAR) else 0
        return self.render_to_response(
            self.get_context_data(
                run=run,
                part=dict(law.parts(run.place.code)).get(run.scope, run.scope) if run.scope else "",
                running=run.finished_at is None,
                tiles=_tiles(counts, kind),
                villages=_villages(rows),
                total=_total(counts),
                page=page,
                rows=[_row(line) for line in page.object_list],
                kind=kind,
                query=f"kind={kind}" if kind else "",
                law_now=law_now,
                may_release=self.actor.holds((COUNTY,)) and law_now and run.released_at is None,
                may_export=self.actor.holds((COUNTY,)) and run.finished_at is not None,
                waiting=waiting if law_now else 0,
                left=rows.exclude(refused="").count(),
                proposed=rows.exclude(proposal=None).count(),
            )
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand the trial down, or propose the next changes: never by itself, always by a hand."""
        run = self.find()
        try:
            if "release" in request.POST:
                release_trial(run=run, actor=self.actor, at=self.now)
                messages.success(request, _("交给乡镇了。由初审岗逐批提出调整，走平常的告知、申辩和决定。"))
            elif "propose" in request.POST:
                done, left = propose_batch(run=run, actor=self.actor, at=self.now)
                said = _now("提出了 %(done)s 件调整，%(left)s 件要人看。") % {"done": done, "left": left}
                messages.success(request, said)
        except StepRefused as refusal:
            messages.error(request, refusal.reason)
        return redirect("law_whatif_run", pk=run.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return self.crumbs("law_whatif", TITLE)


def tallied(rows: QuerySet[WhatIfLine]) -> QuerySet[Any, Any]:
    """Return households and sums by kind; what cannot be reckoned costs what it costs now."""
    return (
        rows.order_by()
        .values("kind")
        .annotate(n=Count("pk"), was=Sum("before"), will=Sum(Coalesce("after", "before")))
    )


def _tiles(counts: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "label": label,
            "count": counts.get(code, {}).get("n", 0),
            "difference": signed_yuan(_difference(counts.get(code))),
            "active": code == kind,
        }
        for code, label in KINDS
    ]


def _difference(found: Any) -> int:
    return int(found["will"] - found["was"]) if found else 0


def _total(counts: dict[str, Any]) -> dict[str, str]:
    """Return the cost a month of those who draw support; who might come in is told apart, he has to apply."""
    inside = [found for kind, found in counts.items() if kind != "in"]
    before, after = sum(found["was"] for found in inside), sum(found["will"] for found in inside)
    return {
        "before": words.yuan(before),
        "after": words.yuan(after),
        "difference": signed_yuan(after - before),
        "new": words.yuan(_difference(counts.get("in"))),
    }


def _villages(rows: QuerySet[WhatIfLine]) -> list[Village]:
    found = (
        rows.exclude(kind="in")
        .order_by("unit__code")
        .values("unit__code", "unit__short_name")
        .annotate(n=Count("pk"), was=Sum("before"), will=Sum(Coalesce("after", "before")))
    )
    return [Village(row["unit__short_name"], row["n"], row["was"], row["will"]) for row in found]


def _row(line: WhatIfLine) -> dict[str, Any]:
    return {
        "place": line.unit.short_name,
        "members": line.members,
        "before": words.yuan(line.before),
        "after": _("算不了") if line.after is None else words.yuan(line.after),
        "kind": line.get_kind_display(),
        "code": line.kind,
        "reason": line.refused or line.reason,
        "proposed": line.proposal_id is not None,
    }


def back_to(run: WhatIfRun) -> str:
    """Return the address of a trial."""
    return reverse("law_whatif_run", args=[run.pk])
