"""The ground of a bench run: a PostgreSQL of its own, Django on it, one township with many equal cases."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(slots=True)
class Ground:
    """Where everything runs. `postgres` is the postmaster's pid; its children work for us."""

    folder: Path
    url: str
    port: int
    binaries: Path
    postgres: int
    database: str


@contextmanager
def prepared() -> Iterator[Ground]:
    """Start a PostgreSQL, migrate a house onto it, take everything away at the end."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    from tests.support.postgres import NOT_FOUND, start_server

    folder = Path(tempfile.mkdtemp(prefix="yimen-bench-"))
    server = start_server()
    if server is None:
        shutil.rmtree(folder)
        raise SystemExit(NOT_FOUND)
    try:
        for name in ("static", "media"):
            (folder / name).mkdir()
        os.environ.update(
            YIMEN_ENV="test", YIMEN_VAR=str(folder), DATABASE_URL=server.url, DATABASE_CONN_MAX_AGE="3600",
            DJANGO_SETTINGS_MODULE="bench.settings", BROKER_URL="memory://",
            PYTHONPATH=os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        )  # fmt: skip
        _migrate()
        pid = int((server.folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
        yield Ground(folder, server.url, server.port, server.bin, pid, "postgres")
    finally:
        _disconnect()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _migrate() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _disconnect() -> None:
    from django.db import connections

    connections.close_all()


def clones(case: Any, count: int) -> list[Any]:
    """Return `count` cases that stand where `case` stands, each with its first event, in households of their own."""
    from casework.ledger import link
    from casework.models import Case, Event, Household

    first = case.events.order_by("seq").last()
    homes = Household.objects.bulk_create(Household(unit_id=case.unit_id) for _ in range(count))
    rows, events = [], []
    for home in homes:
        values = {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}
        values |= {
            "id": uuid.uuid4(), "household_id": home.pk, "number": secrets.token_hex(8),
            "token": secrets.token_hex(12), "code_index": secrets.token_hex(16),
        }  # fmt: skip
        row = Case(**values)
        copy = {field.attname: getattr(first, field.attname) for field in Event._meta.concrete_fields}
        event = Event(**{**copy, "id": None, "case_id": row.pk})
        event.hash = row.head_hash = link(event)
        rows.append(row)
        events.append(event)
    Case.objects.bulk_create(rows, batch_size=500)
    Event.objects.bulk_create(events, batch_size=500)
    _know_the_sizes()
    return rows


def _know_the_sizes() -> None:
    """Do at once what autovacuum does within its minute: a plan kept from an almost empty table is dropped.

    Without it a run judges whether autovacuum happened to come by, not the code.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
