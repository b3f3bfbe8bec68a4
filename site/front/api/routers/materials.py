"""The papers that programmes ask for, across programmes and places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from front.api.addresses import MATERIALS
from front.api.asking import MaterialFilter, OnDay, Slug
from front.api.moments import Moment, law_mark
from front.api.routers.programmes import version_ref
from front.api.rules import material_fields
from front.api.schemas import programmes as shapes
from policies import queries as law
from policies.models import ProgrammeVersion
from policies.models.programmes import VersionQuerySet
from policies.rules.disclosure import checklist

router = Router(tags=["材料"])


@router.get(
    "/", response=shapes.MaterialList, operation_id="listMaterials", summary="各项目要的材料，和什么情况才要"
)
def materials(
    request: HttpRequest, response: HttpResponse, asked: Query[MaterialFilter]
) -> shapes.MaterialList:
    """List the papers of all programmes in force on the day."""
    moment = Moment.here()
    day, words = asked.on or moment.today, asked.q.strip()
    fitting = [
        fields
        for fields in _lines(_wanted(day, place=asked.place, programme=asked.programme), day)
        if asked.group in ("", fields["group"]) and words in fields["name"]
    ]
    page, where = asked.page(MATERIALS, fitting)
    moment.keep(response)
    items = [shapes.MaterialItem(**fields) for fields in page]
    return shapes.MaterialList(**moment.head(), **where, on=day, law=law_mark(), items=items)


@router.get(
    "/{slug:place}/{slug:programme}/{slug:code}/",
    response=shapes.Material,
    operation_id="getMaterial",
    summary="一个项目的一样材料",
)
def material(
    request: HttpRequest,
    response: HttpResponse,
    place: Slug,
    programme: Slug,
    code: Slug,
    asked: Query[OnDay],
) -> shapes.Material:
    """Show one paper of one programme as it is asked for on the day."""
    moment = Moment.here()
    day = asked.on or moment.today
    found = _lines(_wanted(day, place=place, programme=programme), day)
    fields = next((line for line in found if line["code"] == code), None)
    if fields is None:
        raise Http404
    moment.keep(response)
    return shapes.Material(**moment.head(), **fields, on=day, law=law_mark())


def _wanted(day: date, *, place: str, programme: str) -> VersionQuerySet:
    versions = ProgrammeVersion.objects.in_force(day).select_related("programme__jurisdiction").defer("body")
    if place:
        versions = versions.filter(programme__jurisdiction__code=place)
    if programme:
        versions = versions.filter(programme__code=programme)
    return versions.order_by("programme__jurisdiction__code", "programme__code")


def _lines(versions: VersionQuerySet, day: date) -> Iterator[dict[str, Any]]:
    stamp = law.law_stamp()
    for version in versions:
        spec = law.rulebook(version.pk, stamp).spec
        for item in checklist(spec, None).items:
            yield {
                **material_fields(item, spec),
                "programme": f"{spec.place}/{spec.code}",
                "programme_name": version.programme.name,
                "version": version_ref(version, day),
                "url": f"{MATERIALS}{spec.place}/{spec.code}/{item.code}/",
            }
