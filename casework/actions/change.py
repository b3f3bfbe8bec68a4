"""Acts on a running benefit, and what is recorded beside the procedure. All raise `StepRefused`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from casework.actions.company import unrelated
from casework.actions.moves import act
from casework.actions.opening import bar
from casework.models import Case, Event
from casework.queries import same_human
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.relations import to_stand_aside

Id = UUID | str


def propose_change(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    cause: str,
    to: int | None = None,
    stop: bool = False,
    proof: str | None = None,
    seen: int | None = None,
) -> Event:
    """Propose a new amount (fen a month) or the end of support, with its cause.

    `proof`: which papers prove it and where they lie, where the place asks for them.
    """
    data: dict[str, Any] = {"to": to, "stop": stop, "cause": cause}
    if proof is not None:
        data["proof"] = proof
    return act("propose_change", case=case, actor=actor, at=at, data=data, seen=seen)


def decide_change(
    *, case: Id, actor: Actor, at: datetime, answer: str = "", seen: int | None = None
) -> Event:
    """Decide the proposed change; `answer` meets the household's statement, if there was one.

    Who proposed it and who decides are looked up anew under the lock: two records may have become one human meanwhile.
    """

    def two_humans(row: Case) -> None:
        proposed = row.known().hands.get("propose", ())
        if actor.is_staff and same_human((actor.officer,), proposed) is not None:
            raise StepRefused("调整是您提出的，要由别人决定", code="hands")

    return act(
        "decide_change",
        case=case,
        actor=actor,
        at=at,
        data={"answer": answer},
        seen=seen,
        before=two_humans,
        after=unrelated("propose"),
    )


def declare_relative(
    *, case: Id, actor: Actor, at: datetime, officer: Id, member: str = "", relation: str = ""
) -> Event:
    """Declare an officer a near relative of the household; he is barred from the case and no longer sees it.

    `relation`: one of `policies.relations.to_stand_aside`.
    """
    data: dict[str, Any] = {"officer": str(officer), "member": member, "relation": relation}

    def near(row: Case) -> None:
        data["relations"] = to_stand_aside(row.unit.jurisdiction)

    return act("relative", case=case, actor=actor, at=at, data=data, before=near, after=bar)


def registered_relative(
    *, case: Id, actor: Actor, at: datetime, officer: Id, member: str, relation: str
) -> Event:
    """Carry a declaration of the register into a case: as it was made, whatever the place of the case counts as near."""
    data = {"officer": str(officer), "member": member, "relation": relation, "relations": [relation]}
    return act("relative", case=case, actor=actor, at=at, data=data, after=bar)


def death_match(*, case: Id, actor: Actor, at: datetime, members: Sequence[str]) -> Event:
    """Record this month's match with the dead: these members (keys) are held, nothing is paid for them."""
    return act("death_match", case=case, actor=actor, at=at, data={"members": list(members)})


def record_notice(
    *, case: Id, actor: Actor, at: datetime, kind: str, number: str, notice: Id, **correction: str
) -> Event:
    """Record that a written notice was issued; for the notices app, in its own transaction.

    `correction`: the number it `replaces`, the `reason`, and `words` that were put right, where it is a corrected one.
    """
    data = {"kind": kind, "number": number, "id": str(notice), **correction}
    return act("notice", case=case, actor=actor, at=at, data=data)


def record_service(
    *, case: Id, actor: Actor, at: datetime, kind: str, served: date | None, **attempt: Any
) -> Event:
    """Record an attempt at service; `served` is the day it counts from, None while it failed or is under way."""
    data = {"kind": kind, "served": served.isoformat() if served else None, **attempt}
    return act("serve", case=case, actor=actor, at=at, data=data)
