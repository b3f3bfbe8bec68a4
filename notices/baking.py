"""Baking: what is up is rendered once, scanned, and put on the shelf; whatever is over is taken down.

Everything is read and written under one lock, so that the last writer of a list has seen every posting.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from notices import shelf, spreads
from notices.actions.hanging import keep_snapshot
from notices.baked import GONE
from notices.models import Publication
from notices.queries import showing
from notices.rendering import Leak, Oven
from policies.models import Unit


def bake(publication: Publication, *, now: datetime) -> None:
    """Bake a publication by itself; one that is over answers “over” from now on.

    Raises `Leak` when a private number was found: then the publication is withheld from every page,
    and stays so until somebody has looked at it.
    """
    with _lock():
        leak = _bake_one(publication, Oven.at(now))
    if leak is not None:
        raise leak


def bake_lists(unit: Unit | None, *, now: datetime, index: bool = True) -> int:
    """Bake the board of a village and, with `index`, the list of all boards; return how many addresses."""
    with _lock():
        oven = Oven.at(now)
        count = _put(spreads.board(unit, oven)) if unit is not None else 0
        if index:
            count += _put(spreads.index(oven))
        if not shelf.holds(_root(), GONE):
            count += _put(spreads.over(oven))
        return count


def bake_all(*, now: datetime) -> int:
    """Bake everything that is up, the boards, the index and the page for what is over; return how many addresses.

    Raises `Leak` for the first publication that had to be withheld, after everything else has been baked.
    """
    count, leaks = 0, []
    with _lock():
        oven = Oven.at(now)
        for publication in showing(now):
            leak = _bake_one(publication, oven)
            leaks += [leak] if leak is not None else []
        for unit in {publication.unit_id: publication.unit for publication in showing(now)}.values():
            count += _put(spreads.board(unit, oven))
        count += _put(spreads.index(oven)) + _put(spreads.over(oven))
    if leaks:
        raise leaks[0]
    return count


def _bake_one(publication: Publication, oven: Oven) -> Leak | None:
    if not publication.up(oven.now):
        _clear(publication)
        return None
    try:
        ready = spreads.one(publication, oven)
    except Leak as leak:
        publication.withheld = True
        Publication.objects.filter(pk=publication.pk).update(withheld=True)
        _clear(publication)
        return leak
    keep_snapshot(publication, ready[0].pages[0].body, at=oven.now)
    _put(ready)
    digest = hashlib.sha256(ready[0].pages[0].body).hexdigest()
    Publication.objects.filter(pk=publication.pk).update(sha256=digest)
    return None


def _clear(publication: Publication) -> None:
    for address in spreads.addresses(publication.address):
        shelf.take_down(_root(), address)


def _put(ready: list[spreads.Ready]) -> int:
    for item in ready:
        shelf.put(_root(), item.address, item.pages, since=item.since)
    return len(ready)


def _root() -> Path:
    return Path(settings.BAKED_ROOT)


@contextmanager
def _lock() -> Iterator[None]:
    root = _root()
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
