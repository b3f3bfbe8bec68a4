"""Effective-dated values of the law: each with its unit, operator, rounding and clause; silence is a value.

Money is kept as text in yuan ("1000.00") and handed out as integer fen; day counts as integers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from policies.rules.programme import Cite

OPERATORS = ("", "below", "at_most", "above", "at_least")
NO_CITE = Cite()
ROUNDINGS = ("", "fen_half_up", "fen_ceil", "jiao_half_up", "jiao_ceil", "yuan_half_up", "yuan_ceil")


class NotStated(LookupError):
    """A value that an act cannot do without is not stated in this place; somebody must configure it."""

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        self.label = label
        super().__init__(f"“{label}”没有载明,请先在参数表里配置")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value from one day on. `value` is None where the document is silent."""

    key: str
    label: str
    value: str | None
    unit: str = ""
    operator: str = ""
    rounding: str = ""
    programme: str = ""
    scope: str = ""
    since: date = date.min
    until: date | None = None
    cite: Cite = NO_CITE

    def covers(self, day: date) -> bool:
        """Say whether the value is the one in force on that day (both ends included)."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class ParameterTable:
    """All values of one place for one programme, looked up as of a day."""

    rows: tuple[Parameter, ...] = ()

    def get(self, key: str, day: date, scope: str = "") -> Parameter | None:
        """Return the value in force on `day`, the newest first; None where nothing is stated."""
        fitting = [
            row
            for row in self.rows
            if row.key == key and row.covers(day) and row.value is not None and row.scope in (scope, "")
        ]
        return max(fitting, key=lambda row: (row.programme != "", row.scope != "", row.since), default=None)

    def need(self, key: str, day: date, scope: str = "") -> Parameter:
        """Return the value in force on `day`; raise `NotStated` (配置) where there is none."""
        found = self.get(key, day, scope)
        if found is None:
            raise NotStated(key, self.label(key))
        return found

    def label(self, key: str) -> str:
        """Return the Chinese name of a key, or the key itself when the place does not know it."""
        return next((row.label for row in self.rows if row.key == key and row.label), key)

    def number(self, key: str, day: date, scope: str = "") -> int | None:
        """Return a whole number (of days, of months, of people), or None where nothing is stated."""
        found = self.get(key, day, scope)
        return None if found is None or found.value is None else int(Decimal(found.value))

    def fen(self, key: str, day: date, scope: str = "") -> int | None:
        """Return money in fen, or None where nothing is stated."""
        found = self.get(key, day, scope)
        return None if found is None or found.value is None else int(Decimal(found.value) * 100)

    def with_rows(self, rows: Iterable[Parameter]) -> ParameterTable:
        """Return a table in which `rows` replace whatever was stated under their keys."""
        new = tuple(rows)
        keys = {row.key for row in new}
        return replace(self, rows=tuple(row for row in self.rows if row.key not in keys) + new)


WHOLE = ("workday", "day", "month", "hour", "person", "day_of_month")
NUMBERS = (*WHOLE, "yuan", "percent", "multiple")
WORDS: dict[str, tuple[str, ...]] = {
    "yesno": ("true", "false"),
    "rounding": tuple(word for word in ROUNDINGS if word),
}


def value_problem(unit: str, value: str) -> str:
    """Return what is wrong with a value of that unit, in a sentence; empty where it can be used."""
    if unit in WORDS and value not in WORDS[unit]:
        return "请从给出的几种里选一个。"
    if unit not in NUMBERS:
        return ""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "这里要写一个数,例如 7 或者 1000.00。"
    if not number.is_finite() or number < 0:
        return "请写一个不小于零的数。"
    if unit in WHOLE and number != int(number):
        return "请写整数,例如 7。"
    return ""
