"""Serves what has been baked, in front of Django: no SQL, no template, and nothing after its last day.

Whether a page may still be shown is decided here, at the moment somebody asks: a posting comes down
on its last day even when every worker of the house is dead.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notices import looks
from notices.shelf import HTML, MANIFEST, fits

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
App = Callable[[Environ, StartResponse], Iterable[bytes]]

PREFIX = "/public/"
GONE = "/public/over/"  # where the page lies that is shown instead of one whose days are over
LONGEST = 300  # seconds a browser or a proxy may keep a page
KEPT_BYTES = 64 * 1024 * 1024
PLAIN_GONE = (
    "<!DOCTYPE html><html lang='zh-Hans'><meta charset='utf-8'>"
    "<meta name='viewport' content='width=device-width'><title>公示已结束</title>"
    "<h1>这次公示已经结束</h1><p>公示有期限，到期就撤下。</p>"
    "<p><a href='/public/'>看现在的公示</a>,<a href='/complain/'>有话还可以说</a>。</p>"
).encode()


@dataclass(frozen=True, slots=True)
class _File:
    look: str
    end: float | None
    body: bytes
    zipped: bytes | None
    headers: tuple[tuple[str, str], ...]
    etag: str


@dataclass(frozen=True, slots=True)
class _Shelved:
    stamp: tuple[int, int]
    since: float
    files: tuple[_File, ...]
    weight: int


class BakedSite:
    """A WSGI application around another: answers baked addresses itself and hands on everything else."""

    def __init__(
        self,
        app: App,
        root: Path,
        *,
        clock: Callable[[], float] = time.time,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self._app, self._root, self._clock, self._headers = app, str(root), clock, headers
        self._kept: dict[str, _Shelved] = {}
        self._weight = 0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request for a baked address; anything else goes on to the wrapped application."""
        path = environ["PATH_INFO"]
        if path.startswith(PREFIX) and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            found = self.answer(environ)
            if found is not None:
                status, headers, body = found
                start_response(status, headers)
                return [body] if environ["REQUEST_METHOD"] == "GET" else [b""]
        return self._app(environ, start_response)

    def answer(self, environ: Environ) -> tuple[str, list[tuple[str, str]], bytes] | None:
        """Return status, headers and body for a baked address; None for one that was never baked."""
        shelved = self._shelved(environ["PATH_INFO"])
        now = self._clock()
        if shelved is None or shelved.since > now:
            return None
        file = _current(shelved.files, _look(environ), now)
        if file is None:
            return self._gone(environ, now)
        return self._send(file, environ, now)

    def _send(
        self, file: _File, environ: Environ, now: float, status: str = "200 OK"
    ) -> tuple[str, list[tuple[str, str]], bytes]:
        zipped = file.zipped is not None and _accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        etag = f'"{file.etag}-gz"' if zipped else f'"{file.etag}"'
        left = LONGEST if file.end is None else max(0, min(LONGEST, int(file.end - now)))
        headers = [
            *self._headers,
            ("X-Robots-Tag", "noindex, noarchive"),
            ("Cache-Control", f"public, max-age={left}"),
            ("Vary", "Accept-Encoding, Accept-Language, Cookie"),
            ("ETag", etag),
        ]
        if status == "200 OK" and _matches(environ.get("HTTP_IF_NONE_MATCH", ""), etag):
            return "304 Not Modified", headers, b""
        body = file.zipped if zipped and file.zipped is not None else file.body
        headers += file.headers
        if zipped:
            headers.append(("Content-Encoding", "gzip"))
        headers.append(("Content-Length", str(len(body))))
        return status, headers, body

    def _gone(self, environ: Environ, now: float) -> tuple[str, list[tuple[str, str]], bytes]:
        shelved = self._shelved(GONE)
        look = _look(environ)
        file = _current(shelved.files, look, now) if shelved is not None else None
        if file is None:
            file = _File("", None, PLAIN_GONE, None, (("Content-Type", HTML),), "over")
        return self._send(file, environ, now, "410 Gone")

    def _shelved(self, path: str) -> _Shelved | None:
        """Return what lies at an address, from memory as long as the manifest on disk is the same."""
        kept = self._kept.get(path)
        if kept is None and not fits(path):
            return None
        place = self._root + path
        try:
            seen = os.stat(place + ("" if path.endswith("/") else "/") + MANIFEST)
        except (OSError, ValueError):
            self._kept.pop(path, None)
            return None
        stamp = (seen.st_mtime_ns, seen.st_ino)
        if kept is not None and kept.stamp == stamp:
            return kept
        return self._load(path, Path(place), stamp)

    def _load(self, path: str, place: Path, stamp: tuple[int, int]) -> _Shelved | None:
        for _ in range(3):  # the manifest may be replaced while its files are read
            try:
                shelved = _read(place, stamp)
            except FileNotFoundError:
                continue
            if self._weight + shelved.weight > KEPT_BYTES:
                self._kept.clear()
                self._weight = 0
            self._kept[path] = shelved
            self._weight += shelved.weight
            return shelved
        return None


def _read(place: Path, stamp: tuple[int, int]) -> _Shelved:
    manifest = json.loads((place / MANIFEST).read_bytes())
    files = tuple(_file(place, entry) for entry in manifest["pages"])
    weight = sum(len(file.body) + len(file.zipped or b"") for file in files)
    return _Shelved(stamp, manifest["since"], files, weight)


def _file(place: Path, entry: dict[str, Any]) -> _File:
    body = (place / entry["file"]).read_bytes()
    zipped = (place / f"{entry['file']}.gz").read_bytes() if entry["gz"] else None
    etag = entry["file"].split(".")[0]
    return _File(entry["look"], entry["end"], body, zipped, (("Content-Type", entry["type"]),), etag)


def _current(files: tuple[_File, ...], look: str, now: float) -> _File | None:
    """Return the page to show now: of the wanted look, else of the plain one; the one whose end comes first."""
    running = [file for file in files if file.end is None or now < file.end]
    for wanted in (look, looks.PLAIN, ""):
        fitting = [file for file in running if file.look == wanted]
        if fitting:
            return min(fitting, key=lambda file: float("inf") if file.end is None else file.end)
    return None


def _look(environ: Environ) -> str:
    return looks.chosen(environ.get("HTTP_COOKIE", ""), environ.get("HTTP_ACCEPT_LANGUAGE", ""))


def _accepts_gzip(header: str) -> bool:
    if "gzip" not in header:
        return False
    return not any(
        part.strip().startswith("gzip")
        and part.replace(" ", "").endswith(("q=0", "q=0.0", "q=0.00", "q=0.000"))
        for part in header.split(",")
    )


def _matches(header: str, etag: str) -> bool:
    if not header:
        return False
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in header.split(","))


def security_headers() -> tuple[tuple[str, str], ...]:
    """Return the headers that Django's middleware would have set, from the same settings."""
    from csp.utils import build_policy
    from django.conf import settings

    found = [
        ("Content-Security-Policy", build_policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
    ]
    if settings.SECURE_HSTS_SECONDS:
        parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
        parts += ["includeSubDomains"] if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else []
        parts += ["preload"] if settings.SECURE_HSTS_PRELOAD else []
        found.append(("Strict-Transport-Security", "; ".join(parts)))
    return tuple(found)


def in_front_of(app: App) -> BakedSite:
    """Put the baked pages of this house in front of a WSGI application."""
    from django.conf import settings

    return BakedSite(app, Path(settings.BAKED_ROOT), headers=security_headers())
