"""Part five: where the money goes."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from front.actions import drafts
from front.forms.papers import AccountForm
from front.models import ApplicationDraft
from front.views.apply.ground import back_from, onward, with_draft


@with_draft
def account(request: HttpRequest, draft: ApplicationDraft) -> HttpResponse:
    """Ask for the applicant's account, or whether there is none."""
    data = draft.data()
    if not data.people:
        return redirect("apply_household")
    form = AccountForm(request.POST or None, initial={"account": data.account, "no_account": data.no_account})
    if request.method == "POST" and form.is_valid():
        with drafts.changing(draft.pk, at=timezone.now()) as row:
            typed = form.cleaned_data
            row.put(replace(row.data(), account=typed["account"], no_account=bool(typed["no_account"])))
        return onward(request, "apply")
    shown = {"form": form, "doubtful": form.doubtful, "back": back_from(request, "/apply/")}
    return render(request, "front/apply/account.html", shown)
