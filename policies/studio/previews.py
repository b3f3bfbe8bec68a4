"""How a draft will look: each door renders its own, by the very function that runs; here they are only called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models import Programme, ProgrammeVersion
from policies.rules.programme import ProgrammeSpec, canonical_json, digest
from policies.rules.rulebook import RuleBook
from policies.studio import personas
from policies.studio.checking import problems, spec_of
from policies.studio.words import Said

SESSION_KEY = "studio.persona"
CHECK = "check"


@dataclass(frozen=True, slots=True)
class Sample:
    """What a door gets to render: the draft as the rules read it, a version that was never saved, a household."""

    programme: Programme
    spec: ProgrammeSpec
    book: RuleBook
    version: ProgrammeVersion
    persona: personas.Persona


Render = Callable[[HttpRequest, Sample], HttpResponse]


@dataclass(frozen=True, slots=True)
class Preview:
    """One mode of the side panel. `household`: whether the invented household makes a difference in it."""

    mode: str
    label: Said
    order: int
    render: Render
    household: bool = True


_DOORS: dict[str, Preview] = {}


def register_preview(mode: str, label: Said, order: int, render: Render, *, household: bool = True) -> None:
    """Let a room render a draft in a mode of its own."""
    _DOORS[mode] = Preview(mode, label, order, render, household)


def modes() -> list[tuple[str, Said]]:
    """Return the modes for the drop-down of the side panel, the check of the draft last."""
    doors = sorted(_DOORS.values(), key=lambda one: one.order)
    return [*((one.mode, one.label) for one in doors), (CHECK, _("查一查"))]


def sample(draft: Programme, spec: ProgrammeSpec, persona: personas.Persona) -> Sample:
    """Return what a door gets; nothing of it is stored."""
    body = draft.draft_body()
    version = ProgrammeVersion(
        programme=draft,
        number=draft.versions.count() + 1 if draft.pk else 1,
        effective_from=spec.effective_from,
        effective_until=spec.effective_until,
        body=canonical_json(body),
        sha256=digest(body),
        source_title=spec.source.title,
        source_number=spec.source.number,
        source_issuer=spec.source.issuer,
        source_issued=spec.source.issued,
        created_at=timezone.now(),
    )
    return Sample(draft, spec, persona.book(personas.sample_book(spec)), version, persona)


def show(draft: Programme, request: HttpRequest, mode: str) -> HttpResponse:
    """Render a draft in a mode; while it cannot be read, say where it cannot."""
    spec, door = spec_of(draft), _DOORS.get(mode)
    if spec is None or door is None:
        return _checked(draft, request)
    persona = personas.household(_chosen(request))
    response = door.render(request, sample(draft, spec, persona))
    if not door.household:
        return response
    return _with_households(response, request, persona)


def _checked(draft: Programme, request: HttpRequest) -> HttpResponse:
    """Show everything that stands between the draft and its publication."""
    shown: dict[str, Any] = {
        "problems": problems(draft),
        "rows": personas.table(draft),
        "parts": personas.NAMES,
        "draft": draft,
    }
    return render(request, "policies/studio/check.html", shown)


def _chosen(request: HttpRequest) -> str:
    session = getattr(request, "session", None)
    return "" if session is None else str(session.get(SESSION_KEY, ""))


def _with_households(response: HttpResponse, request: HttpRequest, persona: personas.Persona) -> HttpResponse:
    """Put the choice of households above the page."""
    strip = render_to_string(
        "policies/studio/households.html", {"households": personas.households(), "chosen": persona}, request
    )
    before, body, after = response.content.decode().partition("<body")
    tag, end, rest = after.partition(">")
    if body:
        response.content = f"{before}{body}{tag}{end}{strip}{rest}"
    return response
