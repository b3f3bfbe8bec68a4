"""A long list leaves the house by two people: who asked for it, and another one who looked at what for (T26)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, Actor

CONSENTERS = ("approver", "township_head", COUNTY)
"""Who answers for an office, and so for what leaves it."""
HOLDS = timedelta(hours=24)
"""How long a question waits for its answer, and how long the answer holds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A list somebody wants to take out: who, from which units, when, how many lines."""

    asker: str
    units: tuple[str, ...]
    at: datetime
    rows: int


def needs_second(rows: int, alone: int) -> bool:
    """Say whether so many lines are more than one person may take out alone."""
    return rows > alone


def may_consent(asked: Asked, actor: Actor) -> StepRefused | None:
    """Say whether this person is the second one: another human, answering for the asker's offices; or why not."""
    if not actor.holds(CONSENTERS):
        return StepRefused("导出由审批岗、乡镇主要负责人或者县民政来同意", code="role")
    if actor.one_of((asked.asker,)):
        return StepRefused("是您自己要导出的，要由另一个人同意", code="self")
    if not asked.units or not all(actor.covers(unit) for unit in asked.units):
        return StepRefused("要导出的人不是您管的单位的", code="scope")
    return None


def check_open(asked: Asked, at: datetime) -> None:
    """Refuse to answer a question that has waited too long."""
    if at >= asked.at + HOLDS:
        raise StepRefused("已经过了 24 小时，请要导出的人再申请一次", code="late")


def still_holds(given: datetime, rows: int, asked: Asked, at: datetime) -> bool:
    """Say whether a consent given at `given` covers so many lines now: within a day, and for no more than was asked."""
    return given <= at < given + HOLDS and rows <= asked.rows


def seconds(asked: Asked, staff: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return who of the staff could consent."""
    return tuple(one for one in staff if may_consent(asked, one) is None)
