"""Reading a case and writing an act on PostgreSQL, one kept statement each: compare-and-set, event, clocks, outbox row."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg.types.numeric import Int8

from casework.kept_statements import instance, kept_cursor
from casework.ledger.entry import Entry
from casework.models import Case
from policies.models import Unit

WRITE = """
WITH moved AS (
    UPDATE casework_case SET
        stage = %(stage)s, facts = %(facts)s::jsonb, seq = %(seq)s, head_hash = %(hash)s, open = %(open)s,
        accepted_by_id = %(accepted_by_id)s, opined_by_id = %(opined_by_id)s,
        confirmed_by_id = %(confirmed_by_id)s, amount = %(amount)s, first_month = %(first_month)s,
        last_month = %(last_month)s, next_due = %(next_due)s, emergency = %(emergency)s, flags = %(flags)s,
        version_id = %(version_id)s, programme_id = %(programme_id)s, touched_at = %(touched_at)s
    WHERE id = %(case)s AND seq = %(seen)s
    RETURNING id
), told AS (
    INSERT INTO casework_event (case_id, seq, kind, at, recorded_at, actor_id, actor_name, clause, data,
                                facts_hash, prev_hash, hash)
    SELECT id, %(seq)s::integer, %(kind)s, %(touched_at)s::timestamptz, %(recorded_at)s::timestamptz, %(actor_id)s::uuid,
           %(actor_name)s, %(clause)s, %(data)s::jsonb, %(facts_hash)s, %(prev_hash)s, %(hash)s
    FROM moved
    RETURNING id
), clocked AS (
    INSERT INTO casework_deadline (case_id, clock, label, started, due_date, due_at, provisional, trail,
                                   met_at, clause)
    SELECT moved.id, c.* FROM moved, jsonb_to_recordset(%(clocks)s::jsonb) AS c (
        clock text, label text, started timestamptz, due_date date, due_at timestamptz, provisional boolean,
        trail jsonb, met_at timestamptz, clause text)
    ON CONFLICT (case_id, clock) DO UPDATE SET
        label = excluded.label, started = excluded.started, due_date = excluded.due_date,
        due_at = excluded.due_at, provisional = excluded.provisional, trail = excluded.trail,
        met_at = excluded.met_at, clause = excluded.clause
), gone AS (
    DELETE FROM casework_deadline USING moved
    WHERE case_id = moved.id AND met_at IS NULL AND clock = ANY (string_to_array(%(gone)s, ','))
), left_behind AS (
    INSERT INTO casework_outbox (key, kind, ref, available_at, attempts, error)
    SELECT 'event:' || id, 'event', id::text, %(told_at)s::timestamptz, 0, '' FROM told
)
SELECT id FROM told
"""


def alone() -> None:
    """Lock the table of cases against every act: each begins by locking its row, which this mode excludes."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE casework_case IN EXCLUSIVE MODE")


def load(case: UUID) -> Case | None:
    """Lock and read a case with its unit and the stamp of the law, in one kept statement; None where there is none."""
    with kept_cursor() as cursor:
        cursor.execute(_load_statement(), [case])
        row = cursor.fetchone()
    if row is None:
        return None
    size = len(Case._meta.concrete_fields)
    found, unit = instance(Case, row[:size]), instance(Unit, row[size:-1])
    found.unit, found.law_stamp = unit, row[-1]
    return found


@cache
def _load_statement() -> str:
    columns = [f'c."{field.column}"' for field in Case._meta.concrete_fields]
    columns += [f'u."{field.column}"' for field in Unit._meta.concrete_fields]
    return (
        f"SELECT {', '.join(columns)}, (SELECT token FROM policies_lawstamp LIMIT 1) "  # noqa: S608 - our own columns
        "FROM casework_case c JOIN policies_unit u ON u.id = c.unit_id WHERE c.id = %s FOR UPDATE OF c"
    )


def write(entry: Entry) -> bool:
    """Write the act in one statement; False when the case has moved on and nothing was written."""
    with kept_cursor() as cursor:
        cursor.execute(WRITE, parameters(entry))
        row = cursor.fetchone()
    if row is None:
        return False
    event = entry.event
    event.pk, event._state.adding, event._state.db = row[0], False, connection.alias
    return True


def parameters(entry: Entry) -> dict[str, Any]:
    """Return the values of `WRITE`; whole numbers all have one width, so that one plan serves every act."""
    event, columns = entry.event, entry.columns
    amount = columns["amount"]
    return {
        **columns,
        "case": entry.case,
        "seen": Int8(entry.seen),
        "seq": Int8(event.seq),
        "version_id": Int8(columns["version_id"]),
        "programme_id": Int8(columns["programme_id"]),
        "amount": None if amount is None else Int8(amount),
        "facts": entry.facts_text,
        "hash": event.hash,
        "kind": event.kind,
        "recorded_at": event.recorded_at,
        "told_at": entry.at,
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "clause": event.clause,
        "data": _json(event.data),
        "facts_hash": event.facts_hash,
        "prev_hash": event.prev_hash,
        "gone": ",".join(entry.gone),
        "clocks": _json(entry.clocks),
    }


def _plain(value: date) -> str:
    """Write what JSON has no word for: days and moments."""
    return value.isoformat()


_json = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
