"""Postings and rosters: the same window as the pages, only what hangs at the moment somebody asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel

from front.api.addresses import POSTINGS, ROSTERS
from front.api.asking import Key, Paging, PublicationFilter
from front.api.moments import Moment
from front.api.problems import Refused
from front.api.schemas import publications as shapes
from front.api.schemas.base import PlaceRef
from notices.models import Publication, PublicRow
from notices.queries import showing, village_name
from notices.rendering import Leak, Oven
from notices.spreads import addresses
from policies.rules.wording import PUBLIC_COLUMNS

router = Router(tags=["公示"])
Made = TypeVar("Made", bound=BaseModel)
# The column of the law, the field of the answer, the field of the row.
CELLS = (
    ("name", "name", "display_name"),
    ("village", "village", "village"),
    ("programme", "programme", "programme"),
    ("members", "members", "persons"),
    ("amount", "amount_fen", "amount_fen"),
    ("care_amount", "care_amount_fen", "care_fen"),
    ("support_mode", "support_mode", "support_mode"),
    ("reason_class", "reason_class", "reason_class"),
    ("first_month", "first_month", "first_month"),
)


@router.get(
    "/postings/", response=shapes.PostingList, operation_id="listPostings", summary="现在张贴着的公示"
)
def postings(
    request: HttpRequest, response: HttpResponse, asked: Query[PublicationFilter]
) -> shapes.PostingList:
    """List what hangs now."""
    moment = Moment.here()
    found, where = asked.page(POSTINGS, _filtered(_up(moment, "posting"), asked))
    rows, oven = _rows(found, moment), Oven.at(moment.now)
    moment.keep(response, *(item.window for item in found))
    items = [shapes.PostingItem(**_posting(item, rows[item.pk])) for item in found]
    shown = [item for item in items if _clean(item.url, item, oven)]
    return shapes.PostingList(**moment.head(), **where, items=shown)


@router.get(
    "/postings/{int:id}/",
    response=shapes.Posting,
    operation_id="getPosting",
    summary="一张公示，到期就没有了",
)
def posting(request: HttpRequest, response: HttpResponse, id: Key) -> shapes.Posting:  # noqa: A002 - name of the parameter
    """Show one posting while it hangs."""
    moment = Moment.here()
    found = _one(moment, "posting", id)
    moment.keep(response, found.window)
    moment.changed(response, found.visible_from)
    made = shapes.Posting(**moment.head(), **_posting(found, _rows([found], moment)[found.pk]))
    return _cleared(made.url, made, moment)


@router.get("/rosters/", response=shapes.RosterList, operation_id="listRosters", summary="长期公示的名单")
def rosters(
    request: HttpRequest, response: HttpResponse, asked: Query[PublicationFilter]
) -> shapes.RosterList:
    """List the standing rosters."""
    moment = Moment.here()
    found, where = asked.page(ROSTERS, _counted(_filtered(_up(moment, "roster"), asked), moment))
    moment.keep(response, *(item.window for item in found))
    items = [shapes.RosterItem(**_roster(item)) for item in found]
    return shapes.RosterList(**moment.head(), **where, items=items)


@router.get("/rosters/{int:id}/", response=shapes.Roster, operation_id="getRoster", summary="一份名单")
def roster(request: HttpRequest, response: HttpResponse, id: Key) -> shapes.Roster:  # noqa: A002 - name of the parameter
    """Show one roster without its lines."""
    moment = Moment.here()
    found = _one(moment, "roster", id)
    moment.keep(response, found.window)
    return shapes.Roster(**moment.head(), **_roster(found))


@router.get(
    "/rosters/{int:id}/rows/",
    response=shapes.LineList,
    operation_id="listRosterRows",
    summary="一份名单的各行",
)
def lines(
    request: HttpRequest,
    response: HttpResponse,
    id: Key,  # noqa: A002 - name of the parameter
    asked: Query[Paging],
) -> shapes.LineList:
    """Show the lines that stand today."""
    moment = Moment.here()
    found = _one(moment, "roster", id)
    address = f"{ROSTERS}{found.pk}/rows/"
    rows, where = asked.page(address, _standing(moment).filter(publication=found).order_by("serial"))
    moment.keep(response, found.window)
    keys = _keys(found)
    made = shapes.LineList(
        **moment.head(),
        **where,
        roster=found.pk,
        columns=_columns(found),
        items=[_line(row, keys, serial) for serial, row in enumerate(rows, start=asked.offset + 1)],
    )
    return _cleared(address, made, moment)


def _up(moment: Moment, kind: str) -> QuerySet[Publication]:
    return showing(moment.now).filter(kind=kind)


def _filtered(found: QuerySet[Publication], asked: PublicationFilter) -> QuerySet[Publication]:
    if asked.place:
        found = found.filter(unit__jurisdiction__code=asked.place)
    if asked.unit:
        found = found.filter(Q(unit__code=asked.unit) | Q(unit__parent__code=asked.unit))
    if asked.programme:
        found = found.filter(programme__code=asked.programme)
    return found


def _one(moment: Moment, kind: str, key: int) -> Publication:
    """Return what hangs under that id; 410 when its days are over, 404 for what nobody was ever to see."""
    found = _up(moment, kind).filter(pk=key)
    if kind == "roster":
        found = _counted(found, moment)
    publication = found.first()
    if publication is not None:
        return publication
    known = Publication.objects.filter(pk=key, kind=kind, withheld=False, visible_from__lte=moment.now)
    if known.exists():
        raise Refused("gone")
    raise Http404


def _counted(found: QuerySet[Publication], moment: Moment) -> QuerySet[Publication]:
    standing = Q(rows__until_day=None) | Q(rows__until_day__gte=moment.today)
    return found.annotate(row_count=Count("rows", filter=standing))


def _standing(moment: Moment) -> QuerySet[PublicRow]:
    return PublicRow.objects.filter(Q(until_day=None) | Q(until_day__gte=moment.today))


def _rows(found: Iterable[Publication], moment: Moment) -> dict[int, list[PublicRow]]:
    rows: dict[int, list[PublicRow]] = defaultdict(list)
    keys = [publication.pk for publication in found]
    for row in _standing(moment).filter(publication__in=keys).order_by("publication_id", "serial"):
        rows[row.publication_id].append(row)
    return rows


def _fields(publication: Publication, url: str) -> dict[str, Any]:
    place = publication.unit.jurisdiction
    page, poster, _ = addresses(publication.address)
    return {
        "id": publication.pk,
        "title": publication.title,
        "place": PlaceRef(code=place.code, name=place.short_name),
        "unit": publication.unit.code,
        "unit_name": village_name(publication.unit),
        "programme": f"{place.code}/{publication.programme.code}",
        "programme_name": publication.programme.name,
        "basis": publication.basis,
        "columns": _columns(publication),
        "visible_from": publication.visible_from,
        "last_day": publication.last_day,
        "page": page,
        "poster": poster,
        "speak": f"{page}object/",
        "url": url,
    }


def _posting(publication: Publication, rows: Sequence[PublicRow]) -> dict[str, Any]:
    keys = _keys(publication)
    return {
        **_fields(publication, f"{POSTINGS}{publication.pk}/"),
        "subject": publication.subject,
        "subject_name": publication.get_subject_display(),
        "rows": [_line(row, keys, serial) for serial, row in enumerate(rows, start=1)],
    }


def _roster(publication: Any) -> dict[str, Any]:
    url = f"{ROSTERS}{publication.pk}/"
    return {
        **_fields(publication, url),
        "row_count": publication.row_count,
        "rows_url": f"{url}rows/",
    }


def _columns(publication: Publication) -> list[shapes.Column]:
    return [
        shapes.Column(key=key, label=label) for key, label in publication.columns if key in PUBLIC_COLUMNS
    ]


def _keys(publication: Publication) -> frozenset[str]:
    return frozenset(column.key for column in _columns(publication))


def _line(row: PublicRow, keys: frozenset[str], serial: int) -> shapes.Line:
    """Return a line with the columns of its table; whatever else the row may hold stays behind."""
    cells = {field: getattr(row, column) if key in keys else None for key, field, column in CELLS}
    return shapes.Line(serial=serial, **cells)


def _clean(address: str, made: BaseModel, oven: Oven) -> bool:
    """Say whether an answer holds no private number: the last wall, after those at writing and baking."""
    try:
        oven.check(address, made.model_dump_json())
    except Leak:
        return False
    return True


def _cleared(address: str, made: Made, moment: Moment) -> Made:
    if not _clean(address, made, Oven.at(moment.now)):
        raise Http404
    return made
