"""The verifier: walks every chain once, in order, and names what is not as it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from casework.ledger import link
from casework.models import Case, Event
from policies.rules.programme import digest

CHUNK = 2000
MISREAD = (AttributeError, TypeError, ValueError)
NOT_OURS = "有一栏的内容读不出来，不是本系统写的"


class Head(NamedTuple):
    """Where a chain stood: its last place and that event's hash."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was written: which case, at which place of its chain (0: the case row), what."""

    case: str
    seq: int
    what: str

    def __str__(self) -> str:
        place = f"第 {self.seq} 步" if self.seq else "办件本身"
        return f"{self.case} {place}：{self.what}"


@dataclass(slots=True)
class Tally:
    """How much was looked at."""

    cases: int = 0
    events: int = 0


class Row(NamedTuple):
    """One event, column by column, as the hash covers it."""

    case_id: UUID
    seq: int
    kind: str
    at: datetime
    recorded_at: datetime
    actor_id: UUID | None
    actor_name: str
    clause: str
    data: dict[str, Any]
    facts_hash: str
    prev_hash: str
    hash: str


@dataclass(slots=True)
class _Chain:
    """What the events of one case add up to; the first thing found wrong is kept."""

    anchored: Head | None = None
    last: Row | None = None
    wrong: tuple[int, str] | None = None

    def add(self, row: Row) -> None:
        if self.wrong is None and (what := self._fault(row)):
            self.wrong = (row.seq, what)
        self.last = row

    def _fault(self, row: Row) -> str:
        place, before = (self.last.seq, self.last.hash) if self.last else (0, "")
        if row.seq != place + 1:
            return f"前面缺了第 {place + 1} 步" if row.seq > place else "次序重复"
        if row.prev_hash != before:
            return "接不上前一步，前一步被换过或者这一步被挪过"
        if _linked(row) != row.hash:
            return "内容被改过，与当时的指纹不符"
        if self.anchored is not None and row.seq == self.anchored.seq and row.hash != self.anchored.hash:
            return "与封存的指纹不符，整条经过被重写过"
        return ""


def _linked(row: Row) -> str:
    """Return the hash the row ought to have; none for a row of which no hash can be made."""
    try:
        return link(row)
    except MISREAD:
        return ""


def verify(anchored: Mapping[UUID, Head] | None = None, tally: Tally | None = None) -> Iterator[Finding]:
    """Yield the first finding of every case that has one, in the order of the cases.

    `anchored` are heads sealed earlier: what was cut off or deleted since is found too. Reads every event
    once, in one snapshot, and keeps nothing but the heads in memory.
    """
    with _one_snapshot():
        try:
            yield from _walk(dict(anchored or {}), tally or Tally())
        except MISREAD:
            # A column holds what only a hand can have put there: a day that is no day, an id that is none.
            if (found := _unreadable()) is None:
                raise
            yield found


def _walk(sealed: dict[UUID, Head], tally: Tally) -> Iterator[Finding]:
    # Opened first and kept open: on SQLite both then read the same state.
    events = _events()
    waiting = next(events, None)
    for pk, number, seq, head, facts in _cases():
        tally.cases += 1
        chain = _Chain(sealed.pop(pk, None))
        while waiting is not None and waiting.case_id <= pk:
            tally.events += 1
            if waiting.case_id < pk:
                yield Finding(str(waiting.case_id), waiting.seq, "这一步的办件不在了")
            else:
                chain.add(waiting)
            waiting = next(events, None)
        if found := _judge(chain, number, seq, head, facts):
            yield found
    if waiting is not None:
        yield Finding(str(waiting.case_id), waiting.seq, "这一步的办件不在了")
    for pk, was in sealed.items():
        yield Finding(str(pk), was.seq, "封存过的办件整件不见了")


def _judge(chain: _Chain, number: str, seq: int, head: str, facts: Any) -> Finding | None:
    if chain.wrong is not None:
        return Finding(number, *chain.wrong)
    end, stood = chain.last, chain.anchored
    length = end.seq if end else 0
    if stood is not None and length < stood.seq:
        return Finding(number, length + 1, f"封存时有 {stood.seq} 步，后面的被截掉了")
    if (seq, head) != (length, end.hash if end else ""):
        return Finding(
            number,
            length + 1 if seq > length else 0,
            f"办件记着 {seq} 步，经过里有 {length} 步，或者末尾对不上",
        )
    if end is not None and digest(facts) != end.facts_hash:
        return Finding(number, 0, "案情被改过，与最后一步的指纹不符")
    return None


def _events() -> Iterator[Row]:
    columns = Row._fields
    rows = Event.objects.order_by("case_id", "seq", "id").values_list(*columns)
    return map(Row._make, rows.iterator(chunk_size=CHUNK))


def _unreadable() -> Finding | None:
    """Return the first event or case of which a column cannot be read at all."""
    for pk, number in Case.objects.order_by("id").values_list("id", "number"):
        for event, seq in Event.objects.filter(case=pk).order_by("seq", "id").values_list("pk", "seq"):
            if not _reads(Event.objects.filter(pk=event).values_list(*Row._fields)):
                return Finding(number, seq, NOT_OURS)
        if not _reads(Case.objects.filter(pk=pk).values_list("seq", "head_hash", "facts")):
            return Finding(number, 0, NOT_OURS)
    return None


def _reads(rows: QuerySet[Any, Any]) -> bool:
    try:
        return bool(list(rows))
    except MISREAD:
        return False


def _cases() -> Iterator[tuple[UUID, str, int, str, Any]]:
    rows = Case.objects.order_by("id").values_list("id", "number", "seq", "head_hash", "facts")
    return iter(rows.iterator(chunk_size=CHUNK))


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """Let cases and events be read as of one moment while clerks go on working."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
