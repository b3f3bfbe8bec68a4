"""The task list of an application, its beginning and its end before lodging."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from front import queries, sessions
from front.actions import drafts
from front.models import ApplicationDraft
from front.rules.draft import TODO, parts
from front.views.apply.ground import is_settled, private

ADDRESSES = {
    "household": "apply_household",
    "trouble": "apply_trouble",
    "photos": "apply_photos",
    "signing": "apply_signing",
    "account": "apply_account",
}


@private
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is done and what lacks, or how to begin."""
    draft = sessions.held(request)
    if draft is None:
        return render(request, "front/apply/start.html")
    if draft.case_id is not None:
        return redirect("receipt")
    state = state_of(draft)
    names = {
        "household": _("家里有谁"),
        "trouble": _("家里的钱和难处"),
        "photos": _("拍材料的照片"),
        "signing": _("大人签字"),
        "account": _("钱打到哪个账户"),
    }
    rows = [
        {"name": name, "state": state[key], "address": ADDRESSES[key], "note": _note(draft, key)}
        for key, name in names.items()
    ]
    shown = {
        "rows": rows,
        "left": sum(row["state"] != "done" for row in rows),
        "ready": state["check"] == TODO,
    }
    return render(request, "front/apply/tasks.html", {**shown, "draft": draft, "found": draft.data().found})


def state_of(draft: ApplicationDraft) -> dict[str, str]:
    """Return the state of each part today."""
    today = timezone.localdate()
    wanted = queries.wanted(draft, today)
    return parts(draft.data(), wanted, queries.taken(draft), today, told=is_settled(draft))


def _note(draft: ApplicationDraft, key: str) -> str:
    data, today = draft.data(), timezone.localdate()
    if key == "household" and data.people:
        return _("%(count)d 口人") % {"count": len(data.people)}
    if key == "signing" and data.people:
        signed = len(data.adults(today)) - len(data.unsigned(today))
        if not data.unsigned(today):
            return _("%(signed)d 人都签好了") % {"signed": signed}
        return _("签了 %(signed)d 人，还差 %(lacking)d 人") % {
            "signed": signed,
            "lacking": len(data.unsigned(today)),
        }
    if key == "photos" and is_settled(draft):
        have = set(queries.taken(draft))
        wanted = queries.wanted(draft, today)
        count = sum((paper.code, paper.member) in have for paper in wanted)
        return _("拍了 %(taken)d 张，共 %(all)d 张") % {"taken": count, "all": len(wanted)}
    return ""


@private
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin an application; somebody who has one goes on with it."""
    if sessions.held(request) is None:
        sessions.hold(request, drafts.start(at=timezone.now()))
    return redirect("apply")


@private
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw the application away, as its owner asks."""
    draft = sessions.held(request)
    if draft is not None:
        drafts.discard(draft=draft.pk)
        sessions.let_go(request)
    return render(request, "front/apply/discarded.html")
