"""The survey form of a home visit: how it was asked and whom, what was found, and how that compares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework.rules.asking import Ask, Outcome, moved
from casework.rules.holdings import Holdings
from casework.rules.refusal import StepRefused

WAYS = ("visit", "neighbours", "letter", "phone", "video")
RESPONDENTS = ("member", "neighbour", "village", "kin", "employer", "other")
INCOME = "income"
MONEY = (INCOME, "deposits", "capital", "others")
"""What is compared in fen; everything else is counted."""
COUNTED = ("vehicles", "houses")
COMPARED = (*MONEY, *COUNTED)


def ways(ask: Ask) -> list[dict[str, str]]:
    """Return how the household was surveyed: each way with its day and whom it asked (QY-3.1.1f).

    A bare code is taken as done on the day of the act. Refused: a way the place does not state, a day to come.
    """
    stated = tuple(ask.option("visit", "methods", ()))
    if not ask.data.get("methods", ("visit",)):
        raise StepRefused("还没有选是怎么调查的", code="missing")
    found = []
    for entry in ask.data.get("methods") or ():
        way = {"way": entry} if isinstance(entry, str) else entry
        found.append(_way(ask, way, stated))
    return found


def _way(ask: Ask, way: Mapping[str, Any], stated: tuple[str, ...]) -> dict[str, str]:
    code, respondent = str(way.get("way") or ""), str(way.get("respondent") or "")
    if code not in (stated or WAYS) or (respondent and respondent not in RESPONDENTS):
        raise StepRefused("没有这种调查办法", code="invalid")
    on = date.fromisoformat(str(way["on"])) if way.get("on") else ask.day
    if on > ask.day:
        raise StepRefused("调查的日期还没有到，请改成实际去的那一天", code="invalid")
    return {"way": code, "on": on.isoformat(), "respondent": respondent}


def taken_at(ask: Ask) -> datetime:
    """Return when the visit was made: the telephone's time, never later than the moment it was handed in."""
    told = ask.data.get("begun")
    return min(told, ask.at) if isinstance(told, datetime) else ask.at


def note(ask: Ask) -> Outcome:
    """Somebody of the village or the township adds what he knows; it closes nothing (YC-3.1.2b, SY-4.1b)."""
    _still_open(ask)
    step = ask.step("visit")
    text = ask.words("text", "看到什么、听到什么")
    cite = step.cite.clause if step and step.option("village_assists") else ""
    return Outcome(moved(ask), {"text": text}, cite)


def amend(ask: Ask) -> Outcome:
    """The survey form is corrected: a new version; an older print no longer stands (SY-A1.3b)."""
    _still_open(ask)
    if ask.facts.when("visit") is None:
        raise StepRefused("还没有入户调查表，先登记入户", code="order")
    if ask.facts.opinion is not None:
        raise StepRefused("初审意见已经提了，调查表不能再改", code="order")
    kept = {"why": ask.words("why", "为什么改"), **sheet_mark(ask)}
    step = ask.step("visit")
    return Outcome(moved(ask), kept, step.cite.clause if step else "")


def _still_open(ask: Ask) -> None:
    if ask.facts.decision is not None or ask.facts.stage == "refused":
        raise StepRefused("这一件已经决定了，调查到此为止", code="order")


def sheet_mark(ask: Ask) -> dict[str, Any]:
    """Return what an event keeps of a survey form: its version and fingerprint, not its words."""
    return {key: ask.data[key] for key in ("version", "sha256") if ask.data.get(key)}


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison: what was declared, what the check found, what the visit found; None: not said.

    Money is fen, vehicles and houses are counted. `some`: declared to be there, without saying how much.
    """

    key: str
    declared: int | None
    checked: int | None
    seen: int | None
    some: bool = False

    @property
    def differs(self) -> bool:
        """Say whether two of the three do not agree; what is there, however much, is not nothing."""
        said = {value for value in (self.declared, self.checked, self.seen) if value is not None}
        return len(said) > 1 or (self.some and 0 in said)

    @property
    def known(self) -> bool:
        """Say whether anybody said anything."""
        return self.some or any(value is not None for value in (self.declared, self.checked, self.seen))


def compare(
    income: int | None,
    holdings: Holdings | None,
    checked: Mapping[str, int | None],
    seen: Mapping[str, int | None],
) -> tuple[Compared, ...]:
    """Return the three accounts side by side, line by line: income, then property, also of kinds the place adds.

    `income` and `holdings` are what the household declared; None where it was not asked.
    """
    told = holdings or Holdings()
    declared = {INCOME: income, **{kind: told.amount(kind) for kind in told.kinds}}
    kinds = dict.fromkeys((*COMPARED, *told.kinds))
    return tuple(
        Compared(
            kind,
            declared.get(kind),
            checked.get(kind),
            seen.get(kind),
            some=kind in told.has and told.amount(kind) is None,
        )
        for kind in kinds
    )
