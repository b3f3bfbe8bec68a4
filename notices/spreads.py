"""What stands on each public address: a posting, a village's board, the index, with every day's version of it.

A list changes when something in it ends. So each list is made once for every such day to come:
it stays right even when nothing is ever baked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from casework.rules.asking import day_of
from notices.baked import GONE
from notices.models import Publication, PublicRow
from notices.papers import posting_data
from notices.queries import letterhead, office_of, showing, village_name
from notices.rendering import Oven
from notices.rules.posting import boundaries, stands
from notices.rules.projection import RIGHT_ALIGNED, cells
from notices.shelf import Page
from policies.models import Unit

INDEX = "/public/"
ALWAYS = datetime.fromtimestamp(0, UTC)
Rows = dict[int, list[PublicRow]]


@dataclass(frozen=True, slots=True)
class Ready:
    """One address, scanned and ready for the shelf."""

    address: str
    pages: list[Page]
    since: datetime


def addresses(address: str) -> tuple[str, str, str]:
    """Return the addresses of a publication: its page, its poster, its list."""
    return address, f"{address}poster.pdf", f"{address}list.pdf"


def board_address(unit: Unit) -> str:
    """Return the address of a village's board."""
    return f"{INDEX}board/{unit.pk}/"


def one(publication: Publication, oven: Oven) -> list[Ready]:
    """Return page, poster and list of one publication. Raises `notices.rendering.Leak`."""
    rows = _rows([publication])
    last = publication.last_day
    days = (last,) if last is not None else _ends([], rows, oven.now)
    pages: list[Page] = []
    sheets: list[tuple[date | None, list[PublicRow]]] = []
    for day in days:
        standing = [row for row in rows[publication.pk] if stands(row.until_day, day)]
        context = _context(publication.unit) | {
            "publication": publication,
            "table": _table([(publication, standing)]),
            "is_posting": publication.kind == "posting",
            "lines": publication.text.splitlines(),
        }
        template = "announcement" if publication.kind == "announcement" else "posting"
        pages += oven.html(f"notices/{template}.html", publication.address, context, day)
        sheets.append((day, standing))
    if publication.kind == "announcement":
        return [Ready(publication.address, pages, publication.visible_from)]
    papers = _papers([publication], sheets, publication.address, publication.address, oven)
    return [Ready(publication.address, pages, publication.visible_from), *papers]


def board(unit: Unit, oven: Oven) -> list[Ready]:
    """Return the board of a village: page, screen, and for each kind of posting one poster and one list."""
    hanging = [item for item in showing(oven.now) if item.unit_id == unit.pk]
    rows, address = _rows(hanging), board_address(unit)
    groups = _groups(unit, hanging)
    blocks_of = [items for _, items in groups] + [[item] for item in hanging if item.kind == "roster"]
    pages: list[Page] = []
    screens: list[Page] = []
    for day in _ends(hanging, rows, oven.now):
        blocks = [block for items in blocks_of if (block := _block(items, rows, day)) is not None]
        posters = [
            {"address": at, "title": items[0].title}
            for at, items in groups
            if any(stands(item.last_day, day) for item in items)
        ]
        announced = [
            {"item": item, "lines": item.text.splitlines()}
            for item in hanging
            if item.kind == "announcement" and stands(item.last_day, day)
        ]
        context = _context(unit) | {"blocks": blocks, "posters": posters, "announced": announced}
        pages += oven.html("notices/board.html", address, context, day)
        screens += oven.html("notices/screen.html", f"{address}screen/", context, day)
    ready = [Ready(address, pages, ALWAYS), Ready(f"{address}screen/", screens, ALWAYS)]
    for at, items in groups:
        sheets: list[tuple[date | None, list[PublicRow]]] = []
        for last_day in sorted({item.last_day for item in items if item.last_day}):
            still = [item for item in items if stands(item.last_day, last_day)]
            sheets.append((last_day, [row for item in still for row in rows[item.pk]]))
        ready += _papers(items, sheets, at, address, oven)
    return ready


def index(oven: Oven) -> list[Ready]:
    """Return the list of all boards, township by township."""
    hanging = list(showing(oven.now))
    pages: list[Page] = []
    for day in _ends(hanging, {}, oven.now):
        still = [item for item in hanging if stands(item.last_day, day)]
        offices = [
            {"office": office, "boards": [_entry(unit, items) for unit, items in groupby(group, key=_unit)]}
            for office, group in groupby(still, key=lambda item: office_of(item.unit))
        ]
        pages += oven.html("notices/index.html", INDEX, {"offices": offices}, day)
    return [Ready(INDEX, pages, ALWAYS)]


def over(oven: Oven) -> list[Ready]:
    """Return the page that is shown instead of one whose days are over."""
    return [Ready(GONE, oven.html("notices/over.html", GONE, {}, None), ALWAYS)]


def _context(unit: Unit) -> dict[str, Any]:
    return {
        "unit": unit,
        "village": village_name(unit),
        "office": office_of(unit),
        "head": letterhead(unit),
    }


def _ends(hanging: Sequence[Publication], rows: Rows, now: datetime) -> tuple[date | None, ...]:
    last_days = [item.last_day for item in hanging]
    last_days += [row.until_day for lines in rows.values() for row in lines]
    return boundaries(last_days, day_of(now))


def _rows(hanging: Sequence[Publication]) -> Rows:
    found: Rows = {item.pk: [] for item in hanging}
    for row in PublicRow.objects.filter(publication__in=found).order_by("publication_id", "serial"):
        found[row.publication_id].append(row)
    return found


def _block(items: Sequence[Publication], rows: Rows, day: date | None) -> dict[str, Any] | None:
    """Return the table of publications that belong together, or None when none of them hangs any more."""
    still = [item for item in items if stands(item.last_day, day)]
    if not still:
        return None
    lines = [(item, [row for row in rows[item.pk] if stands(row.until_day, day)]) for item in still]
    return {"title": still[0].title, "subject": still[0].get_subject_display(), "table": _table(lines)}


def _table(lines: Sequence[tuple[Publication, Sequence[PublicRow]]]) -> dict[str, Any]:
    """Return a table of publications with the same columns; each line of a posting has its own end and its own link."""
    first = lines[0][0]
    columns = [(key, label) for key, label in first.columns]
    numbers = [key in RIGHT_ALIGNED for key, _ in columns]
    labels = [label for _, label in columns]
    together = [(publication, row) for publication, rows in lines for row in rows]
    return {
        "posting": first.kind == "posting",
        "columns": [
            {"label": label, "number": number} for label, number in zip(labels, numbers, strict=True)
        ],
        "rows": [
            {
                "serial": serial,
                "cells": list(zip(cells(row.as_shown(), columns), numbers, labels, strict=True)),
                "name": row.display_name,
                "until": publication.last_day,
                "speak": f"{publication.address}object/",
            }
            for serial, (publication, row) in enumerate(together, start=1)
        ],
    }


def _groups(unit: Unit, hanging: Sequence[Publication]) -> list[tuple[str, list[Publication]]]:
    """Return the postings that go on one poster: of one programme, about one thing, under one address."""

    def key(item: Publication) -> tuple[int, str]:
        return item.programme_id, item.subject

    postings = sorted((item for item in hanging if item.kind == "posting"), key=key)
    return [
        (f"{board_address(unit)}{programme}-{subject}/", list(items))
        for (programme, subject), items in groupby(postings, key=key)
    ]


def _papers(
    publications: Sequence[Publication],
    sheets: Sequence[tuple[date | None, list[PublicRow]]],
    address: str,
    speak: str,
    oven: Oven,
) -> list[Ready]:
    """Return poster and list of these publications; their QR code leads to `speak`."""
    ready = []
    for template, place in zip(("poster", "list"), addresses(address)[1:], strict=True):
        pages = [
            oven.pdf(template, place, posting_data(publications, rows, speak, day), day)
            for day, rows in sheets
        ]
        ready.append(Ready(place, pages, min(item.visible_from for item in publications)))
    return ready


def _unit(publication: Publication) -> Unit:
    return publication.unit


def _entry(unit: Unit, items: Iterable[Publication]) -> dict[str, Any]:
    kept = list(items)
    return {
        "unit": unit,
        "address": board_address(unit),
        "postings": [item for item in kept if item.kind == "posting"],
        "rosters": [item for item in kept if item.kind == "roster"],
        "announcements": [item for item in kept if item.kind == "announcement"],
    }
