"""Acts between acceptance and first opinion. All raise `StepRefused` and then leave nothing changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from casework.actions.company import company
from casework.actions.moves import act
from casework.models import Calculation, Case, Event
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies import queries as law

Id = UUID | str


def request_check(*, case: Id, actor: Actor, at: datetime, seen: int | None = None) -> Event:
    """Commission the means check; every adult must have authorised it."""
    return act("request_check", case=case, actor=actor, at=at, seen=seen)


def check_report(
    *, case: Id, actor: Actor, at: datetime, result: str, number: str = "", seen: int | None = None
) -> Event:
    """Enter the report of the means check: `within` or `over`, and its number."""
    return act(
        "check_report", case=case, actor=actor, at=at, data={"result": result, "number": number}, seen=seen
    )


def visit(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    who: Iterable[Id],
    methods: Sequence[str] = ("visit",),
    findings: str = "",
    seen: int | None = None,
) -> Event:
    """Record the home visit with everybody who was there (officer ids)."""
    data = {"who": company(who), "methods": list(methods), "findings": findings}
    return act("visit", case=case, actor=actor, at=at, data=data, seen=seen)


def first_opinion(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    grant: bool,
    amount: int | None = None,
    calculation: Mapping[str, Any] | None = None,
    seen: int | None = None,
) -> Event:
    """State the first opinion; `amount` is fen a month, `calculation` the explained rows behind it."""

    def keep(row: Case, event: Event) -> None:
        if calculation is not None:
            Calculation.objects.create(case=row, at=at, by_id=actor.officer or None, **calculation)

    data = {"grant": grant, "amount": amount}
    return act("first_opinion", case=case, actor=actor, at=at, data=data, seen=seen, after=keep)


def reclassify(*, case: Id, actor: Actor, at: datetime, to: str, seen: int | None = None) -> Event:
    """Put the same application under another programme of the place (YC-4a): number and papers stay."""

    def known(row: Case) -> None:
        version = law.version_for_opening(row.version.programme.jurisdiction.code, to, day_of(at))
        if version is None:
            raise StepRefused("本地没有开办这个项目", code="silent")
        row.programme, row.version = version.programme, version

    return act("reclassify", case=case, actor=actor, at=at, data={"to": to}, seen=seen, before=known)
