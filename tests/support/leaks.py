"""Looks for private numbers of known people in anything: text, files, tables, the bytes of a database."""

from __future__ import annotations

import io
import logging
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from casework.models import Person
from policies.files import UnreadableError, parts_of_bytes
from policies.rules.digit_runs import runs
from policies.rules.private_numbers import MARK, scan
from policies.rules.unfolding import unfold
from yimen.redaction import RedactingFilter

TELLING = 12
# A token, a seal or a hash: long, and with two letters at least that no identity number has.
TOKEN = re.compile(r"(?<![\w+/=-])(?=(?:[0-9xX_+/=-]*[A-WYZa-wyz]){2})[\w+/=-]{16,}", re.ASCII)


@dataclass(slots=True)
class Secrets:
    """Every identity number, account and telephone of the people in the database, and what may be printed."""

    numbers: frozenset[str]
    allowed: frozenset[str] = frozenset()

    @classmethod
    def of_everybody(cls, allowed: Iterable[str] = ()) -> Secrets:
        """Open every seal in the database once."""
        numbers = set()
        for person in Person.objects.all():
            # An identity number tells who it is without its region too.
            numbers |= {person.sealed("id_number").open()[-TELLING:], person.sealed("account").open()}
        return cls(frozenset(numbers - {""}), frozenset(allowed))

    def in_text(self, text: str) -> str:
        """Return what private number a text holds, as a kind; empty when none. Never the number itself."""
        if known := self.known_in(text):
            return known
        # The marks of rows (UUIDs) now and then read like a mobile phone.
        words = MARK.sub("…", text)
        return next((finding.kind for finding in scan(words, allow=self.allowed)), "")

    def in_log(self, text: str) -> str:
        """Return the same of a log or of headers: a random mark or an ETag in them may read like a telephone."""
        return self.known_in(text) or self.in_text(TOKEN.sub("…", text))

    def known_in(self, text: str) -> str:
        """Return whether a text holds a number of these people, in any notation."""
        if any(number in text for number in self.numbers):
            return "known"
        for run in runs(unfold(text).text):
            digits = run.digits.upper()
            if any(number in digits for number in self.numbers):
                return "known, in another notation"
        return ""

    def in_bytes(self, name: str, data: bytes) -> str:
        """Return what private number a file holds, whatever kind of file it is."""
        try:
            kinds = (self.in_text(part.text) for part in parts_of_bytes(name, data))
            return next(filter(None, kinds), "")
        except UnreadableError as unreadable:
            return f"unreadable: {unreadable}"

    def in_raw(self, data: bytes) -> int:
        """Return how many known numbers stand in raw bytes, as they are written or as UTF-16."""
        return sum(number.encode() in data or number.encode("utf-16-le") in data for number in self.numbers)


class Log:
    """Everything that was logged at DEBUG, as it would stand in the file."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.addFilter(RedactingFilter())

    @contextmanager
    def listening(self) -> Iterator[Log]:
        """Listen to every logger for as long as the block lasts."""
        root, talkers = logging.getLogger(), [logging.getLogger(name) for name in ("", "django")]
        before = [talker.level for talker in talkers]
        root.addHandler(self.handler)
        for talker in talkers:
            talker.setLevel(logging.DEBUG)
        try:
            yield self
        finally:
            root.removeHandler(self.handler)
            for talker, level in zip(talkers, before, strict=True):
                talker.setLevel(level)

    def text(self) -> str:
        """Return what was heard so far."""
        return self.stream.getvalue()


def cells() -> Iterator[tuple[str, str]]:
    """Yield table.column and text of every value that is not a number, a date or sealed bytes."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if value is not None:
                        yield f"{table}.{name}", _as_text(value)


def _as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    return str(value)


def database_bytes(folder: Path) -> bytes:
    """Return the bytes of the SQLite file as committed, its free pages included."""
    copy = folder / "copy.sqlite3"
    target = sqlite3.connect(copy)
    with sqlite3.connect(connection.settings_dict["NAME"]) as source:
        source.backup(target)
    source.close()
    target.close()
    journal = Path(f"{connection.settings_dict['NAME']}-wal")
    return copy.read_bytes() + (journal.read_bytes() if journal.exists() else b"")
