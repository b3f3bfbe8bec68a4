"""Photos of the long-term boards: which villages have sent one in a period, and all of them in one file for the bureau."""

from __future__ import annotations

import calendar
import csv
import io
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import IO

from django.core.files.storage import storages
from django.db.models import Q

from casework.rules.roles import Actor
from notices.models import PostingPhoto, Publication
from notices.models.postings import PublicationQuerySet
from policies import queries as law
from policies.models import Programme, Unit
from policies.rules.parameters import Parameter

LIST = "清单.csv"
INTERVAL = "board_photo_months"
"""The value that says after how many months the photo of a board is due again (SY-A1.7d). Shangyu does not state it."""
HEAD = ("村（社区）", "哪天拍的", "文件")


@dataclass(slots=True)
class Board:
    """The board of one village: a roster to hang a photo on, and its photos of the period."""

    unit: Unit
    roster: Publication
    photos: list[PostingPhoto] = field(default_factory=list)


def rosters_for(actor: Actor) -> PublicationQuerySet:
    """Return the standing rosters of an actor's units."""
    within = Q(pk__in=[])
    for code in actor.units:
        within |= Q(unit__code__startswith=code)
    return Publication.objects.filter(within, kind="roster").select_related(
        "unit__parent", "programme__jurisdiction"
    )


def boards(actor: Actor, since: date, until: date) -> list[Board]:
    """Return the boards of an actor's villages whose place demands photos (SY-A1.7d), those without one first."""
    rosters = list(rosters_for(actor).order_by("unit__code", "pk"))
    asked = {one.programme_id: one.programme for one in rosters}
    asked = {pk: one for pk, one in asked.items() if _photos_demanded(one, until)}
    found: dict[int, Board] = {}
    for roster in rosters:
        if roster.programme_id in asked:
            found.setdefault(roster.unit_id, Board(roster.unit, roster))
    taken = PostingPhoto.objects.filter(
        publication__kind="roster", publication__unit__in=found, taken_on__range=(since, until)
    )
    for photo in taken.select_related("publication").order_by("taken_on", "pk"):
        found[photo.publication.unit_id].photos.append(photo)
    return sorted(found.values(), key=lambda board: bool(board.photos))


def interval(actor: Actor, day: date) -> Parameter | None:
    """Return after how many months a board is photographed anew; the shortest, where programmes differ.

    None where no place of the actor states it: then whoever looks says of which days (SY-A1.7d).
    """
    asked = {one.programme_id: one.programme for one in rosters_for(actor)}
    found = [
        row
        for one in asked.values()
        if (book := law.rulebook_for(one.jurisdiction.code, one.code, day)) is not None
        and (row := book.parameters.get(INTERVAL, day)) is not None
    ]
    return min(found, key=lambda row: int(str(row.value)), default=None)


def period(stated: Parameter | None, today: date) -> tuple[date, date]:
    """Return the days of which a photo counts today: as many months back as stated, else this month so far."""
    if stated is None:
        return today.replace(day=1), today
    year, month = divmod(today.year * 12 + today.month - 1 - int(str(stated.value)), 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last)) + timedelta(days=1), today


def _photos_demanded(programme: Programme, day: date) -> bool:
    version = law.version_in_force(programme.jurisdiction.code, programme.code, day)
    step = law.rulebook(version.pk).spec.step("announce") if version else None
    return step is not None and bool(step.option("photos"))


def packed(found: Iterable[Board]) -> IO[bytes]:
    """Return the photos with a list of them, and of the villages that sent none, as a zip; nobody's name is in it.

    Written to a file that vanishes when it is closed: a county's photos of a year are more than one process should hold.
    """
    out, listed = tempfile.TemporaryFile(), io.StringIO()  # noqa: SIM115 - whoever sends it closes it
    lines = csv.writer(listed)
    lines.writerow(HEAD)
    with zipfile.ZipFile(out, "w") as whole:
        for board in found:
            if not board.photos:
                lines.writerow((board.unit.name, "还没有", ""))
            for photo in board.photos:
                name = f"{board.unit.code}-{photo.taken_on:%Y%m%d}-{photo.pk}.jpg"
                with storages["private"].open(photo.name) as file:
                    whole.writestr(name, file.read())
                lines.writerow((board.unit.name, f"{photo.taken_on:%Y-%m-%d}", name))
        whole.writestr(LIST, "\ufeff" + listed.getvalue())
    out.seek(0)
    return out
