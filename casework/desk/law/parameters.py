"""The values of a place on the screen: what is stated, what is silent, and what a change would touch before it is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework import foresight
from casework.actions.whatif import caseload
from casework.desk.forms.opinion import INCOME_TESTED
from casework.desk.law.access import MOST, LawView, tally
from casework.desk.law.state_form import PRIVATE, StateForm
from casework.desk.words import headed
from casework.models import WhatIfRun
from casework.models.case import CaseQuerySet
from casework.rules.whatif import STANDARD, with_value
from policies import queries as law
from policies.actions.parameters import adopt_national, end_silence
from policies.models import Jurisdiction, ParameterValue
from policies.models.parameters import ALWAYS
from policies.rules.parameters import NUMBERS, Parameter, value_problem
from policies.rules.private_numbers import scan
from policies.studio import values

TITLE = _("参数")
WORDLESS = ("text", "mode", "yesno", "rounding")
"""Units that are no unit: the value says it all."""
VALUES = {
    "true": _("是"),
    "false": _("不"),
    "gap": _("按差额"),
    "tier": _("按档"),
    "tiers": _("按档"),
} | dict(ParameterValue.Rounding.choices)
A_NUMBER = "multiple"
"""What a value without a unit of its own is judged as, where a number stands in its place now."""


class PlaceView(LawView):
    """A screen of one place: of an officer's own, or the one an editor chose."""

    def places(self) -> QuerySet[Jurisdiction]:
        """Return the places somebody looks after, in order."""
        found = Jurisdiction.objects.order_by("code")
        if self.actor.units:
            return found.filter(units__code__in=self.actor.units).distinct()
        return found

    def find(self, pk: int) -> ParameterValue:
        """Return one value, or 404 outside somebody's places."""
        row = ParameterValue.objects.select_related("jurisdiction").filter(pk=pk).first()
        if row is None or row.jurisdiction not in self.places():
            raise Http404
        return row


class ParametersView(PlaceView, View):
    """All values of a place: dates, operator, rounding, clause, and beside a silence what the state says."""

    http_method_names = ["get"]
    template_name = "desk/law/parameters.html"
    page_title = TITLE
    header_icon = "sliders"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the table of one place, of one programme where one is chosen."""
        places = list(self.places())
        asked = request.GET.get("place", "")
        place = next((one for one in places if one.code == asked), places[0] if places else None)
        rows = list(ParameterValue.objects.filter(jurisdiction=place)) if place else []
        names = dict(place.programmes.values_list("code", "name")) if place else {}
        towns = dict(law.parts(place.code)) if place else {}
        programme = request.GET.get("programme", "")
        silent = "silent" in request.GET
        shown = [
            _row(row, names, towns, self.today)
            for row in rows
            if (not programme or row.programme in ("", programme)) and not (silent and row.value is not None)
        ]
        return self.render_to_response(
            self.get_context_data(
                places=places,
                place=place,
                programmes=names,
                programme=programme,
                silent=silent,
                rows=shown,
                silences=sum(row.value is None for row in rows),
                may_write=request.user.has_perm("policies.change_parametervalue"),
            )
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]


def _row(row: ParameterValue, names: dict[str, str], parts: dict[str, str], today: date) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "label": row.label,
        "programme": names.get(row.programme, row.programme),
        "scope": parts.get(row.scope, row.scope) if row.scope else "",
        "value": VALUES.get(row.value, row.value) if row.value else row.value,
        "unit": "" if row.unit in WORDLESS else values.UNITS.get(row.unit, row.unit),
        "operator": row.get_operator_display(),
        "rounding": row.get_rounding_display(),
        "since": None if row.since == ALWAYS else row.since,
        "until": row.until,
        "clause": row.clause,
        "ref": row.ref,
        "national": VALUES.get(row.national_value, row.national_value),
        "national_clause": row.national_clause,
        "county": row.origin == ParameterValue.Origin.COUNTY,
        "now": row.as_rule().covers(today),
    }


class TryForm(forms.Form):
    """Another value and its day, to see what it would touch."""

    value = forms.CharField(label=_("改成多少"), max_length=40, help_text=_("金额写元，期限写数字。"))
    since = forms.DateField(label=_("从哪天起"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Any = None, *, row: ParameterValue, today: date) -> None:
        first = {"value": row.value or row.national_value, "since": today.isoformat()}
        super().__init__(data, label_suffix="", initial=first)
        self.row = row
        for field in self.fields.values():
            field.error_messages["required"] = _("还没有填。")

    def clean_value(self) -> str:
        """Refuse what is no number where a number stands or belongs."""
        text: str = self.cleaned_data["value"].strip()
        if scan(text):
            raise ValidationError(PRIVATE)
        if self.row.unit in values.UNITS or not value_problem(A_NUMBER, self.row.value or ""):
            unit = self.row.unit if self.row.unit in NUMBERS else A_NUMBER
            if wrong := value_problem(unit, text):
                raise ValidationError(_now(wrong))
        return text


class TouchView(PlaceView, View):
    """What another value would touch: which running limits, which steps; for the standard, a trial."""

    http_method_names = ["get", "post"]
    template_name = "desk/law/parameter.html"
    page_title = TITLE
    header_icon = "sliders"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the value, where it acts, and the form to try another."""
        row = self.find(pk)
        if "value" in request.GET:
            form = TryForm(request.GET, row=row, today=self.today)
            return self._page(row, form, **(self._touched(row, form) if form.is_valid() else {}))
        return self._page(row, TryForm(row=row, today=self.today))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End a silence, knowingly: by the national value beside it, or by what the county laid down itself."""
        row = self.find(pk)
        if not request.user.has_perm("policies.change_parametervalue") and not self.actor.units:
            raise Http404
        own = StateForm(request.POST, row=row) if "own" in request.POST else None
        if own is not None and not own.is_valid():
            return self._page(row, TryForm(row=row, today=self.today), own=own)
        try:
            said = (
                self._end(row, own.cleaned_data) if own else self._adopt(row, request.POST.get("reason", ""))
            )
        except ValueError as refused:
            messages.error(request, str(refused))
            return redirect("law_parameter", pk=pk)
        messages.success(request, said)
        return redirect(f"{reverse('law_parameters')}?place={row.jurisdiction.code}")

    def _adopt(self, row: ParameterValue, reason: str) -> Any:
        reason = reason.strip()[:250]
        if row.value is not None or not reason or scan(reason):
            raise ValueError(_now("请写清楚为什么采用；里面不要有证件号、卡号、电话。"))
        adopt_national(row=row, reason=f"{reason}（{self.by_name}）")
        return _("采用了国家的数值，依据和理由都记下了。")

    def _end(self, row: ParameterValue, stated: dict[str, str]) -> Any:
        reason = f"{stated['why']}（{self.by_name}）"
        end_silence(row=row, value=stated["own_value"], clause=stated["clause"], reason=reason)
        return _("县里定的数记下了，依据和理由都在。")

    def _touched(self, row: ParameterValue, form: TryForm) -> dict[str, Any]:
        other = replace(
            row.as_rule(), value=form.cleaned_data["value"], since=form.cleaned_data["since"], until=None
        )
        moves = foresight.under_books(self._cases(row), lambda book: with_value(book, other))
        return {
            "tried": other,
            "moves": self.lines(moves),
            "moved": len(moves),
            "tally": tally(moves),
            "most": MOST,
        }

    def _cases(self, row: ParameterValue) -> CaseQuerySet:
        return foresight.in_place(row.jurisdiction.code, row.programme)

    def _page(
        self, row: ParameterValue, form: TryForm, own: StateForm | None = None, **more: Any
    ) -> HttpResponse:
        standard = row.key == STANDARD
        trials = WhatIfRun.objects.filter(place=row.jurisdiction) if standard else WhatIfRun.objects.none()
        names = dict(row.jurisdiction.programmes.values_list("code", "name"))
        return self.render_to_response(
            self.get_context_data(
                row=_row(row, names, dict(law.parts(row.jurisdiction.code)), self.today),
                place=row.jurisdiction,
                form=form,
                own=own or (StateForm(row=row) if row.value is None else None),
                standard=standard,
                households=_households(row.jurisdiction) if standard else 0,
                trials=trials[:3],
                uses=acts_at(row.jurisdiction.code, row.as_rule(), self.today),
                **more,
            ),
            status=422 if form.errors or (own and own.errors) else 200,
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return self.crumbs("law_parameters", TITLE)


def _households(place: Jurisdiction) -> int:
    return sum(caseload(place, code).count() for code in INCOME_TESTED)


def acts_at(place: str, row: Parameter, today: date) -> list[str]:
    """Return the clocks of the programmes in force that count with a value."""
    stamp = law.law_stamp()
    specs = [law.rulebook(version.pk, stamp=stamp).spec for version in law.programmes(place, today)]
    return [
        headed(spec.short or spec.name, one.label)
        for spec in specs
        if row.programme in ("", spec.code)
        for one in spec.clocks
        if one.parameter == row.key
    ]
