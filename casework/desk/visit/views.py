"""The pages of a home visit: the list to take along, the form, its photos, and the worker that keeps them offline."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from casework.actions import survey
from casework.desk import words
from casework.desk.access import DeskView, no_entry
from casework.desk.act_view import FORBIDDEN
from casework.desk.case_page import identity
from casework.desk.remaining import remaining
from casework.desk.situation import Situation
from casework.desk.visit.form import AmendForm, VisitForm, moment
from casework.models import Case, SurveySheet
from casework.rules.refusal import StepRefused

MOST_ON_THE_WAY = 60
"""How many households one telephone takes along."""


@method_decorator(never_cache, name="dispatch")
class VisitsView(DeskView, View):
    """The households that wait for a visit, to be taken along."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them by the law's clock; each page listed here can be opened without a network afterwards."""
        rows = []
        listed = self.cases().open().select_related("unit__parent", "programme")
        for case in listed.order_by("-emergency", "next_due")[: 4 * MOST_ON_THE_WAY]:
            situation = Situation(case, self.actor, self.now)
            if situation.facts.when("visit") is None and situation.refusal("visit") is None:
                left = remaining(case.next_due, self.now, situation.book.calendar) if case.next_due else None
                rows.append({"case": case, "left": left, "url": reverse("desk_visit", args=[case.pk])})
        context = {"rows": rows[:MOST_ON_THE_WAY], "officer": self.actor.officer, "name": self.actor.name}
        return render(request, "desk/visit/list.html", context)


class SheetView(DeskView, View):
    """What the visit form and its correction share: the page, the sentence when refused, JSON for the telephone."""

    http_method_names = ["get", "post"]
    form_class: type[VisitForm] = VisitForm
    verb = "visit"
    template = "desk/visit/form.html"
    situation: Situation

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show the form to whoever may make this visit."""
        self.situation = Situation(self.find_case(pk), self.actor, self.now)
        refused = self.situation.refusal(self.verb) or self.lacking()
        if refused is not None:
            return self._no(refused)
        return self._page(self.form_class(situation=self.situation, sheet=self.latest()))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Take the form in; one that is in already is answered as if it had just come."""
        self.situation = Situation(self.find_case(pk), self.actor, self.now)
        refused = self.situation.refusal(self.verb)
        if refused is not None and refused.code in FORBIDDEN:
            return self._no(refused)
        form = self.form_class(request.POST, situation=self.situation)
        if not form.is_valid():
            return self._again(form, 422)
        if SurveySheet.objects.filter(key=form.cleaned_data["key"], by_id=UUID(self.actor.officer)).exists():
            return self._done()
        if refused is not None:
            return self._refused(form, refused)
        try:
            self.take(form)
        except StepRefused as refusal:
            if refusal.code != "delivered":
                return self._refused(form, refusal)
        return self._done()

    def latest(self) -> dict[str, Any] | None:
        """Return the form to begin from, if any."""
        return None

    def lacking(self) -> StepRefused | None:
        """Return what keeps the form from being opened beyond the rules of the act."""
        return None

    def take(self, form: VisitForm) -> None:
        """Hand the form to the action."""
        raise NotImplementedError

    @property
    def _by_script(self) -> bool:
        return self.request.headers.get("accept", "").startswith("application/json")

    def _refused(self, form: VisitForm, refusal: StepRefused) -> HttpResponse:
        # Kin among the visitors is a matter of the list, not of who hands it in: the form comes back.
        if (refusal.code in FORBIDDEN and refusal.code != "relative") or refusal.code == "order":
            return self._no(refusal)
        sentence = words.refused(self.situation.say(refusal.reason), refusal.clause)
        form.add_error(None, ValidationError(sentence))
        return self._again(form, 422)

    def _again(self, form: VisitForm, status: int) -> HttpResponse:
        if self._by_script:
            sentences = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
            return JsonResponse({"errors": sentences}, status=status)
        return self._page(form, status)

    def _no(self, refusal: StepRefused) -> HttpResponse:
        sentence, status = self.situation.say(refusal.reason), 403 if refusal.code in FORBIDDEN else 409
        if self._by_script:
            return JsonResponse({"errors": {"__all__": sentence}}, status=status)
        back = reverse("desk_case", args=[self.situation.case.pk])
        return no_entry(self.request, sentence, clause=refusal.clause, back=back, status=status)

    def _done(self) -> HttpResponse:
        there = reverse("desk_inquiry", args=[self.situation.case.pk])
        return JsonResponse({"done": there}) if self._by_script else redirect(there)

    def _page(self, form: VisitForm, status: int = 200) -> HttpResponse:
        situation = self.situation
        standard = situation.book.parameters.get("standard", situation.today)
        context = {
            "form": form,
            "case": situation.case,
            "identity": identity(situation),
            "officer": self.actor.officer,
            "people": len(situation.people),
            "standard": standard.value if standard else "",
            "back": reverse("desk_visits"),
            "correcting": self.verb == "amend",
        }
        response = render(self.request, self.template, context, status=status)
        response["Cache-Control"] = "private, no-store"
        return response


class VisitView(SheetView):
    """The visit itself."""

    def take(self, form: VisitForm) -> None:
        """Keep the photos that came with the form, then the form."""
        key, case = form.cleaned_data["key"], self.situation.case.pk
        for number, photo in enumerate(self.request.FILES.getlist("photos")):
            survey.add_photo(
                case=case,
                actor=self.actor,
                at=self.now,
                key=key,
                name=f"p{number}",
                file=photo,
                taken_at=None,
            )
        survey.hand_in(case=case, actor=self.actor, at=self.now, visit=form.visit())


class AmendView(SheetView):
    """A correction of the form."""

    form_class = AmendForm
    verb = "amend"

    def latest(self) -> dict[str, Any] | None:
        """Begin from the newest version."""
        sheet = SurveySheet.objects.filter(case=self.situation.case).first()
        return sheet.body if sheet else None

    def take(self, form: VisitForm) -> None:
        """Make a new version."""
        survey.amend(
            case=self.situation.case.pk,
            actor=self.actor,
            at=self.now,
            body=form.body(),
            why=form.cleaned_data["why"],
            key=form.cleaned_data["key"],
        )


class PhotoForm(forms.Form):
    """One photo on its way from a telephone."""

    key = forms.UUIDField()
    name = forms.SlugField(max_length=20)
    taken_at = forms.CharField(required=False, max_length=40)
    photo = forms.FileField()


class PhotoInView(DeskView, View):
    """Take one photo in; a photo that is in already is answered as if it had just come."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Keep it under the key of its visit."""
        case: Case = self.find_case(pk)
        form = PhotoForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"errors": {"photo": "这张照片没有传完整，请再传一次。"}}, status=422)
        found = form.cleaned_data
        try:
            survey.add_photo(
                case=case.pk,
                actor=self.actor,
                at=self.now,
                key=found["key"],
                name=found["name"],
                file=found["photo"],
                taken_at=moment(found["taken_at"]),
            )
        except StepRefused as refusal:
            return JsonResponse(
                {"errors": {"photo": refusal.reason}}, status=403 if refusal.code in FORBIDDEN else 422
            )
        return JsonResponse({"done": True})


class TokenView(DeskView, View):
    """Who is signed in, and the token his telephone sends with what it kept: asked just before sending."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer a telephone that is back in the network."""
        response = JsonResponse(
            {"officer": self.actor.officer, "token": get_token(request), "fresh": str(uuid.uuid4())}
        )
        response["Cache-Control"] = "no-store"
        return response


def worker(request: HttpRequest) -> HttpResponse:
    """Return the script that keeps the pages of visits on the telephone; it holds nothing private itself."""
    response = render(request, "desk/visit/worker.js", content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
