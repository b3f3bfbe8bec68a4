"""The only writer of cases: one act becomes one event, one new state and its clocks, by compare-and-set."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from casework.models import Case, Deadline, Event, Outbox
from casework.rules import codec, flow
from casework.rules.asking import SHANGHAI, Outcome, day_of
from casework.rules.change import amounts_on
from casework.rules.clocks import PERIODS, Running, running
from casework.rules.facts import Facts
from casework.rules.flags import standing
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.rules.programme import canonical_json, digest
from policies.rules.rulebook import RuleBook


def load(case_id: UUID | str) -> Case:
    """Lock and load one case; raise `StepRefused` when there is none."""
    rows = Case.objects.filter(pk=case_id)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    case = rows.select_related("unit").first()
    if case is None:
        raise StepRefused("没有这一件,可能编号不对", code="missing")
    return case


def append(case: Case, verb: str, outcome: Outcome, book: RuleBook, actor: Actor, at: datetime) -> Event:
    """Save the state an act leaves and append its event, clocks and outbox row.

    Runs inside the caller's transaction. Raises `StepRefused` (`stale`) when somebody else was faster.
    """
    before, seq = case.known(), case.seq
    facts_json = codec.to_json(outcome.facts)
    event = _event(case, verb, outcome, actor, at, digest(facts_json))
    columns = _columns(outcome.facts, book, at) | {
        "facts": facts_json,
        "seq": event.seq,
        "head_hash": event.hash,
        "touched_at": at,
        "version_id": case.version_id,
        "programme_id": case.programme_id,
    }
    if not Case.objects.filter(pk=case.pk, seq=seq).update(**columns):
        raise StepRefused("别人刚刚办过这一件,请刷新再看", code="stale")
    for name, value in columns.items():
        setattr(case, name, value)
    event.save(force_insert=True)
    _save_clocks(case, before, outcome.facts, book)
    Outbox.objects.create(key=f"event:{event.pk}", kind="event", ref=str(event.pk), available_at=at)
    return event


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


def link(event: Event) -> str:
    """Return the hash that chains an event to the one before it: sha256 over every column but itself."""
    body = {
        "case": str(event.case_id),
        "seq": event.seq,
        "kind": event.kind,
        "at": event.at.astimezone(SHANGHAI).isoformat(),
        "recorded_at": event.recorded_at.astimezone(SHANGHAI).isoformat(),
        "actor": str(event.actor_id or ""),
        "actor_name": event.actor_name,
        "clause": event.clause,
        "data": event.data,
        "facts": event.facts_hash,
    }
    return hashlib.sha256(f"{event.prev_hash}{canonical_json(body)}".encode()).hexdigest()


def _columns(facts: Facts, book: RuleBook, at: datetime) -> dict[str, Any]:
    """Return the columns a queue and the constraints need, derived from the facts."""
    today = day_of(at)
    settled = flow.settle(facts, book, today)
    stage = flow.stage(facts, book, today)
    benefit = settled.benefit
    amount = amounts_on(settled, today)[0] if benefit else None
    return {
        "stage": stage,
        "open": facts.decision is None and stage != "refused",
        "accepted_by_id": _hand(facts, "accept") if facts.when("accept") else None,
        "opined_by_id": _hand(facts, "review"),
        "confirmed_by_id": _hand(facts, "confirm"),
        "amount": amount,
        "first_month": benefit.first_month if benefit else "",
        "last_month": benefit.last_month if benefit else "",
        "next_due": next_due(running(facts, book)),
        "emergency": facts.emergency,
        "flags": ",".join(standing(facts)),
    }


def _hand(facts: Facts, duty: str) -> str | None:
    hands = facts.hands.get(duty, ())
    return hands[-1] if hands else None


def moment_of(end: date | datetime) -> datetime:
    """Return the last moment of a limit: the end of its last day in Asia/Shanghai, or the hour itself."""
    if isinstance(end, datetime):
        return end
    return datetime.combine(end, time(23, 59, 59), tzinfo=SHANGHAI)


def next_due(clocks: tuple[Running, ...]) -> datetime | None:
    """Return the nearest limit that still runs and is a duty; None where nothing presses."""
    return min((moment_of(c.due) for c in clocks if c.met is None and c.name not in PERIODS), default=None)


def _save_clocks(case: Case, before: Facts, after: Facts, book: RuleBook) -> None:
    """Write only the clocks that this act started, moved or met."""
    old = {clock.name: clock for clock in running(before, book)} if before.times else {}
    changed = [clock for clock in running(after, book) if old.get(clock.name) != clock]
    if changed:
        Deadline.objects.bulk_create(
            [_deadline(case, clock) for clock in changed],
            update_conflicts=True,
            unique_fields=["case", "clock"],
            update_fields=[
                "label",
                "started",
                "due_date",
                "due_at",
                "provisional",
                "trail",
                "met_at",
                "clause",
            ],
        )


def _deadline(case: Case, clock: Running) -> Deadline:
    return Deadline(
        case=case,
        clock=clock.name,
        label=clock.label,
        started=clock.started,
        due_date=None if isinstance(clock.due, datetime) else clock.due,
        due_at=moment_of(clock.due),
        provisional=clock.provisional,
        trail=list(clock.trail),
        met_at=clock.met,
        clause=clock.clause,
    )


def refresh(case: Case, book: RuleBook, now: datetime) -> bool:
    """Bring the columns of a case up to date where days alone have changed them; say whether anything moved.

    No act, so no event: the columns are a view of facts and day, and any reader computes the same.
    """
    columns: Mapping[str, Any] = _columns(case.known(), book, now)
    stale = {name: value for name, value in columns.items() if getattr(case, name) != value}
    if not stale:
        return False
    return bool(Case.objects.filter(pk=case.pk, seq=case.seq).update(**stale))
