"""The arithmetic behind a first opinion: what a household lacks to the standard, with the values of its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from casework.rules.refusal import StepRefused
from policies.rules.amounts import dibao_gap
from policies.rules.calculation import Calculation
from policies.rules.money import TO_THE_FEN, Exact, Rounding, exact
from policies.rules.parameters import NotStated, Parameter
from policies.rules.rulebook import RuleBook

GAP = "gap"
PERIODS: Mapping[str, int] = {"month": 12, "year": 1}


def annual(entries: Mapping[str, Mapping[str, Exact]], periods: Mapping[str, str]) -> Fraction:
    """Return the household's income of a year in yuan: `entries` by member and kind, `periods` by kind."""
    return sum(
        (
            exact(amount) * PERIODS[periods[kind]]
            for kinds in entries.values()
            for kind, amount in kinds.items()
        ),
        Fraction(0),
    )


def kept(
    found: Calculation, entries: Mapping[str, Mapping[str, Exact]], periods: Mapping[str, str]
) -> dict[str, Any]:
    """Return a calculation as it is kept with the opinion: inputs (text), rows, result in fen, eligible or not."""
    income = {key: {kind: str(amount) for kind, amount in kinds.items()} for key, kinds in entries.items()}
    return {
        "inputs": {"income": income, "periods": dict(periods)},
        "rows": [
            {
                "label_key": row.label_key,
                "expression": row.expression,
                "value": row.value,
                "clause": row.clause,
            }
            for row in found.rows
        ],
        "result": found.fen,
        "eligible": found.eligible,
    }


def reckon(book: RuleBook, day: date, members: int, income: Fraction) -> Calculation:
    """Return the difference to the standard for a household and a yearly income in yuan.

    Raises `StepRefused` (`configure`) where the place has not stated its standard, pays by another method,
    or has stated no rounding for an amount that is no whole number of fen.
    """
    standard, rounding = _need(book, "standard", day), book.parameters.get("rounding", day)
    mode = book.parameters.get("payment_mode", day)
    if mode is not None and mode.value != GAP:
        raise StepRefused(
            "本地不是按差额发，请在下面按本地办法填金额", code="configure", clause=mode.cite.clause
        )
    found = dibao_gap(
        standard=str(standard.value),
        members=members,
        annual_income=income,
        rounding=Rounding.named(str(rounding.value)) if rounding else TO_THE_FEN,
        operator="at_most" if standard.operator == "at_most" else "below",
        clauses={
            "standard": standard.cite.clause,
            "rounding": rounding.cite.clause if rounding else "",
        },
    )
    if rounding is None and (found.exact * 100).denominator != 1:
        _need(book, "rounding", day)
    return found


def _need(book: RuleBook, key: str, day: date) -> Parameter:
    try:
        return book.parameters.need(key, day)
    except NotStated as silence:
        raise StepRefused(str(silence), code="configure") from silence
