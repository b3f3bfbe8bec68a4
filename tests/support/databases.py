"""Test databases that are quick to make and left as they were found.

Migrating takes ten seconds and transactional tests cannot be rolled back. Emptying the tables is no
way out either: the page tree would be gone, and the append-only tables refuse to be emptied. So a
database is copied: a migrated one at the start of the run, an untouched one after each such test.
"""

import hashlib
import shutil
import sqlite3
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections

ALIAS = "default"


def migrations_digest() -> str:
    """A name for the schema: every migration, every pack and every pinned package goes into it."""
    files = [settings.BASE_DIR / "requirements.txt"]
    files += sorted((settings.BASE_DIR / "policies" / "packs").rglob("*.toml"))
    for config in apps.get_app_configs():
        files += sorted(Path(config.path, "migrations").glob("*.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:20]


class SQLiteTemplate:
    """A migrated SQLite file under var/, named after its schema and shared by all test runs."""

    def __init__(self) -> None:
        self.file = settings.BASE_DIR / "var" / "test-templates" / f"{migrations_digest()}.sqlite3"

    def lay_out(self, target: str) -> bool:
        """Copy the template to where Django expects the test database; False when there is none yet."""
        if not self.file.exists():
            return False
        shutil.copyfile(self.file, target)
        return True

    def keep(self) -> None:
        """Save the freshly migrated database as the template, whole or not at all."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        for older in self.file.parent.glob("*.sqlite3"):
            older.unlink(missing_ok=True)
        draft = self.file.with_suffix(f".{id(self)}.draft")
        _copy_sqlite(connections[ALIAS].connection, draft)
        draft.replace(self.file)


class Baseline:
    """The database as it was before the first transactional test, and the way back to it."""

    def __init__(self) -> None:
        self.vendor = connections[ALIAS].vendor
        self.name = connections[ALIAS].settings_dict["NAME"]
        self.copy = f"{self.name}.baseline" if self.vendor == "sqlite" else f"{self.name}_baseline"
        self.taken = False

    def take(self) -> None:
        """Remember the present state, once."""
        if self.taken:
            return
        if self.vendor == "sqlite":
            connections[ALIAS].ensure_connection()
            _copy_sqlite(connections[ALIAS].connection, Path(self.copy))
        else:
            self._clone(source=self.name, target=self.copy)
        self.taken = True

    def restore(self) -> None:
        """Go back to the remembered state; other connections to this database are cut."""
        if self.vendor == "sqlite":
            connections[ALIAS].ensure_connection()
            with sqlite3.connect(self.copy) as source:
                source.backup(connections[ALIAS].connection)
            source.close()
        else:
            self._clone(source=self.copy, target=self.name)

    @staticmethod
    def _clone(*, source: str, target: str) -> None:
        """Replace one PostgreSQL database by a copy of another."""
        connection = connections[ALIAS]
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source]
            )
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}" STRATEGY file_copy')


def _copy_sqlite(source: sqlite3.Connection, target: Path) -> None:
    """Copy a live SQLite database into one file that needs no journal beside it."""
    target.unlink(missing_ok=True)
    copy = sqlite3.connect(target)
    source.backup(copy)
    copy.execute("PRAGMA journal_mode=DELETE")
    copy.close()
