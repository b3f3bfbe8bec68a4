"""A throw-away database: an empty house, migrated once and copied for every use, gone afterwards."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.utils import load_backend
from django.test.signals import storages_changed  # noqa: F401 - lets overridden storages take effect
from django.test.utils import override_settings

from yimen.settings.database import SQLITE_OPTIONS

PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
"""A story needs no collected static files: its pages are thrown away unread."""


@contextmanager
def throwaway() -> Iterator[None]:
    """Put an empty SQLite database in the place of the real one; the real one is not even opened."""
    real = connections["default"]
    with tempfile.TemporaryDirectory(prefix="yimen-simulate-") as folder:
        path = Path(folder) / "house.sqlite3"
        template = _template()
        shutil.copyfile(template, path)
        _connect(path)
        try:
            with override_settings(**_folders(Path(folder))):
                yield
        finally:
            connections["default"].close()
            connections["default"] = real


def _folders(folder: Path) -> dict[str, Any]:
    """Let letters and baked pages of a story fall into the throw-away folder, not among the real ones."""
    private: Any = settings.STORAGES["private"]
    moved = {**private, "OPTIONS": {**private["OPTIONS"], "location": folder / "private"}}
    return {
        "BAKED_ROOT": folder / "baked",
        "PRIVATE_ROOT": folder / "private",
        "STORAGES": {**settings.STORAGES, "private": moved, "staticfiles": PLAIN_STATIC},
    }


def _connect(path: Path) -> None:
    config = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": dict(SQLITE_OPTIONS)}
    prepared = connections.configure_settings({"default": config})["default"]
    connections["default"] = load_backend(prepared["ENGINE"]).DatabaseWrapper(prepared, "default")


def _template() -> Path:
    """Return an empty migrated database, made anew whenever a migration has changed."""
    folder = Path(settings.VAR_DIR) / "simulate"
    folder.mkdir(parents=True, exist_ok=True)
    template = folder / f"{_fingerprint()}.sqlite3"
    if not template.exists():
        for old in folder.glob("*.sqlite3*"):
            old.unlink()
        half = template.with_suffix(".half")
        half.unlink(missing_ok=True)
        real = connections["default"]
        _connect(half)
        try:
            call_command("migrate", verbosity=0, interactive=False)
            connections["default"].cursor().execute("PRAGMA journal_mode=DELETE")
        finally:
            connections["default"].close()
            connections["default"] = real
        half.rename(template)
    return template


def _fingerprint() -> str:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    seen = hashlib.sha256()
    for key, migration in sorted(loader.disk_migrations.items()):
        source = Path(__import__(migration.__module__, fromlist=["Migration"]).__file__ or "")
        seen.update(repr(key).encode() + source.read_bytes())
    return seen.hexdigest()[:16]
