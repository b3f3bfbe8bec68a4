"""`/policy/`: every programme and document of the place, with the rules that run today."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from typst import TypstError

from front import limits
from front.contact import contact
from notices.leaflet import leaflet_bytes
from policies import queries as law
from policies.models import PolicyPage, Programme, ProgrammeVersion
from policies.rules.disclosure_text import policy_text

logger = logging.getLogger(__name__)


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """List the programmes by place, with the version in force, and the documents, expired ones last."""
    today = timezone.localdate()
    programmes = Programme.objects.filter(versions__isnull=False).distinct().select_related("jurisdiction")
    pages = PolicyPage.objects.live().public().order_by("-effective_from", "title")
    shown = {
        "rules": [law.live_rules(programme, today) for programme in programmes],
        "pages": sorted(
            ({"page": page, "expired": page.expired_on(today)} for page in pages),
            key=lambda row: row["expired"],
        ),
    }
    return render(request, "front/policy.html", shown)


@require_safe
def programme(request: HttpRequest, place: str, code: str) -> HttpResponse:
    """Show one programme in plain words: what to bring, the steps, the limits, the source. Prints on A4."""
    today = timezone.localdate()
    found = (
        Programme.objects.filter(jurisdiction__code=place, code=code).select_related("jurisdiction").first()
    )
    if found is None:
        raise Http404
    rules = law.live_rules(found, today)
    last = found.versions.order_by("-effective_from").first()
    if last is None:
        raise Http404
    return programme_page(request, rules, last)


@require_safe
def leaflet(request: HttpRequest, place: str, code: str) -> HttpResponse:
    """Give a programme as 明白纸 (PDF, A4); where none can be made, its page, which prints, stands in."""
    if limits.too_often(request, "leaflet.pdf", most=60):
        return render(request, "front/track_wait.html", status=429)
    rules, version = _in_force(place, code)
    try:
        made = leaflet_bytes(
            rules, address=_address(request, rules), phone=contact().phone, at=version.created_at
        )
    except (TypstError, OSError):
        logger.exception("programme %s/%s has no leaflet", place, code)
        return redirect("programme", place, code)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{code}-{version.number}.pdf"'
    return response


@require_safe
def message(request: HttpRequest, place: str, code: str) -> HttpResponse:
    """Give a programme as one message of at most 600 characters, to be forwarded."""
    rules, _version = _in_force(place, code)
    return HttpResponse(policy_message(request, rules), content_type="text/plain; charset=utf-8")


def policy_message(request: HttpRequest, rules: law.LiveRules) -> str:
    """Return the message of a programme in force; empty where nothing is."""
    if rules.spec is None or rules.checklist is None or rules.version is None:
        return ""
    return policy_text(
        rules.spec,
        rules.checklist,
        version=rules.version.number,
        phone=contact().phone,
        address=_address(request, rules),
    )


def _in_force(place: str, code: str) -> tuple[law.LiveRules, ProgrammeVersion]:
    found = Programme.objects.select_related("jurisdiction")
    programme = get_object_or_404(found, jurisdiction__code=place, code=code)
    rules = law.live_rules(programme, timezone.localdate())
    if rules.version is None:
        raise Http404
    return rules, rules.version


def _address(request: HttpRequest, rules: law.LiveRules) -> str:
    address = reverse("programme", args=[rules.programme.jurisdiction.code, rules.programme.code])
    return request.build_absolute_uri(address)


def programme_page(request: HttpRequest, rules: law.LiveRules, last: ProgrammeVersion) -> HttpResponse:
    """Show the rules of one programme; a draft that nobody has published is shown by this very function."""
    return render(
        request,
        "front/programme.html",
        {
            "rules": rules,
            "programme": rules.programme,
            "last": last,
            "message": policy_message(request, rules),
        },
    )
