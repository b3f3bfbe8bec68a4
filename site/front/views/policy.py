"""`/policy/`: every programme and document of the place, with the rules that run today."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from policies import queries as law
from policies.models import PolicyPage, Programme, ProgrammeVersion


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


def programme_page(request: HttpRequest, rules: law.LiveRules, last: ProgrammeVersion) -> HttpResponse:
    """Show the rules of one programme; a draft that nobody has published is shown by this very function."""
    return render(
        request, "front/programme.html", {"rules": rules, "programme": rules.programme, "last": last}
    )
