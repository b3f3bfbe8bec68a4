"""The public pages when the baked file is not there, and the objection, which is the only thing people write here."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from casework import actions as casework
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from casework.tries import count_try
from notices.baked import BakedSite
from notices.baking import bake, bake_all, bake_lists
from notices.forms import ObjectionForm
from notices.models import Publication
from notices.queries import letterhead, village_name
from notices.rendering import Leak
from policies.models import Unit

RECEIPT, RECEIPT_SECONDS = "yimen_objection", 15 * 60
OBJECTIONS_AN_HOUR = 20  # from one address; a whole village may sit behind one
RESIDENT = Actor()


@require_safe
def page(request: HttpRequest, **_found: Any) -> HttpResponse:
    """Answer a public address that the shelf did not answer: bake it now if it should be there, else 404."""
    now = timezone.now()
    answer = _from_shelf(request)
    if answer is None:
        _bake_for(request, now)
        answer = _from_shelf(request)
    if answer is None:
        raise Http404
    return answer


def _from_shelf(request: HttpRequest) -> HttpResponse | None:
    site = BakedSite(lambda environ, start: [], Path(settings.BAKED_ROOT))
    environ = {**request.META, "PATH_INFO": request.path_info}
    found = site.answer(environ)
    if found is None:
        return None
    status, headers, body = found
    response = HttpResponse(b"" if request.method == "HEAD" else body, status=int(status.split()[0]))
    del response["Content-Type"]
    for name, value in headers:
        response[name] = value
    return response


def _bake_for(request: HttpRequest, now: datetime) -> None:
    """Bake what an address needs when its file was lost; an address that never was is left alone."""
    parts = request.path_info.strip("/").split("/")
    try:
        if len(parts) == 1:
            bake_all(now=now)
        elif parts[1].isdigit():
            bake(get_object_or_404(_with_unit(), pk=int(parts[1])), now=now)
        elif parts[1] == "board" and len(parts) > 2 and parts[2].isdigit():
            bake_lists(get_object_or_404(_units(), pk=int(parts[2])), now=now)
    except Leak as leak:
        raise Http404 from leak


def _units() -> Any:
    return Unit.objects.select_related("parent", "jurisdiction").filter(publications__isnull=False).distinct()


def _with_unit() -> Any:
    return Publication.objects.select_related("unit__parent", "unit__jurisdiction", "programme")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an objection to a posting: no login, no name needed; the village never reads it (SY-A1.4b)."""
    now = timezone.now()
    publication = get_object_or_404(_with_unit(), pk=pk, kind="posting")
    if not publication.up(now):
        return render(request, "notices/over.html", status=410)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _object(request, publication, form, now)
        if done is not None:
            return done
    context = {
        "form": form,
        "publication": publication,
        "row": publication.rows.first(),
        "village": village_name(publication.unit),
        "head": letterhead(publication.unit),
        "back": publication.address,
    }
    return render(request, "notices/object.html", context, status=200 if not form.errors else 422)


def _object(
    request: HttpRequest, publication: Publication, form: ObjectionForm, now: datetime
) -> HttpResponse | None:
    if _too_many(request):
        form.add_error(None, _("这个网络一小时里说得太多了，请过一会儿再来，或者打监督电话。"))
        return None
    contact = form.cleaned_data["contact"].strip()
    assert publication.case_id is not None  # a constraint: every posting is of a case
    try:
        receipt = casework.object_(
            case=publication.case_id,
            actor=RESIDENT,
            at=now,
            words=form.said(),
            topic=form.cleaned_data["topic"],
            named=bool(contact),
            contact=contact,
        )
    except StepRefused as refusal:
        form.add_error(None, refusal.reason)
        return None
    response = HttpResponseRedirect(f"{publication.address}object/done/")
    response.set_cookie(
        RECEIPT,
        signing.dumps([receipt.number, receipt.code], salt=RECEIPT),
        max_age=RECEIPT_SECONDS,
        path=f"{publication.address}object/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _too_many(request: HttpRequest) -> bool:
    """Count objections from one network for an hour."""
    origin = request.META.get("REMOTE_ADDR", "")
    return count_try("objection", origin, seconds=60 * 60, now=timezone.now()) > OBJECTIONS_AN_HOUR


@never_cache
@require_GET
def objection_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the number and code of the objection just made; only the browser that made it can see them."""
    publication = get_object_or_404(_with_unit(), pk=pk, kind="posting")
    try:
        number, code = signing.loads(request.COOKIES.get(RECEIPT, ""), salt=RECEIPT, max_age=RECEIPT_SECONDS)
    except signing.BadSignature:
        return HttpResponseRedirect(publication.address)
    code = " ".join(code[start : start + 4] for start in range(0, len(code), 4))
    context = {
        "publication": publication,
        "number": number,
        "code": code,
        "head": letterhead(publication.unit),
        "last_day": publication.last_day,
    }
    return render(request, "notices/object_done.html", context)
