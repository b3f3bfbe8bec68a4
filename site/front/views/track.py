"""`/track/` and `/t/<token>/`: where a case stands, for whoever holds its receipt."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casework import evidence
from casework import queries as cases
from casework.actions import confirm_delegation, revoke_delegation, supplement, withdraw
from casework.models import Attachment, Case
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from front import limits, sessions
from front.actions.drafts import supplement_owner
from front.forms.base import SiteForm
from front.forms.papers import PhotoForm
from front.forms.requests import RevokeForm, TrackForm, WithdrawForm
from front.progress import progress
from front.views.apply.ground import private, say_no

TRIES_AN_HOUR = 5
MOST_PHOTOS = 40


@private
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code and the second factor; one answer for every wrong pair, five tries an hour."""
    form = TrackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if limits.too_often(request, "track", most=TRIES_AN_HOUR, also=code):
            return render(request, "front/track_wait.html", status=429)
        case = cases.track(code=code, second=form.cleaned_data["second"])
        if case is not None:
            limits.forgive(request, "track", also=code)
            sessions.remember_case(request, case)
            return redirect("track_case")
        form.add_error(None, _("查询码和身份证后 4 位对不上，请对照回执再写一次。一小时能试 5 次。"))
    return render(request, "front/track.html", {"form": form})


@private
@require_safe
def track_case(request: HttpRequest) -> HttpResponse:
    """Show the whole progress to whoever has just shown the code."""
    case = sessions.remembered_case(request)
    if case is None:
        return redirect("track")
    shown = {"case": case, "full": True, **progress(case, timezone.now()), **_supplement(case)}
    return render(request, "front/progress.html", shown)


@private
@require_safe
def track_token(request: HttpRequest, token: str) -> HttpResponse:
    """Show where the case stands to whoever holds the link of the receipt: no amount, no reason."""
    if limits.too_often(request, "token", most=120):
        return render(request, "front/track_wait.html", status=429)
    case = Case.objects.select_related("unit__parent", "version").filter(token=token).first()
    if case is None:
        raise Http404
    return render(
        request, "front/progress.html", {"case": case, "full": False, **progress(case, timezone.now())}
    )


@private
@require_http_methods(["GET", "HEAD", "POST"])
def supplement_photo(request: HttpRequest, code: str) -> HttpResponse:
    """Take a photo of a paper that was asked for."""
    case = sessions.remembered_case(request)
    if case is None:
        return redirect("track")
    shown = progress(case, timezone.now())
    material = next((item for item in shown["lacking"] if item.code == code), None)
    if material is None:
        raise Http404
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _store(case, code, form):
        return redirect("track_case")
    shown |= {"form": form, "material": material, "case": case, "back": "/track/case/"}
    return render(request, "front/supplement.html", shown)


@private
@require_http_methods(["POST"])
def supplement_done(request: HttpRequest) -> HttpResponse:
    """Hand in the photos that were asked for."""
    case = sessions.remembered_case(request)
    if case is None:
        return redirect("track")
    ready = _supplement(case)
    try:
        supplement(
            case=case.pk,
            actor=Actor(),
            at=timezone.now(),
            owner=supplement_owner(case.pk),
            supplied=tuple(sorted(ready["ready_codes"])),
        )
    except StepRefused as refused:
        return say_no(request, refused)
    return redirect("track_case")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest) -> HttpResponse:
    """Take the application back, as long as nobody of the office has opened it; say so where somebody has."""
    return _taken_back(request, WithdrawForm, withdraw, "front/withdraw.html")


@private
@require_http_methods(["POST"])
def delegation_confirmed(request: HttpRequest) -> HttpResponse:
    """Let the household say that the village acts for it by its will."""
    case = sessions.remembered_case(request)
    if case is None:
        return redirect("track")
    try:
        confirm_delegation(case=case.pk, actor=Actor(), at=timezone.now())
    except StepRefused as refused:
        return say_no(request, refused)
    return redirect("track_case")


@private
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_revoked(request: HttpRequest) -> HttpResponse:
    """Let the household take the village off its application; why is its own affair."""
    return _taken_back(request, RevokeForm, revoke_delegation, "front/revoke.html")


def _taken_back(
    request: HttpRequest, ask: type[SiteForm], act: Callable[..., object], page: str
) -> HttpResponse:
    """Ask why on a page that says what follows, and do the act with what was said."""
    case = sessions.remembered_case(request)
    if case is None:
        return redirect("track")
    form = ask(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(case=case.pk, actor=Actor(), at=timezone.now(), **form.cleaned_data)
        except StepRefused as refused:
            return say_no(request, refused)
        return redirect("track_case")
    shown = {"form": form, "case": case, "back": "/track/case/", **progress(case, timezone.now())}
    return render(request, page, shown)


def _supplement(case: Case) -> dict[str, set[str]]:
    rows = Attachment.objects.filter(owner=supplement_owner(case.pk), case=None)
    return {"ready_codes": set(rows.values_list("material", flat=True))}


def _store(case: Case, code: str, form: PhotoForm) -> bool:
    if Attachment.objects.filter(owner=supplement_owner(case.pk), case=None).count() >= MOST_PHOTOS:
        form.add_error("photo", _("照片太多了，请打电话问问窗口。"))
        return False
    try:
        evidence.store_photo(
            form.cleaned_data["photo"],
            owner=supplement_owner(case.pk),
            material=code,
            member="",
            actor=Actor(),
            at=timezone.now(),
        )
    except StepRefused as refused:
        form.add_error("photo", refused.reason)
        return False
    return True
