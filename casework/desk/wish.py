"""The wish at the counter: who, and who authorises; check, visit and forms are opened that very day (YI-2.1a, YI-2.1b)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework import actions
from casework.actions.moves import guarded
from casework.desk import words
from casework.desk.access import DeskView, no_entry
from casework.desk.forms.holdings import HoldingsForm
from casework.models import Case
from casework.rules.asking import day_of
from casework.rules.holdings import PROPERTY
from casework.rules.lodgement import MOST_MEMBERS, LodgementDraft, PersonDraft, at_odds
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES
from casework.sealing import blind_index
from policies import queries as law
from policies.models import ProgrammeVersion, Unit
from policies.rules.identity import birth_date, check_id, normalise_id
from policies.rules.programme import Question

WINDOW = "window"


def by_wish(place: str, day: date) -> list[ProgrammeVersion]:
    """Return the programmes of a place whose check begins with the wish."""
    return law.programmes_stating(place, day, "intention")


def property_question(programmes: Iterable[ProgrammeVersion]) -> Question | None:
    """Return the question about property as the first of these programmes that asks it asks it."""
    asked = (law.rulebook(one.pk).spec.question(PROPERTY) for one in programmes)
    return next((question for question in asked if question is not None), None)


class WishForm(forms.Form):
    """A programme, a village, the people and what they have; each adult ticks his own authorisation."""

    def __init__(
        self, data: Any = None, *, programmes: Iterable[ProgrammeVersion], villages: Iterable[Unit]
    ) -> None:
        super().__init__(data, label_suffix="")
        programmes = list(programmes)
        question = property_question(programmes)
        self.property = HoldingsForm(data, question=question) if question else None
        self.fields["programme"] = forms.ChoiceField(
            label=_("想申请哪个项目"),
            choices=[(one.programme.code, one.programme.name) for one in programmes],
        )
        self.fields["village"] = forms.ChoiceField(
            label=_("哪个村（社区）"), choices=[(unit.code, str(unit)) for unit in villages]
        )
        for number in range(1, MOST_MEMBERS + 1):
            first = number == 1
            self.fields[f"name_{number}"] = forms.CharField(label=_("姓名"), max_length=60, required=first)
            self.fields[f"id_{number}"] = forms.CharField(
                label=_("身份证号"),
                max_length=30,
                required=first,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields[f"relation_{number}"] = forms.CharField(
                label=_("与申请人关系"), max_length=20, required=False
            )
            self.fields[f"away_{number}"] = forms.CharField(
                label=_("户籍在外地的，写哪里"), max_length=60, required=False
            )
            self.fields[f"consent_{number}"] = forms.BooleanField(label=_("签了核对授权书"), required=False)
        for field in self.fields.values():
            field.error_messages["required"] = _("还没有填。")

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        """The people, each with his fields."""
        names = ("name", "id", "relation", "away", "consent")
        return [
            (number, [self[f"{name}_{number}"] for name in names]) for number in range(1, MOST_MEMBERS + 1)
        ]

    def is_valid(self) -> bool:
        """Judge both parts, so that every mistake is said at once."""
        right = self.property is None or self.property.is_valid()
        return super().is_valid() and right

    def clean(self) -> dict[str, Any]:
        """Check every number by itself, and against what is written of the person."""
        found = super().clean() or {}
        for number in range(1, MOST_MEMBERS + 1):
            self._check(number, found)
        return found

    def _check(self, number: int, found: dict[str, Any]) -> None:
        name, raw = found.get(f"name_{number}", ""), found.get(f"id_{number}", "")
        if not name and not raw:
            return
        if not name or not raw:
            self.add_error(
                f"id_{number}" if name else f"name_{number}", ValidationError(_("姓名和身份证号要一起填。"))
            )
            return
        problem = check_id(raw)
        if problem is not None:
            self.add_error(f"id_{number}", ValidationError(str(_("身份证号不对，请对着证件再看一遍。"))))
            return
        wrong = at_odds(self._person(number, found))
        if wrong:
            self.add_error(f"relation_{number}", ValidationError(wrong))

    def _person(self, number: int, found: dict[str, Any]) -> PersonDraft:
        id_number = normalise_id(found[f"id_{number}"])
        return PersonDraft(
            key=f"m{number}",
            name=found[f"name_{number}"],
            birth=birth_date(id_number),
            id_number=id_number,
            relation=found.get(f"relation_{number}", ""),
            registered=found.get(f"away_{number}", ""),
        )

    def draft(self, place: str) -> LodgementDraft:
        """Return what the action takes."""
        found = self.cleaned_data
        filled = [number for number in range(1, MOST_MEMBERS + 1) if found.get(f"name_{number}")]
        return LodgementDraft(
            place=place,
            programme=found["programme"],
            village=found["village"],
            channel=WINDOW,
            members=tuple(self._person(number, found) for number in filled),
            authorised=tuple(f"m{number}" for number in filled if found.get(f"consent_{number}")),
            holdings=self.property.holdings() if self.property else None,
        )


class WishView(DeskView, View):
    """Register a wish; where every adult has authorised, the check is asked for in the same breath."""

    http_method_names = ["get", "post"]
    template_name = "desk/wish.html"
    page_title = _("登记意愿")
    header_icon = "form"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, where this place begins with the wish."""
        return self._barred() or self._page(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open the case; say who stands in another open one already."""
        barred = self._barred()
        if barred is not None:
            return barred
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        draft = form.draft(self._place())
        twins = known_elsewhere(draft)
        try:
            with guarded(), transaction.atomic():
                receipt = actions.intend(draft=draft, actor=self.actor, at=self.now)
                asked = self._ask(receipt.case)
        except StepRefused as refusal:
            form.add_error(None, ValidationError(refusal.reason))
            return self._page(form, 422)
        if twins:
            named = "、".join(twins)
            messages.warning(
                request,
                _now("家里有人还在别的在办件里：%(numbers)s。请核对是不是重复。") % {"numbers": named},
            )
        done = (
            _("登记好了，今天就发起核对、安排入户。") if asked else _("登记好了。大人都签了授权书才能核对。")
        )
        messages.success(request, words.headed(receipt.number, f"{done}{_now('查询码')} {receipt.code}"))
        return redirect("desk_inquiry", pk=receipt.case)

    def _ask(self, case: Any) -> bool:
        """Ask for the check at once; without every authorisation there is none."""
        try:
            with transaction.atomic():
                actions.request_check(case=case, actor=self.actor, at=self.now)
        except StepRefused as refusal:
            if refusal.code != "consent":
                raise
            return False
        return True

    def _barred(self) -> HttpResponse | None:
        if not self.actor.holds(TOWNSHIP_ROLES):
            return no_entry(self.request, str(_("意愿由乡镇窗口登记。")), back=reverse("desk_queue"))
        if not by_wish(self._place(), day_of(self.now)):
            sentence = _("本地的规定没有写“先核对、后受理”，请直接受理申请。")
            return no_entry(self.request, str(sentence), back=reverse("desk_queue"), status=409)
        return None

    def _place(self) -> str:
        unit = Unit.objects.filter(code__in=self.actor.units).select_related("jurisdiction").first()
        return unit.jurisdiction.code if unit else ""

    def _form(self, data: Any = None) -> WishForm:
        villages = Unit.objects.filter(level=Unit.Level.VILLAGE, jurisdiction__code=self._place()).order_by(
            "code"
        )
        mine = [unit for unit in villages if self.actor.covers(unit.code)]
        return WishForm(data, programmes=by_wish(self._place(), day_of(self.now)), villages=mine)

    def _page(self, form: WishForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)


def known_elsewhere(draft: LodgementDraft) -> list[str]:
    """Return the numbers of the open cases in which one of these people stands already (QY-3.1.1c)."""
    marks = [blind_index(person.id_number, "id_number") for person in draft.members if person.id_number]
    cases = Case.objects.open().filter(household__members__person__id_number_index__in=marks)
    return list(cases.order_by("number").values_list("number", flat=True).distinct())
