"""Finished pages on disk: per address one folder with content files and a manifest that is swapped in at once.

A reader sees the old page or the new one, never half of one, whenever the writer dies:
content is named by its hash, synced, and only then named by the manifest, which replaces the old by rename.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from notices.rules.posting import end_of

MANIFEST = "manifest.json"
HTML = "text/html; charset=utf-8"
# Only these addresses can be on the shelf; nothing in them can climb out of its root.
_ADDRESS = re.compile(
    r"/public/(?:[a-z0-9][a-z0-9-]{0,60}/){0,4}(?:[a-z0-9][a-z0-9-]{0,60}\.(?:pdf|svg|json))?"
)
_COMPRESSED = ("text/", "application/json", "image/svg")


class AddressRefused(ValueError):
    """An address that cannot stand on the shelf."""


@dataclass(frozen=True, slots=True)
class Page:
    """One content of an address: for one look, shown until the end of `last_day` (None: as long as it lies here)."""

    body: bytes
    content_type: str = HTML
    look: str = ""
    last_day: date | None = None


def folder(root: Path, address: str) -> Path:
    """Return the folder of an address; raise `AddressRefused` for one that has no place here."""
    if not fits(address):
        raise AddressRefused("这个地址不能放公示页面")
    return root.joinpath(*address.strip("/").split("/"))


def fits(address: str) -> bool:
    """Say whether an address has the shape of a published one."""
    return _ADDRESS.fullmatch(address) is not None


def put(root: Path, address: str, pages: Iterable[Page], *, since: datetime) -> None:
    """Put the pages of an address on the shelf in one step, instead of whatever lay there.

    Pages of one look are shown in the order of their last day: each until its own end, then the next.
    """
    place = folder(root, address)
    place.mkdir(parents=True, exist_ok=True)
    entries = [_put_content(place, page) for page in pages]
    body = {"since": since.timestamp(), "pages": entries}
    _write(place / MANIFEST, json.dumps(body, separators=(",", ":")).encode())
    _sync_folder(place)
    _sweep(place, {entry["file"] for entry in entries})


def holds(root: Path, address: str) -> bool:
    """Say whether anything was ever put on the shelf under an address."""
    return (folder(root, address) / MANIFEST).exists()


def take_down(root: Path, address: str) -> bool:
    """Leave only a manifest without pages, so that the address answers “over”; say whether anything was shown."""
    place = folder(root, address)
    if not holds(root, address):
        return False
    _write(place / MANIFEST, json.dumps({"since": 0, "pages": []}).encode())
    _sync_folder(place)
    _sweep(place, set())
    return True


def _put_content(place: Path, page: Page) -> dict[str, Any]:
    name = hashlib.sha256(page.body).hexdigest()[:32]
    suffix = {"text/html": ".html", "application/pdf": ".pdf", "image/svg+xml": ".svg"}
    file = name + suffix.get(page.content_type.split(";")[0], ".json")
    _write(place / file, page.body)
    zipped = page.content_type.startswith(_COMPRESSED)
    if zipped:
        _write(place / f"{file}.gz", gzip.compress(page.body, compresslevel=9, mtime=0))
    end = end_of(page.last_day)
    return {
        "file": file,
        "type": page.content_type,
        "look": page.look,
        "end": None if end is None else end.timestamp(),
        "gz": zipped,
    }


def _write(path: Path, body: bytes) -> None:
    if path.name != MANIFEST and path.exists():
        return  # named by its content, and only ever renamed into place when complete
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    with temporary.open("wb") as out:
        out.write(body)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(path)


def _sync_folder(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(place: Path, kept: set[str]) -> None:
    """Remove what the manifest no longer names; a reader that still holds the old one reads it again."""
    for path in place.iterdir():
        named = path.name == MANIFEST or path.name in kept or path.name.removesuffix(".gz") in kept
        if path.is_file() and not named:
            path.unlink(missing_ok=True)
