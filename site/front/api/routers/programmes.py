"""Programmes as they stand on a day, read through the same door as everything that runs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from front.api import rules
from front.api.addresses import PROGRAMMES
from front.api.asking import OnDay, Paging, ProgrammeFilter, Slug
from front.api.moments import Moment, law_mark
from front.api.schemas import programmes as shapes
from front.api.schemas.base import PlaceRef, VersionRef
from policies import queries as law
from policies.models import Programme, ProgrammeVersion
from policies.rules.rulebook import RuleBook
from policies.rules.typography import set_type

router = Router(tags=["救助项目"])


@router.get(
    "/", response=shapes.ProgrammeList, operation_id="listProgrammes", summary="救助项目，和那一天有效的一版"
)
def programmes(
    request: HttpRequest, response: HttpResponse, asked: Query[ProgrammeFilter]
) -> shapes.ProgrammeList:
    """List the programmes that have ever been published."""
    moment, stamp = Moment.here(), law.law_stamp()
    day = asked.on or moment.today
    found = Programme.objects.filter(versions__isnull=False).distinct().select_related("jurisdiction")
    if asked.place:
        found = found.filter(jurisdiction__code=asked.place)
    page, where = asked.page(PROGRAMMES, found.order_by("jurisdiction__code", "code"))
    versions = _versions(page)
    moment.keep(response)
    return shapes.ProgrammeList(
        **moment.head(),
        **where,
        on=day,
        law=law_mark(),
        items=[shapes.ProgrammeItem(**_fields(each, versions[each.pk], day, stamp)) for each in page],
    )


@router.get(
    "/{slug:place}/{slug:code}/",
    response=shapes.Programme,
    operation_id="getProgramme",
    summary="一个项目那一天的规定：材料、问题、步骤、时限、文书",
)
def programme(
    request: HttpRequest, response: HttpResponse, place: Slug, code: Slug, asked: Query[OnDay]
) -> shapes.Programme:
    """Show one programme with the rules in force on the day."""
    moment, stamp = Moment.here(), law.law_stamp()
    day = asked.on or moment.today
    found, versions = _found(place, code)
    book = _book(_in_force(versions, day), stamp)
    moment.keep(response)
    return shapes.Programme(
        **moment.head(),
        **_fields(found, versions, day, stamp),
        on=day,
        law=law_mark(),
        rules=rules.rules_of(book, day) if book else None,
    )


@router.get(
    "/{slug:place}/{slug:code}/versions/",
    response=shapes.VersionList,
    operation_id="listVersions",
    summary="一个项目发布过的各版，新的在前",
)
def versions(
    request: HttpRequest, response: HttpResponse, place: Slug, code: Slug, asked: Query[Paging]
) -> shapes.VersionList:
    """List every version that was published, with its days of force."""
    moment = Moment.here()
    found, known = _found(place, code)
    address = f"{PROGRAMMES}{place}/{code}/versions/"
    page, where = asked.page(address, sorted(known, key=lambda version: -version.number))
    moment.keep(response)
    items = [
        shapes.VersionItem(
            **version_ref(version, moment.today).model_dump(),
            published_at=version.created_at,
            replaced=version.replaced,
            source_title=version.source_title,
            source_number=version.source_number,
        )
        for version in page
    ]
    return shapes.VersionList(
        **moment.head(), **where, programme=f"{found.jurisdiction.code}/{found.code}", items=items
    )


def version_ref(version: ProgrammeVersion, day: date) -> VersionRef:
    """Return which version it is and when it holds."""
    until = version.effective_until
    return VersionRef(
        number=version.number,
        sha256=version.sha256,
        effective_from=version.effective_from,
        effective_until=until,
        in_force=version.effective_from <= day and (until is None or day <= until),
    )


def _found(place: str, code: str) -> tuple[Programme, list[ProgrammeVersion]]:
    known = Programme.objects.select_related("jurisdiction")
    found = known.filter(jurisdiction__code=place, code=code).first()
    if found is None or not (versions := _versions([found])[found.pk]):
        raise Http404
    return found, versions


def _versions(page: list[Programme]) -> dict[int, list[ProgrammeVersion]]:
    """Return the versions of each programme without their bodies, with one query for all of them."""
    known: dict[int, list[ProgrammeVersion]] = {programme.pk: [] for programme in page}
    for version in ProgrammeVersion.objects.filter(programme__in=page).defer("body").order_by("number"):
        known[version.programme_id].append(version)
    return known


def _in_force(versions: list[ProgrammeVersion], day: date) -> ProgrammeVersion | None:
    return next((version for version in versions if version_ref(version, day).in_force), None)


def _book(version: ProgrammeVersion | None, stamp: str) -> RuleBook | None:
    return None if version is None else law.rulebook(version.pk, stamp)


def _fields(programme: Programme, versions: list[ProgrammeVersion], day: date, stamp: str) -> dict[str, Any]:
    place, version = programme.jurisdiction, _in_force(versions, day)
    book = _book(version, stamp)
    newest = max(versions, key=lambda each: (each.effective_from, each.number))
    return {
        "id": f"{place.code}/{programme.code}",
        "place": PlaceRef(code=place.code, name=place.short_name),
        "code": programme.code,
        "name": programme.name,
        "short": programme.short,
        "summary": set_type(book.spec.summary) if book else "",
        "version": version_ref(version, day) if version else None,
        "newest": version_ref(newest, day),
        "page": reverse("programme", args=[place.code, programme.code]),
        "url": f"{PROGRAMMES}{place.code}/{programme.code}/",
    }
