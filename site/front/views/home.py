"""The home page and the pages that only explain."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the four doors and the phone."""
    return render(request, "front/home.html")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Explain how to use the site, with and without a phone."""
    return render(request, "front/help.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what becomes of what people tell us."""
    return render(request, "front/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what the site does for people who see, hear or move differently."""
    return render(request, "front/accessibility.html")


@require_safe
def contact_page(request: HttpRequest) -> HttpResponse:
    """Give every way to reach a person."""
    return render(request, "front/contact.html")
