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
from notices.models import Publication
from notices.queries import showing
from notices.rendering import Leak


def bake(publication: Publication, *, now: datetime) -> None:
    """Bake a publication and the lists it stands in; one that is over answers “over” from now on.

    Raises `Leak` when a private number was found: then the publication is withheld from every page,
    and stays so until somebody has looked at it.
    """
    with _lock():
        leak = _bake_one(publication, now)
        _put(spreads.board(publication.unit, now))
        _put(spreads.index(now))
    if leak is not None:
        raise leak


def bake_all(*, now: datetime) -> int:
    """Bake everything that is up, the boards, the index and the page for what is over; return how many addresses.

    Raises `Leak` for the first publication that had to be withheld, after everything else has been baked.
    """
    count, leaks = 0, []
    with _lock():
        for publication in showing(now):
            leak = _bake_one(publication, now)
            leaks += [leak] if leak is not None else []
        units = {publication.unit_id: publication.unit for publication in showing(now)}
        for unit in units.values():
            count += _put(spreads.board(unit, now))
        count += _put(spreads.index(now)) + _put(spreads.over())
    if leaks:
        raise leaks[0]
    return count


def _bake_one(publication: Publication, now: datetime) -> Leak | None:
    if not publication.up(now):
        _clear(publication)
        return None
    try:
        ready = spreads.one(publication, now)
    except Leak as leak:
        publication.withheld = True
        Publication.objects.filter(pk=publication.pk).update(withheld=True)
        _clear(publication)
        return leak
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
