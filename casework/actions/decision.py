"""Acts of deciding. Money is fen a month. All raise `StepRefused` and then leave nothing changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from casework.actions.company import company
from casework.actions.moves import act
from casework.models import Event
from casework.rules.roles import Actor

Id = UUID | str


def panel(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    chair: Id,
    members: Iterable[Id],
    approves: int,
    rejects: int,
    minutes: bool = False,
) -> Event:
    """Record a collective approval meeting (officer ids; the members include the chair)."""
    data = {"chair": str(chair), "members": company(members), "for": approves, "against": rejects}
    return act("panel", case=case, actor=actor, at=at, data=data | {"minutes": minutes})


def confirm(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    amount: int | None = None,
    care_amount: int | None = None,
    seen: int | None = None,
) -> Event:
    """Approve, with the amounts the programme demands."""
    data = {"amount": amount, "care_amount": care_amount}
    return act("confirm", case=case, actor=actor, at=at, data=data, seen=seen)


def refuse(*, case: Id, actor: Actor, at: datetime, reason: str, seen: int | None = None) -> Event:
    """Refuse, with the reason that the written notice gives."""
    return act("refuse", case=case, actor=actor, at=at, data={"reason": reason}, seen=seen)


def extend(*, case: Id, actor: Actor, at: datetime, reason: str, seen: int | None = None) -> Event:
    """Extend the whole-case limit, once, while it runs (SY-4.2f)."""
    return act("extend", case=case, actor=actor, at=at, data={"reason": reason}, seen=seen)


def file_plan(*, case: Id, actor: Actor, at: datetime, receipt: str = "") -> Event:
    """File a special plan with the county (SY-4.4a)."""
    return act("file_plan", case=case, actor=actor, at=at, data={"receipt": receipt})


def relieve(*, case: Id, actor: Actor, at: datetime, amount: int, channel: str, reason: str = "") -> Event:
    """Pay emergency relief first; `amount` in fen, once."""
    return act(
        "relieve",
        case=case,
        actor=actor,
        at=at,
        data={"amount": amount, "channel": channel, "reason": reason},
    )


def backfill(*, case: Id, actor: Actor, at: datetime, fields: Sequence[str]) -> Event:
    """Complete items of the papers that follow the relief."""
    return act("backfill", case=case, actor=actor, at=at, data={"fields": list(fields)})
