"""What the database refuses about hands: two duties of one case by one human, under whichever of his records (T52).

The CHECK constraints of `Case` compare ids; these triggers compare humans. They look when a duty is written: a merge that comes
after the acts is a finding about the past, which `casework.actions.people.merge` deals with and no trigger may forbid.
"""

from __future__ import annotations

REFUSAL = "two_hands_of_one_human"
COLUMNS = ("accepted_by_id", "opined_by_id", "confirmed_by_id")
TABLE, NAME = "casework_case", "casework_case_hands"

SECOND = "NEW.opined_by_id IS NOT NULL OR NEW.confirmed_by_id IS NOT NULL"
SAME = """
    SELECT 1 FROM casework_officer a, casework_officer b
    WHERE a.id <> b.id
      AND ((a.id = NEW.accepted_by_id AND b.id = NEW.opined_by_id)
        OR (a.id = NEW.accepted_by_id AND b.id = NEW.confirmed_by_id)
        OR (a.id = NEW.opined_by_id AND b.id = NEW.confirmed_by_id))
      AND (COALESCE(a.merged_into_id, a.id) = COALESCE(b.merged_into_id, b.id)
        OR a.phone_index = b.phone_index OR a.twin_key = b.twin_key)
"""
"""The same marks as `casework.queries.one_human`: merged, or a mobile or document that both have."""


def _written(differs: str) -> str:
    """Return the condition that a duty was written into an old row which now has two of them."""
    columns = (f"(NEW.{column} {differs} OLD.{column} AND NEW.{column} IS NOT NULL)" for column in COLUMNS)
    return f"({' OR '.join(columns)}) AND ({SECOND})"


def sqlite() -> list[str]:
    """Return the statements for SQLite: one trigger for new rows, one for a duty that is written into an old one."""
    changed = _written("IS NOT")
    body = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}') WHERE EXISTS ({SAME}); END"
    return [
        f"DROP TRIGGER IF EXISTS {NAME}_insert",
        f"CREATE TRIGGER {NAME}_insert BEFORE INSERT ON {TABLE} WHEN {SECOND} {body}",
        f"DROP TRIGGER IF EXISTS {NAME}_update",
        f"CREATE TRIGGER {NAME}_update BEFORE UPDATE OF {', '.join(COLUMNS)} ON {TABLE} WHEN {changed} {body}",
    ]


def postgresql() -> list[str]:
    """Return the same for PostgreSQL."""
    changed = _written("IS DISTINCT FROM")
    each, run = "FOR EACH ROW", f"EXECUTE FUNCTION {NAME}()"
    return [
        f"""CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS ({SAME}) THEN
                RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
        f"DROP TRIGGER IF EXISTS {NAME}_insert ON {TABLE}",
        f"CREATE TRIGGER {NAME}_insert BEFORE INSERT ON {TABLE} {each} WHEN ({SECOND}) {run}",
        f"DROP TRIGGER IF EXISTS {NAME}_update ON {TABLE}",
        f"CREATE TRIGGER {NAME}_update BEFORE UPDATE OF {', '.join(COLUMNS)} ON {TABLE} {each} WHEN ({changed}) {run}",
    ]
