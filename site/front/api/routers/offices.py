"""The office directory in the order of codes."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from front.api.addresses import OFFICES
from front.api.asking import OfficeFilter, Slug
from front.api.moments import Moment
from front.api.schemas.base import PlaceRef
from front.api.schemas.offices import Office, OfficeItem, OfficeList
from policies.models import Unit

router = Router(tags=["办事地点"])


@router.get("/", response=OfficeList, operation_id="listOffices", summary="县、乡镇（街道）、村（社区）")
def offices(request: HttpRequest, response: HttpResponse, asked: Query[OfficeFilter]) -> OfficeList:
    """List the offices."""
    moment = Moment.here()
    found = Unit.objects.select_related("jurisdiction", "parent").order_by("code")
    wanted = {"jurisdiction__code": asked.place, "level": asked.level, "parent__code": asked.parent}
    found = found.filter(**{key: value for key, value in wanted.items() if value})
    if words := asked.q.strip():
        found = found.filter(Q(name__icontains=words) | Q(short_name__icontains=words))
    units, where = asked.page(OFFICES, found)
    moment.keep(response)
    return OfficeList(**moment.head(), **where, items=[OfficeItem(**_fields(unit)) for unit in units])


@router.get("/{slug:code}/", response=Office, operation_id="getOffice", summary="一个单位")
def office(request: HttpRequest, response: HttpResponse, code: Slug) -> Office:
    """Show one office."""
    moment = Moment.here()
    unit = Unit.objects.select_related("jurisdiction", "parent").filter(code=code).first()
    if unit is None:
        raise Http404
    moment.keep(response)
    return Office(**moment.head(), **_fields(unit))


def _fields(unit: Unit) -> dict[str, Any]:
    deciding = unit.parent if unit.level == Unit.Level.VILLAGE and unit.parent else unit
    return {
        "code": unit.code,
        "name": unit.name,
        "short_name": unit.short_name,
        "level": unit.level,
        "place": PlaceRef(code=unit.jurisdiction.code, name=unit.jurisdiction.short_name),
        "parent": unit.parent.code if unit.parent else "",
        "phone": unit.phone,
        "address": unit.address,
        "covered": deciding.covered,
        "supervision_phone": unit.jurisdiction.hotline,
        "url": f"{OFFICES}{unit.code}/",
    }
