"""What other values would mean for one household: the sheet it was judged by, reckoned again with the functions that run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from casework.rules.reckoning import PERIODS, annual, reckon
from casework.rules.refusal import StepRefused
from policies.rules.parameters import Parameter
from policies.rules.programme import Cite
from policies.rules.rulebook import RuleBook

STANDARD = "standard"
NO_SHEET = "没有收入测算表，要人看"
BY_HAND = "金额不是按测算表算的，要人看"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a household was judged by: how many people, and their income of a year in yuan."""

    members: int
    income: Fraction
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one household would get: fen a month before and after; `kind` as the trial sorts it.

    `more`, `less`, `same`: stays within; `out`: no longer below the standard; `in`: was outside and
    would be below it; `unknown`: cannot be reckoned, with the reason, and `after` is None.
    """

    kind: str
    before: int
    after: int | None
    reason: str = ""


def sheet_of(inputs: Mapping[str, Any]) -> Sheet | None:
    """Return the sheet that the first opinion kept (`Calculation.inputs`), or None where there is none."""
    entries, periods = inputs.get("income"), inputs.get("periods")
    if not entries or not periods or any(value not in PERIODS for value in periods.values()):
        return None
    return Sheet(len(entries), annual(entries, periods), "by_hand" in inputs)


def outcome(sheet: Sheet | None, *, within: bool, before: int, book: RuleBook, day: date) -> Outcome:
    """Return what the values of a rule book on a day mean for a household.

    `within`: whether it draws support now; `before`: what it draws, fen a month. Never negative, and never
    less under a higher standard (properties in the tests).
    """
    if sheet is None:
        return Outcome("unknown", before, None, NO_SHEET)
    if sheet.by_hand:
        return Outcome("unknown", before, None, BY_HAND)
    try:
        found = reckon(book, day, sheet.members, sheet.income)
    except StepRefused as silence:
        return Outcome("unknown", before, None, silence.reason)
    if not within:
        return Outcome("in" if found.eligible else "same", before, found.fen)
    if not found.eligible:
        return Outcome("out", before, 0)
    kind = "more" if found.fen > before else "less" if found.fen < before else "same"
    return Outcome(kind, before, found.fen)


def with_value(book: RuleBook, row: Parameter) -> RuleBook:
    """Return a rule book in which a row is stated, in place of the one that stands on the same day, as the table would."""
    rows = tuple(one for one in book.parameters.rows if _place(one) != _place(row))
    return replace(book, parameters=replace(book.parameters, rows=(*rows, row)))


def with_standard(book: RuleBook, value: str, on: date, scope: str = "") -> RuleBook:
    """Return a rule book with another standard (yuan per head and month) from a day on, for a part of the place.

    Operator and programme are those of the standard in force there that day, or of the row that keeps its silence.
    Where a narrower standard is stated, that one goes on.
    """
    table = book.parameters.within(())
    known = table.get(STANDARD, on, scope) or next(
        (row for row in table.rows if row.key == STANDARD), Parameter(STANDARD, STANDARD, None)
    )
    return with_value(book, replace(known, value=value, scope=scope, since=on, until=None, cite=Cite("试算")))


def stands(book: RuleBook, value: str, today: date, scope: str = "") -> bool:
    """Say whether the table itself states this standard today for that part: only then may a change be proposed."""
    found = book.parameters.within(()).get(STANDARD, today, scope)
    return found is not None and found.value is not None and Fraction(found.value) == Fraction(value)


def _place(row: Parameter) -> tuple[str, str, str, date]:
    return (row.key, row.programme, row.scope, row.since)
