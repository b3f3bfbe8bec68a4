"""Statements that PostgreSQL plans once and a connection keeps, for the few paths whose every microsecond counts."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.utils import CursorWrapper
from psycopg import Cursor

M = TypeVar("M", bound=models.Model)


def instance(model: type[M], values: Sequence[Any]) -> M:
    """Return a row as the ORM would: what a field reads specially (JSON) is read by the field."""
    fields = model._meta.concrete_fields
    read = [
        field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value
        for field, value in zip(fields, values, strict=True)
    ]
    return model.from_db(connection.alias, [field.attname for field in fields], read)


class PreparedCursor(Cursor[tuple[Any, ...]]):
    """A cursor that binds on the server and keeps the plan, which Django's own does not."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> PreparedCursor:
        """Execute and keep the statement on the connection for the next time."""
        super().execute(query, params, prepare=True, **options)
        # Django's log of statements reads this, and psycopg leaves it empty for a statement it has kept.
        self._query: Any = SimpleNamespace(query=query.encode())
        return self


def kept_cursor() -> CursorWrapper:
    """Return a cursor of the current transaction, seen by Django like any other of its cursors.

    A pooler that shares connections between transactions cannot keep statements: where the database is set
    up for one (`DISABLE_SERVER_SIDE_CURSORS`), the statement is sent whole every time.
    """
    own: Any = connections[
        DEFAULT_DB_ALIAS
    ]  # not the proxy, which looks the connection up for every attribute
    own.ensure_connection()
    raw = own.connection
    if not own.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        raw.prepare_threshold = 0
    cursor = PreparedCursor(raw)
    found: CursorWrapper = own.make_debug_cursor(cursor) if own.queries_logged else own.make_cursor(cursor)
    return found
