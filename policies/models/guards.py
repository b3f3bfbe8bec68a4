"""What the database itself refuses or does: frozen versions, no two in force at once, and the law's stamp.

Installed after every migration, because SQLite loses the triggers of a table that a migration rebuilds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

VERSION = "policies_programmeversion"
STAMPED = [
    VERSION,
    "policies_parametervalue",
    "policies_calendarday",
    "policies_calendaryear",
    "policies_jurisdiction",
    "policies_unit",
]
"""The tables whose every change renews the stamp; the rooms above add theirs with `renews_stamp`."""
KEPT = (
    "id",
    "programme_id",
    "number",
    "effective_from",
    "body",
    "sha256",
    "source_title",
    "source_number",
    "source_issuer",
    "source_issued",
    "author_id",
    "publisher_id",
    "created_at",
)
FROZEN = "a published version is frozen"
OVERLAP = "two versions of a programme may not be in force on the same day"


def renews_stamp(*tables: str) -> None:
    """Let every change of these tables renew the stamp too: what is kept in memory by it was read from them."""
    STAMPED.extend(table for table in tables if table not in STAMPED)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the guards in place, replacing older ones; silently nothing while the tables are not there."""
    tables = set(connection.introspection.table_names())
    if not {VERSION, "policies_lawstamp"} <= tables:
        return
    there = [table for table in STAMPED if table in tables]
    statements = _sqlite(there) if connection.vendor == "sqlite" else _postgresql(there)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def trigger_names(vendor: str) -> frozenset[str]:
    """Return the names of the triggers that must stand in a database of that kind."""
    statements = _sqlite(STAMPED) if vendor == "sqlite" else _postgresql(STAMPED)
    return frozenset(re.findall(r"CREATE (?:OR REPLACE )?TRIGGER (\w+)", " ".join(statements)))


def _only_the_end_comes_nearer(same: str) -> str:
    kept = " AND ".join(f"OLD.{column} {same} NEW.{column}" for column in KEPT)
    nearer = (
        "NEW.effective_until IS NOT NULL AND "
        "(OLD.effective_until IS NULL OR NEW.effective_until < OLD.effective_until)"
    )
    return f"({kept} AND {nearer})"


def _sqlite(stamped: Sequence[str]) -> list[str]:
    stamp = (
        "INSERT INTO policies_lawstamp (id, token) VALUES (1, hex(randomblob(16))) "
        "ON CONFLICT (id) DO UPDATE SET token = excluded.token;"
    )
    overlap = f"""
        SELECT 1 FROM {VERSION} other WHERE other.programme_id = NEW.programme_id
        AND (other.effective_until IS NULL OR
             (other.effective_until >= other.effective_from AND other.effective_until >= NEW.effective_from))
        AND (NEW.effective_until IS NULL OR
             (NEW.effective_until >= NEW.effective_from AND NEW.effective_until >= other.effective_from))
    """  # noqa: S608 - names of our own tables, no input
    bodies = {
        "policies_version_no_delete": f"BEFORE DELETE ON {VERSION} BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END",
        "policies_version_no_change": f"BEFORE UPDATE ON {VERSION} WHEN NOT {_only_the_end_comes_nearer('IS')} "
        f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END",
        "policies_version_no_overlap": f"BEFORE INSERT ON {VERSION} WHEN EXISTS ({overlap}) "
        f"BEGIN SELECT RAISE(ABORT, '{OVERLAP}'); END",
    }
    for table in stamped:
        for event in ("INSERT", "UPDATE", "DELETE"):
            bodies[f"{table}_stamp_{event.lower()}"] = f"AFTER {event} ON {table} BEGIN {stamp} END"
    found: list[str] = []
    for name, body in bodies.items():
        found += [f"DROP TRIGGER IF EXISTS {name}", f"CREATE TRIGGER {name} {body}"]
    return found


def _postgresql(stamped: Sequence[str]) -> list[str]:
    found = [
        f"""CREATE OR REPLACE FUNCTION policies_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF {_only_the_end_comes_nearer("IS NOT DISTINCT FROM")} THEN RETURN NEW; END IF;
            END IF;
            RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
        (
            f"CREATE OR REPLACE TRIGGER policies_version_guard BEFORE UPDATE OR DELETE ON {VERSION} "
            "FOR EACH ROW EXECUTE FUNCTION policies_version_guard()"
        ),
        (
            f"CREATE OR REPLACE TRIGGER policies_version_no_truncate BEFORE TRUNCATE ON {VERSION} "
            "FOR EACH STATEMENT EXECUTE FUNCTION policies_version_guard()"
        ),
        f"""DO $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'policies_version_no_overlap') THEN
                ALTER TABLE {VERSION} ADD CONSTRAINT policies_version_no_overlap EXCLUDE USING gist (
                    int8range(programme_id, programme_id, '[]') WITH &&,
                    daterange(effective_from, effective_until + 1, '[)') WITH &&);
            END IF;
        END $$""",  # noqa: S608 - names of our own tables, no input
        """CREATE OR REPLACE FUNCTION policies_law_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO policies_lawstamp (id, token) VALUES (1, replace(gen_random_uuid()::text, '-', ''))
            ON CONFLICT (id) DO UPDATE SET token = excluded.token;
            RETURN NULL;
        END $$""",
    ]
    found += [
        (
            f"CREATE OR REPLACE TRIGGER {table}_stamp AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION policies_law_stamp()"
        )
        for table in stamped
    ]
    return found
