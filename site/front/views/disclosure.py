"""`/m/<token>/`: the one-time disclosure, as a page, as an A4 sheet to print, and as its PDF."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from typst import TypstError

from casework.models import Disclosure
from front import limits, sessions
from front.qr import qr_svg
from front.views.apply.ground import private
from notices.papers import sheet_bytes
from policies import queries as law
from policies.rules import disclosure as rules
from policies.rules.disclosure_text import short_text
from policies.rules.programme import ProgrammeSpec

logger = logging.getLogger(__name__)


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


@private
@require_safe
def disclosure_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Give the same list as a PDF of one A4 page; where none can be made, the page to print stands in."""
    if limits.too_often(request, "sheet.pdf", most=30):
        return render(request, "front/track_wait.html", status=429)
    given = _given(token)
    address = request.build_absolute_uri(reverse("disclosure", args=[token]))
    try:
        made = sheet_bytes(given, address=address, at=timezone.now())
    except (TypstError, OSError):
        logger.exception("disclosure %s has no PDF", given.pk)
        return redirect("disclosure_print", token)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{given.pk}.pdf"'
    return response


def _given(token: str) -> Disclosure:
    given = Disclosure.objects.select_related("version", "unit__parent", "unit__jurisdiction")
    return get_object_or_404(given, token=token)


def _sheet(request: HttpRequest, token: str, template: str) -> HttpResponse:
    if limits.too_often(request, "sheet", most=120):
        return render(request, "front/track_wait.html", status=429)
    given = _given(token)
    return sheet_page(request, given, law.rulebook(given.version_id).spec, template)


def sheet_page(request: HttpRequest, given: Disclosure, spec: ProgrammeSpec, template: str) -> HttpResponse:
    """Show a given list; the studio shows a sample that was never given by this very function."""
    draft = sessions.held(request)
    token = given.token
    address = request.build_absolute_uri(reverse("disclosure", args=[token]))
    found, since = rules.thaw(given.items), given.version.effective_from
    shown = {
        "given": given,
        "list": found,
        "message": short_text(found, number=given.number, since=since, address=address),
        "spec": spec,
        "mine": draft is not None and draft.disclosure_id == given.pk and draft.case_id is None,
        "qr": qr_svg(address, _("扫一扫看这张清单")),
        "office": given.unit.parent or given.unit if given.unit else None,
    }
    return render(request, template, shown)
