"""Publish a version: check it, make room for it, freeze it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from policies.models import Jurisdiction, Programme, ProgrammeVersion
from policies.rules.assembly import normal
from policies.rules.programme import ProgrammeSpec, SpecError, canonical_json, digest
from policies.rules.reading import read_spec
from policies.rules.succession import Term, closings
from policies.rules.validator import NotPublishable, validate


def publish_version(
    *,
    place: Jurisdiction,
    body: Mapping[str, Any],
    at: datetime,
    author: User | None = None,
    publisher: User | None = None,
) -> ProgrammeVersion:
    """Freeze canonical data as the next version and end the ones it replaces; return the new version.

    Raises `NotPublishable` for a broken programme or when one person would write and publish,
    `SuccessionError` where the terms collide.
    """
    if author is not None and author == publisher:
        raise NotPublishable("起草和发布要两个人。请另一位同事来发布。")
    body = normal(body)
    spec = _sound(body, place)
    with transaction.atomic():
        programme, _ = Programme.objects.select_for_update().get_or_create(
            jurisdiction=place, code=spec.code, defaults={"name": spec.name, "short": spec.short}
        )
        number = _make_room(programme, Term(0, spec.effective_from, spec.effective_until))
        _show(programme, body, at)
        return ProgrammeVersion.objects.create(
            programme=programme,
            number=number,
            effective_from=spec.effective_from,
            effective_until=spec.effective_until,
            body=canonical_json(body),
            sha256=digest(body),
            source_title=spec.source.title,
            source_number=spec.source.number,
            source_issuer=spec.source.issuer,
            source_issued=spec.source.issued,
            author=author,
            publisher=publisher,
            created_at=at,
        )


def _sound(body: Mapping[str, Any], place: Jurisdiction) -> ProgrammeSpec:
    """Return the programme that canonical data state; raises `NotPublishable` for a broken one or another place's."""
    try:
        spec = read_spec(body)
    except SpecError as error:
        raise NotPublishable(str(error)) from error
    defects = validate(spec)
    if spec.place != place.code:
        raise NotPublishable(f"这份内容写的是“{spec.place}”，不能发布到“{place.code}”。")
    if defects:
        raise NotPublishable(";".join(str(defect) for defect in defects))
    return spec


def _show(programme: Programme, body: Mapping[str, Any], at: datetime) -> None:
    """Let the programme's row, which editors start from, say what its newest version says."""
    programme.take_body(body)
    programme.live, programme.last_published_at = True, at
    programme.first_published_at = programme.first_published_at or at
    programme.save()
    if programme.latest_revision_id and not programme.has_unpublished_changes:
        revision = programme.save_revision(clean=False)
        Programme.objects.filter(pk=programme.pk).update(live_revision=revision)


def _make_room(programme: Programme, term: Term) -> int:
    """End what the new term replaces and return the number of the next version."""
    versions = list(programme.versions.order_by("number"))
    terms = [Term(version.number, version.effective_from, version.effective_until) for version in versions]
    for number, last_day in closings(terms, term).items():
        ProgrammeVersion.objects.filter(programme=programme, number=number).end_on(last_day)
    return versions[-1].number + 1 if versions else 1
