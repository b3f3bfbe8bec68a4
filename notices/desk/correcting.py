"""Putting a letter right at the desk before it reaches anybody: the old one is void, a new one takes its place."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework.desk.access import no_entry
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES
from notices import actions
from notices.actions.letters import REASON_MOST, may_reword
from notices.desk.views import LetterDesk
from notices.models import Notice
from notices.rules.proofs import PRIVATE
from policies import queries as law
from policies.rules.private_numbers import scan


class CorrectForm(forms.Form):
    """What was wrong; and the typed reason put right, where the letter carries one and this person may."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("原来那一份哪里写错了"),
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("留在存根簿和办件记录里，不印在新的那一份上。"),
        error_messages={"required": _("写一下哪里写错了，例如：理由里“收入”写成了“收人”。")},
    )
    wording = forms.CharField(
        label=_("改好的理由"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("只改错字，决定不变。理由没有错的，空着。"),
    )

    def __init__(self, *args: Any, reword: bool, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        if not reword:
            del self.fields["wording"]

    def clean(self) -> dict[str, Any]:
        """Refuse private numbers without repeating them."""
        found = super().clean() or {}
        for name in ("reason", "wording"):
            if scan(str(found.get(name) or "")):
                self.add_error(name, ValidationError(PRIVATE, code="private"))
        return found


class CorrectView(LetterDesk):
    """One page: what was wrong, and the button that voids the old letter and issues the new one."""

    http_method_names = ["get", "post"]
    template_name = "desk/notice_correct.html"
    page_title = _("写错了，作废重出")
    header_icon = "mail"

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Ask."""
        notice = self.find(pk)
        if not self.actor.holds(TOWNSHIP_ROLES):
            return no_entry(request, str(_("文书由乡镇的工作人员改正。")))
        return self._page(notice, self._form(notice))

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Do it; a refusal comes back as a sentence, and nothing typed is lost."""
        notice = self.find(pk)
        if not self.actor.holds(TOWNSHIP_ROLES):
            return no_entry(request, str(_("文书由乡镇的工作人员改正。")))
        form = self._form(notice, request.POST)
        if not form.is_valid():
            return self._page(notice, form, 422)
        try:
            new = actions.reissue(notice=pk, actor=self.actor, at=self.now, **form.cleaned_data)
        except StepRefused as refusal:
            form.add_error(None, refusal.reason)
            return self._page(notice, form, 422)
        messages.success(request, _("新的一份出好了：%(number)s。") % {"number": new.number})
        return redirect("desk_notice", pk=new.pk)

    def _form(self, notice: Notice, *data: Any) -> CorrectForm:
        form = law.rulebook(notice.version_id).spec.notice(notice.form)
        return CorrectForm(*data, reword=may_reword(notice.cause, form, self.actor))

    def _page(self, notice: Notice, form: CorrectForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            notice=notice,
            lines=notice.text.splitlines(),
            form=form,
            back=reverse("desk_notice", args=[notice.pk]),
        )
        return self.render_to_response(context, status=status)
