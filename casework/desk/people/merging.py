"""Two records of one human: looked at side by side, the document read once more, then one record for good."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework import queries
from casework.actions import people
from casework.desk.access import no_entry
from casework.desk.people.access import PeoplePage
from casework.desk.people.forms import MergeForm
from casework.desk.people.views import BARRED, held
from casework.models import Officer
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from policies.step_up import step_up

SHOWN = 20
DOUBLED = _(
    "这些件里，受理、初审、审批有两步是同一个人办的：%(numbers)s。还没有决定的，初审意见已经不作数，请换人重新提；"
    "已经决定的，请县里提级复核。"
)


class MergeView(PeoplePage, View):
    """Let the record `other` pass over into `officer`, which stays."""

    http_method_names = ["get", "post"]
    template_name = "desk/people/merge.html"
    page_title = _("并成一个人")
    header_icon = "group"

    def get(self, request: HttpRequest, officer: UUID, other: UUID) -> HttpResponse:
        """Show both, and what will be."""
        return self._page(self.find(officer), self.find(other), MergeForm())

    def post(self, request: HttpRequest, officer: UUID, other: UUID) -> HttpResponse:
        """Make them one."""
        kept, gone, form = self.find(officer), self.find(other), MergeForm(request.POST)
        if not form.is_valid():
            return self._page(kept, gone, form, 422)
        step_up(request, self.now, act="merge")
        try:
            people.merge(
                kept=kept.pk,
                gone=gone.pk,
                id_number=form.cleaned_data["id_number"],
                keeper=self.keeper,
                at=self.now,
            )
        except StepRefused as refusal:
            if refusal.code in BARRED:
                return no_entry(request, refusal.reason, code=refusal.code, back=reverse("desk_people"))
            form.add_error(None, refusal.reason)
            return self._page(kept, gone, form, 422)
        messages.success(request, _("并好了。以前两个名下办过的，都算这一个人办的。"))
        doubled = [case.number for case in queries.doubled_hands().filter(pk__in=self.cases())[:SHOWN]]
        if doubled:
            messages.warning(request, DOUBLED % {"numbers": "、".join(doubled)})
        return redirect("desk_officer", officer=kept.pk)

    def _page(self, kept: Officer, gone: Officer, form: MergeForm, status: int = 200) -> HttpResponse:
        today = day_of(self.now)
        sides: list[tuple[Any, Officer, list[str]]] = [
            (_("留下"), kept, held(kept, today)),
            (_("并进去"), gone, held(gone, today)),
        ]
        context = self.get_context_data(
            form=form, kept=kept, gone=gone, sides=sides, back=reverse("desk_officer", args=[kept.pk])
        )
        response = self.render_to_response(context, status=status)
        response["Cache-Control"] = "private, no-store"
        return response
