"""Acts between acceptance and first opinion. All raise `StepRefused` and then leave nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from casework.actions.company import present
from casework.actions.moves import act
from casework.models import Calculation, Case, Event
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies import queries as law
from policies.models import ProgrammeVersion

Id = UUID | str


def request_check(*, case: Id, actor: Actor, at: datetime, seen: int | None = None) -> Event:
    """Commission the means check; every adult must have authorised it."""
    return act("request_check", case=case, actor=actor, at=at, seen=seen)


def check_report(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    result: str,
    number: str = "",
    found: Mapping[str, int] | None = None,
    dated: str = "",
    seen: int | None = None,
) -> Event:
    """Enter the report of the means check: `within` or `over`, and its number.

    `found`: what it found, in fen and counts by the keys of `survey.COMPARED`; `dated`: its own ISO day.
    """
    data: dict[str, Any] = {"result": result, "number": number, "found": dict(found or {}), "dated": dated}
    return act("check_report", case=case, actor=actor, at=at, data=data, seen=seen)


def send_check(*, case: Id, actor: Actor, at: datetime, batch: str = "") -> Event:
    """Mark that the request has left the house in a file."""
    return act("send_check", case=case, actor=actor, at=at, data={"batch": batch})


def look_up(
    *, case: Id, actor: Actor, at: datetime, codes: Sequence[str], text: str, seen: int | None = None
) -> Event:
    """Keep what the office has looked up itself, instead of asking the household for it (YI-2.4a, YI-2.4c)."""
    return act("look_up", case=case, actor=actor, at=at, data={"codes": list(codes), "text": text}, seen=seen)


def enter(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    step: str,
    platform: str,
    on: date | None = None,
    seen: int | None = None,
) -> Event:
    """Mark that a step was entered in a platform of the state, on a day (HX-6.1, QY-3.1.1m)."""
    data = {"step": step, "platform": platform, "on": on.isoformat() if on else ""}
    return act("enter", case=case, actor=actor, at=at, data=data, seen=seen)


def assess(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    programme: str,
    met: bool,
    reason: str,
    seen: int | None = None,
) -> Event:
    """Weigh the application under another programme of the place as well (YC-4a, SY-3.3)."""
    data = {"programme": programme, "met": met, "reason": reason}
    return act("assess", case=case, actor=actor, at=at, data=data, seen=seen, before=_opened(programme, at))


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
    data: dict[str, Any] = {"methods": list(methods), "findings": findings}
    before = present(data, "who", who, at)
    return act("visit", case=case, actor=actor, at=at, data=data, seen=seen, before=before)


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

    data = {"grant": grant, "amount": amount, "sheet": _sheet(calculation)}
    return act("first_opinion", case=case, actor=actor, at=at, data=data, seen=seen, after=keep)


def _sheet(calculation: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return what the rule has to know of the arithmetic: does it allow the aid, and was another amount put in by hand."""
    if calculation is None:
        return None
    return {"eligible": calculation["eligible"], "by_hand": calculation["inputs"].get("by_hand")}


def reclassify(
    *, case: Id, actor: Actor, at: datetime, to: str, reason: str = "", seen: int | None = None
) -> Event:
    """Put the same application under another programme of the place (YC-4a): number and papers stay.

    Both determinations are kept; `reason` says why the former programme is not met.
    """
    found = _opened(to, at)

    def known(row: Case) -> None:
        version = found(row)
        row.programme, row.version = version.programme, version

    data = {"to": to, "reason": reason}
    return act("reclassify", case=case, actor=actor, at=at, data=data, seen=seen, before=known)


def _opened(programme: str, at: datetime) -> Callable[[Case], ProgrammeVersion]:
    """Return what finds the version of a programme in the place of a case, or refuses where it is not opened.

    A case stays under the law of the day it was accepted, also where another programme is looked at.
    """

    def find(row: Case) -> ProgrammeVersion:
        place, accepted = row.version.programme.jurisdiction.code, row.known().when("accept")
        version = law.version_for_opening(place, programme, day_of(accepted or at))
        if version is None:
            raise StepRefused("本地没有开办这个项目", code="silent")
        return version

    return find
