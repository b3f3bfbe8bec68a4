"""`/m/<token>/`: the one-time disclosure, as a page and as an A4 sheet."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from casework.models import Disclosure
from front import limits, sessions
from front.qr import qr_svg
from front.views.apply.ground import private
from policies import queries as law
from policies.rules import disclosure as rules
from policies.rules.programme import ProgrammeSpec


@private
@require_safe
def disclosure(request: HttpRequest, token: str) -> HttpResponse:
    """Show the list that was given, as it was frozen."""
    return _sheet(request, token, "front/disclosure.html")


@private
@require_safe
def disclosure_print(request: HttpRequest, token: str) -> HttpResponse:
    """Show the same list as one large-type A4 sheet with phone and QR code."""
    return _sheet(request, token, "front/disclosure_print.html")


def _sheet(request: HttpRequest, token: str, template: str) -> HttpResponse:
    if limits.too_often(request, "sheet", most=120):
        return render(request, "front/track_wait.html", status=429)
    given = Disclosure.objects.select_related("version", "unit__parent").filter(token=token).first()
    if given is None:
        raise Http404
    return sheet_page(request, given, law.rulebook(given.version_id).spec, template)


def sheet_page(request: HttpRequest, given: Disclosure, spec: ProgrammeSpec, template: str) -> HttpResponse:
    """Show a given list; the studio shows a sample that was never given by this very function."""
    draft = sessions.held(request)
    token = given.token
    address = request.build_absolute_uri(reverse("disclosure", args=[token]))
    shown = {
        "given": given,
        "list": rules.thaw(given.items),
        "spec": spec,
        "mine": draft is not None and draft.disclosure_id == given.pk and draft.case_id is None,
        "qr": qr_svg(address, _("扫一扫看这张清单")),
        "office": given.unit.parent or given.unit if given.unit else None,
    }
    return render(request, template, shown)
