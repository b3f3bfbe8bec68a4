"""`/demo/`: choose who to be. Only in a synthetic county, never in production."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from front.personas import PERSONAS


def is_open() -> bool:
    """Say whether the picker may exist at all: two settings must agree."""
    return bool(settings.YIMEN_DEMO) and settings.YIMEN_ENV != "production"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Show the chairs that were seeded; one press signs in."""
    if not is_open():
        raise Http404
    users = get_user_model().objects.filter(username__in=[p.account for p in PERSONAS], is_active=True)
    seeded = {user.get_username(): user for user in users}
    if request.method == "POST":
        chosen = next((p for p in PERSONAS if p.account and p.account == request.POST.get("who")), None)
        if chosen is None or chosen.account not in seeded:
            raise Http404
        login(request, seeded[chosen.account], backend="django.contrib.auth.backends.ModelBackend")
        return HttpResponseRedirect(chosen.home)
    shown = [persona for persona in PERSONAS if not persona.account or persona.account in seeded]
    return render(request, "front/demo.html", {"personas": shown, "missing": not seeded})
