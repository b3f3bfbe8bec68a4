"""The record of dishonesty a document asks for: kept after a decision that found it, never on a suspicion (YI-4.1c)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from casework.rules.commitment import cited
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, Actor
from policies.rules.programme import Cite, ProgrammeSpec

OPTION = "dishonesty"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded: the kind, the decision that found it, and what the person was told about appealing."""

    kind: str
    decision: str
    decided_on: date | None
    appeal: str


def stated(spec: ProgrammeSpec) -> tuple[tuple[str, ...], Cite | None]:
    """Return the kinds of dishonesty that the document names, and its clause; none where it names none."""
    step = spec.step("lodge")
    kinds = tuple(step.option(OPTION, ())) if step else ()
    return kinds, cited(spec, OPTION) if kinds else None


def check_keeper(actor: Actor, unit: str) -> None:
    """Refuse whoever is not of the county: who decides on a case does not keep this record."""
    if not actor.holds((COUNTY,)) or not actor.covers(unit):
        raise StepRefused("失信记录由县（区）民政登记", code="role")


def check_entry(actor: Actor, unit: str, kinds: Collection[str], entry: Entry, today: date) -> None:
    """Refuse a record without its decision, on a suspicion, or of which the person cannot defend himself."""
    check_keeper(actor, unit)
    if not kinds:
        raise StepRefused("本地文件没有写失信记录，不能记", code="configure")
    if entry.kind not in kinds:
        raise StepRefused("这一种不在本地文件写的失信行为里", code="invalid")
    if not entry.decision.strip() or entry.decided_on is None:
        raise StepRefused("只有怀疑不能记。请写查实的决定：文号和日期", code="missing")
    if entry.decided_on > today:
        raise StepRefused("决定的日期还没有到", code="invalid")
    if not entry.appeal.strip():
        raise StepRefused("还没有写怎么告诉本人可以申诉：向谁、到哪一天", code="missing")


def check_lifting(actor: Actor, unit: str, reason: str, *, lifted: bool) -> None:
    """Refuse to lift a record twice or without a reason."""
    check_keeper(actor, unit)
    if lifted:
        raise StepRefused("这一条已经撤销了", code="order")
    if not reason.strip():
        raise StepRefused("还没有写为什么撤销", code="missing")
