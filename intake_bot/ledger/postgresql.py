"""Reading and writing chats on PostgreSQL, one kept statement each for any number of them."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from psycopg.types.numeric import Int8

from casework.kept_statements import instance, kept_cursor
from intake_bot.ledger.entry import Entry, Incoming, Waiting
from intake_bot.models import Conversation, Inbound, OutMessage

ARRIVE = """
WITH come AS (
    SELECT * FROM jsonb_to_recordset(%(come)s::jsonb)
        AS c (place int, update_id text, external_id text, payload jsonb)
), waiting AS (
    SELECT external_id, count(*) AS many FROM intake_bot_inbound
    WHERE channel = %(channel)s AND done_at IS NULL AND dead_at IS NULL
        AND external_id IN (SELECT external_id FROM come)
    GROUP BY external_id
), ranked AS (
    SELECT come.*,
        coalesce(many, 0) + row_number() OVER (PARTITION BY external_id ORDER BY place) > %(most)s AS flood
    FROM come LEFT JOIN waiting USING (external_id)
), written AS (
    INSERT INTO intake_bot_inbound (channel, bot, update_id, external_id, payload, received_at, available_at,
                                    dead_at, attempts, error)
    SELECT %(channel)s, %(bot)s, update_id, external_id, CASE WHEN flood THEN '{}'::jsonb ELSE payload END,
           %(at)s::timestamptz, %(at)s::timestamptz, CASE WHEN flood THEN %(at)s::timestamptz END, 0,
           CASE WHEN flood THEN 'flood' ELSE '' END
    FROM ranked ORDER BY place
    ON CONFLICT (channel, bot, update_id) DO NOTHING
    RETURNING id
)
SELECT count(*) FROM written
"""

LOAD = """
WITH due AS (
    SELECT i.* FROM intake_bot_inbound i
    WHERE i.done_at IS NULL AND i.dead_at IS NULL AND {which}
), known AS (
    SELECT c.* FROM intake_bot_conversation c
    JOIN due ON c.channel = due.channel AND c.external_id = due.external_id
    FOR UPDATE OF c
), met AS (
    INSERT INTO intake_bot_conversation (id, channel, external_id, state, version, touched_at)
    SELECT gen_random_uuid(), channel, external_id, '{{}}', 0, %(now)s FROM due
    WHERE NOT EXISTS (SELECT 1 FROM known WHERE known.external_id = due.external_id)
    ON CONFLICT (channel, external_id) DO NOTHING
    RETURNING *
), chats AS (
    SELECT * FROM known UNION ALL SELECT * FROM met
)
SELECT {columns}, (SELECT token FROM policies_lawstamp LIMIT 1)
FROM due JOIN chats ON chats.external_id = due.external_id
ORDER BY due.id
"""
ONE = "i.id = %(inbound)s FOR UPDATE OF i"
OLDEST = """i.channel = %(channel)s AND i.available_at <= %(now)s AND NOT EXISTS (
        SELECT 1 FROM intake_bot_inbound e
        WHERE e.channel = i.channel AND e.external_id = i.external_id AND e.id < i.id
            AND e.done_at IS NULL AND e.dead_at IS NULL
    ) ORDER BY i.id LIMIT %(limit)s FOR UPDATE OF i SKIP LOCKED"""

WRITE = """
WITH turn AS (
    SELECT * FROM jsonb_to_recordset(%(turns)s::jsonb)
        AS t (chat uuid, seen int, state jsonb, inbound bigint, payload jsonb)
), moved AS (
    UPDATE intake_bot_conversation c SET state = turn.state, version = turn.seen + 1, touched_at = %(at)s
    FROM turn WHERE c.id = turn.chat AND c.version = turn.seen
    RETURNING c.id
), settled AS (
    UPDATE intake_bot_inbound i SET done_at = %(at)s, error = '', payload = turn.payload
    FROM turn JOIN moved ON moved.id = turn.chat
    WHERE i.id = turn.inbound
), said AS (
    INSERT INTO intake_bot_outmessage (key, conversation_id, inbound_id, method, nonce, sealed, created_at,
                                       available_at, attempts, done_at, error)
    SELECT m.key, moved.id, m.inbound, m.method, m.nonce, decode(m.sealed, 'base64'), m.created_at,
           m.available_at, 0, m.done_at, ''
    FROM jsonb_to_recordset(%(said)s::jsonb) AS m (
        place int, key text, chat uuid, inbound bigint, method text, nonce uuid, sealed text,
        created_at timestamptz, available_at timestamptz, done_at timestamptz)
    JOIN moved ON moved.id = m.chat
    ORDER BY m.place
    ON CONFLICT (key) DO NOTHING
)
SELECT id FROM moved
"""


def arrive(channel: str, bot: str, incoming: Sequence[Incoming], most: int, at: datetime) -> int:
    """Write updates into the inbox in one statement; return how many are new."""
    come = [
        {"place": place, "update_id": one.update_id, "external_id": one.external_id, "payload": one.payload}
        for place, one in enumerate(incoming)
    ]
    values: dict[str, Any] = {
        "come": _json(come),
        "channel": channel,
        "bot": bot,
        "most": Int8(most),
        "at": at,
    }
    with kept_cursor() as cursor:
        cursor.execute(ARRIVE, values)
        (new,) = cursor.fetchone()
    return int(new)


def load(inbound: int, now: datetime) -> Waiting | None:
    """Lock and read one message with its chat and the stamp of the law, in one statement."""
    return next(iter(_load(ONE, {"inbound": Int8(inbound), "now": now})), None)


def load_waiting(channel: str, now: datetime, limit: int) -> list[Waiting]:
    """Lock and read the oldest message of every chat that waits, in one statement."""
    return _load(OLDEST, {"channel": channel, "now": now, "limit": Int8(limit)})


def _load(which: str, values: dict[str, Any]) -> list[Waiting]:
    with kept_cursor() as cursor:
        cursor.execute(_load_statement(which), values)
        rows = cursor.fetchall()
    size = len(Inbound._meta.concrete_fields)
    return [
        Waiting(instance(Inbound, row[:size]), instance(Conversation, row[size:-1]), row[-1] or "")
        for row in rows
    ]


@cache
def _load_statement(which: str) -> str:
    columns = [f'due."{field.column}"' for field in Inbound._meta.concrete_fields]
    columns += [f'chats."{field.column}"' for field in Conversation._meta.concrete_fields]
    return LOAD.format(which=which, columns=", ".join(columns))


def write(entries: Sequence[Entry]) -> set[UUID]:
    """Write turns of different chats in one statement."""
    turns, said = [], []
    for entry in entries:
        turns.append(_turn(entry))
        said += [_said(row) for row in entry.replies]
    for place, message in enumerate(said):
        message["place"] = place
    with kept_cursor() as cursor:
        cursor.execute(WRITE, {"turns": _json(turns), "said": _json(said), "at": entries[0].at})
        return {row[0] for row in cursor.fetchall()}


_json = json.JSONEncoder(ensure_ascii=False).encode


def _turn(entry: Entry) -> dict[str, Any]:
    return {
        "chat": entry.chat.pk.hex,
        "seen": entry.chat.version,
        "state": entry.state,
        "inbound": entry.inbound and entry.inbound.pk,
        "payload": entry.payload or {},
    }


def _said(row: OutMessage) -> dict[str, Any]:
    return {
        "key": row.key,
        "chat": row.conversation_id.hex,
        "inbound": row.inbound_id,
        "method": row.method,
        "nonce": row.nonce.hex,
        "sealed": b64encode(row.sealed).decode(),
        "created_at": row.created_at.isoformat(),
        "available_at": row.available_at.isoformat(),
        "done_at": row.done_at and row.done_at.isoformat(),
    }
