"""Earlier aid: how far back a place looks, and what an approval then has to say (QY-3.1.1r)."""

from __future__ import annotations

from datetime import date, datetime

from casework.rules.asking import Ask, day_of
from casework.rules.refusal import StepRefused

LOOKBACK = "aid_lookback_months"
"""The value that says how many months back earlier aid is looked for. Not stated: told, and no reason asked for."""


def since(granted: datetime, today: date, months: int | None) -> bool:
    """Say whether aid granted then falls into the last `months` months; None is without end."""
    if months is None:
        return True
    number = today.year * 12 + today.month - 1 - months
    then = day_of(granted)
    return (then.year * 12 + then.month - 1, then.day) >= (number, today.day)


def check_earlier(ask: Ask) -> None:
    """Refuse a second aid of the same cause within the look-back unless a reason is given."""
    if ask.data.get("earlier") and not str(ask.data.get("despite") or "").strip():
        listed = "、".join(str(number) for number in ask.data["earlier"])
        raise StepRefused(
            f"近期因为同样的原因救助过（{listed}），还要批的，写明原因",
            code="missing",
            clause=_clause(ask),
        )


def _clause(ask: Ask) -> str:
    stated = ask.book.parameters.get(LOOKBACK, ask.day)
    return stated.cite.clause if stated else ""
