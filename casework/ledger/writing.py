"""Loading a case and appending an act to it: worked out once here, written by the database's own module."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import connection
from django.utils import timezone

from casework.ledger import plain
from casework.ledger.chain import link
from casework.ledger.columns import columns, deadline
from casework.ledger.entry import Entry
from casework.models import Case, Event
from casework.rules import codec
from casework.rules.asking import Outcome
from casework.rules.clocks import running
from casework.rules.refusal import StepRefused
from casework.rules.retract import TAKEN_BACK
from casework.rules.roles import Actor
from policies.rules.programme import canonical_json
from policies.rules.rulebook import RuleBook


def load(case_id: UUID | str) -> Case:
    """Lock and load one case, its unit and the stamp of the law in one statement.

    Raises `StepRefused` when there is no such case.
    """
    try:
        case = _writer().load(UUID(str(case_id)))
    except ValueError:
        case = None
    if case is None:
        raise StepRefused("没有这一件,可能编号不对", code="missing")
    return case


def alone() -> None:
    """Wait until no act on any case is under way, and let none begin before this transaction ends.

    For the rare change of what every act relies on, such as who is one human, or whose kin. Acts lock a case and then nothing
    else that is waited for here, so whoever calls this takes his other locks first. Readers are not held up.
    """
    _writer().alone()


def append(case: Case, verb: str, outcome: Outcome, book: RuleBook, actor: Actor, at: datetime) -> Event:
    """Save the state an act leaves and append its event, clocks and outbox row: all of it or nothing.

    Runs inside the caller's transaction. Raises `StepRefused` (`stale`) when somebody else was faster.
    """
    entry = _entry(case, verb, outcome, book, actor, at)
    if not _writer().write(entry):
        raise StepRefused("别人刚刚办过这一件，请刷新再看", code="stale")
    for name, value in entry.columns.items():
        setattr(case, name, value)
    return entry.event


class _Writer(Protocol):
    def load(self, case: UUID) -> Case | None: ...
    def write(self, entry: Entry) -> bool: ...
    def alone(self) -> None: ...


def _writer() -> _Writer:
    """Return the module that speaks to the database of this connection."""
    if connection.vendor == "postgresql":
        # Needs psycopg's own cursor, which a house on SQLite never loads.
        from casework.ledger import postgresql

        return postgresql
    return plain


def _entry(case: Case, verb: str, outcome: Outcome, book: RuleBook, actor: Actor, at: datetime) -> Entry:
    facts_json = codec.to_json(outcome.facts)
    facts_text = canonical_json(facts_json)
    event = _event(case, verb, outcome, actor, at, hashlib.sha256(facts_text.encode()).hexdigest())
    clocks = running(outcome.facts, book)
    new = columns(outcome.facts, book, at, clocks) | {
        "facts": facts_json,
        "seq": event.seq,
        "head_hash": event.hash,
        "touched_at": at,
        "version_id": case.version_id,
        "programme_id": case.programme_id,
    }
    before = running(case.known(), book) if case.seq else ()
    moved = tuple(deadline(clock) for clock in clocks if clock not in before)
    gone = {clock.name for clock in before} - {clock.name for clock in clocks}
    told_at = outcome.facts.decision.until if verb in TAKEN_BACK and outcome.facts.decision else None
    return Entry(case.pk, case.seq, new, facts_text, event, moved, tuple(sorted(gone)), told_at or at)


def _event(case: Case, verb: str, outcome: Outcome, actor: Actor, at: datetime, facts_hash: str) -> Event:
    event = Event(
        case=case,
        seq=case.seq + 1,
        kind=verb,
        at=at,
        recorded_at=timezone.now(),
        actor_id=actor.officer or None,
        actor_name=actor.name,
        clause=outcome.clause,
        data=dict(outcome.data),
        facts_hash=facts_hash,
        prev_hash=case.head_hash,
    )
    event.hash = link(event)
    return event


def refresh(case: Case, book: RuleBook, now: datetime) -> bool:
    """Bring the columns of a case up to date where days alone have changed them; say whether anything moved.

    No act, so no event: the columns are a view of facts and day, and any reader computes the same.
    """
    new = columns(case.known(), book, now)
    stale = {name: value for name, value in new.items() if getattr(case, name) != value}
    if not stale:
        return False
    return bool(Case.objects.filter(pk=case.pk, seq=case.seq).update(**stale))
