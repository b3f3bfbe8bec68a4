"""What the database itself refuses: events are only ever added; receipts, lodgements and looks are never rewritten,
and no human does two duties of one case under two records.

Installed after every migration, because SQLite loses the triggers of a table that a migration rebuilds.
"""

from __future__ import annotations

import re

from django.db.backends.base.base import BaseDatabaseWrapper

from casework.models import hand_guards

APPEND_ONLY = (
    "casework_event",
    "casework_disclosure",
    "casework_reveal",
    "casework_calculation",
    "casework_export",
    "casework_exportask",
    "casework_exportconsent",
    "casework_complaintstep",
    "casework_surveysheet",
    "casework_surveyprint",
    "casework_reserveentry",
    "casework_officeevent",
    "casework_leadfiling",
)
REFUSAL = "this table is append-only"
FUNCTION = "casework_append_only"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the guards in place, replacing older ones; silently nothing while the tables are not there."""
    if not set(APPEND_ONLY) <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def trigger_names(vendor: str) -> frozenset[str]:
    """Return the names of the triggers that must stand in a database of that kind."""
    return frozenset(re.findall(r"CREATE (?:OR REPLACE )?TRIGGER (\w+)", " ".join(_statements(vendor))))


def _statements(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [*_sqlite(), *hand_guards.sqlite()]
    return [*_postgresql(), *hand_guards.postgresql()]


def _sqlite() -> list[str]:
    found: list[str] = []
    for table in APPEND_ONLY:
        for event in ("update", "delete"):
            name = f"{table}_no_{event}"
            found += [
                f"DROP TRIGGER IF EXISTS {name}",
                f"CREATE TRIGGER {name} BEFORE {event.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
            ]
    return found


def _postgresql() -> list[str]:
    found = [
        f"""CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
        END $$"""
    ]
    for table in APPEND_ONLY:
        for event, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            name = f"{table}_no_{event}"
            found += [
                f"DROP TRIGGER IF EXISTS {name} ON {table}",
                (
                    f"CREATE TRIGGER {name} BEFORE {event.upper()} ON {table} "
                    f"FOR EACH {each} EXECUTE FUNCTION {FUNCTION}()"
                ),
            ]
    return found
