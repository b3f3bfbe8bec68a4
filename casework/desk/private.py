"""What is shown only to whom it must be: a number for thirty seconds with a reason, a photo behind a question."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework import actions
from casework.desk import words
from casework.desk.access import DeskView, no_entry, village_only
from casework.desk.case_page import identity
from casework.desk.situation import Situation
from casework.evidence import of_case, open_attachment
from casework.models import Attachment, Case, HouseholdMember, Reveal
from casework.rules.facts import BEFORE_ACCEPTANCE
from casework.rules.refusal import StepRefused
from casework.rules.roles import MAY_REVEAL
from policies.step_up import step_up

SHOWN_SECONDS = 30
REASONS = (
    ("match", _("核对证件")),
    ("system", _("录到别的系统")),
    ("call", _("打电话联系")),
    ("pay", _("核对发放")),
)
NO_STORE = "private, no-store"


class WhyForm(forms.Form):
    """Why a number has to be seen."""

    reason = forms.ChoiceField(
        label=_("为什么要看"),
        choices=REASONS,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("选一个；都不是，就在下面写一句。"),
    )
    other = forms.CharField(label=_("别的原因"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One of the two is asked for: neither is said to be optional.
        for field in self.fields.values():
            field.judged = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("reason") and not found.get("other", "").strip():
            self.add_error("reason", forms.ValidationError(_("请先写为什么要看，写了再看。")))
        return found

    @property
    def why(self) -> str:
        """The reason in words."""
        return self.cleaned_data["other"].strip() or str(dict(REASONS)[self.cleaned_data["reason"]])


class RevealView(DeskView, View):
    """Show one number of one member, once a reason is written, and write the look down."""

    http_method_names = ["get", "post"]
    template_name = "desk/reveal.html"
    page_title = _("看完整号码")
    header_icon = "view"

    def get(self, request: HttpRequest, pk: UUID, member: str, field: str) -> HttpResponse:
        """Ask why."""
        return self._page(self._case(pk, field), member, field, WhyForm(label_suffix=""))

    def post(self, request: HttpRequest, pk: UUID, member: str, field: str) -> HttpResponse:
        """Write the look down and show the number for a short while."""
        case, form = self._case(pk, field), WhyForm(request.POST, label_suffix="")
        if not form.is_valid():
            return self._page(case, member, field, form, status=422)
        if self.actor.holds(MAY_REVEAL):
            step_up(request, self.now, act="reveal", case=case.pk)
        try:
            value = actions.reveal(
                case=case.pk, member=member, field=field, actor=self.actor, at=self.now, reason=form.why
            )
        except StepRefused as refusal:
            if refusal.code == "private":
                form.add_error("other", refusal.reason)
                return self._page(case, member, field, form, status=422)
            return no_entry(request, refusal.reason, back=reverse("desk_case", args=[pk]))
        except HouseholdMember.DoesNotExist as nobody:
            raise Http404 from nobody
        response = self._page(case, member, field, form, value=value)
        response["Refresh"] = f"{SHOWN_SECONDS}; url={reverse('desk_case', args=[pk])}"
        return response

    def _case(self, pk: UUID, field: str) -> Case:
        if field not in words.FIELDS:
            raise Http404
        return self.find_case(pk)

    def _page(
        self, case: Case, member: str, field: str, form: WhyForm, *, value: str = "", status: int = 200
    ) -> HttpResponse:
        if not self.actor.holds(MAY_REVEAL):
            return no_entry(
                self.request, str(_("您的岗位不能看完整号码。")), back=reverse("desk_case", args=[case.pk])
            )
        situation = Situation(case, self.actor, self.now)
        if member not in situation.people:
            raise Http404
        context = self.get_context_data(
            case=case,
            identity=identity(situation),
            person=situation.people[member],
            label=words.FIELDS[field],
            form=form,
            value=value,
            seconds=SHOWN_SECONDS,
            back=reverse("desk_case", args=[case.pk]),
        )
        response = self.render_to_response(context, status=status)
        response["Cache-Control"] = NO_STORE
        return response


class PhotoView(DeskView, View):
    """Send one photo of a paper to an officer of the case, and write the look down: papers carry numbers."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: UUID, photo: UUID) -> HttpResponseBase:
        """Send the picture; whoever may not see it learns nothing about it."""
        case = self.find_case(pk)
        row = Attachment.objects.filter(of_case(case), pk=photo).first()
        if row is None or (village_only(self.actor) and case.stage not in BEFORE_ACCEPTANCE):
            raise Http404
        note_look(case, self.actor.officer, self.now, what=row.material, member=row.member)
        response = FileResponse(open_attachment(row), content_type=row.kind)
        response["Content-Disposition"] = f'inline; filename="{row.pk}.jpg"'
        response["Cache-Control"] = NO_STORE
        response["X-Content-Type-Options"] = "nosniff"
        return response


def note_look(case: Case, officer: str, at: datetime, *, what: str, member: str = "") -> None:
    """Write down that an officer looked at a paper of a case: whose it is, and which."""
    members = HouseholdMember.objects.filter(household=case.household_id)
    whose = members.filter(key=member).first() or members.get(applicant=True)
    Reveal.objects.create(
        case=case, person_id=whose.person_id, field="paper", officer_id=officer, at=at, reason=what[:200]
    )
