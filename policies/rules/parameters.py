"""Effective-dated values of the law: each with its unit, operator, rounding and clause; silence is a value.

Money is kept as text in yuan ("1000.00") and handed out as integer fen; day counts as integers. A value may hold
for one township or for the urban or the rural villages only; one without a scope holds everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from policies.rules.programme import Cite

OPERATORS = ("", "below", "at_most", "above", "at_least")
NO_CITE = Cite()
AREAS = {"urban": "城镇", "rural": "农村"}
"""The two kinds of village that a value may be stated for; any other scope is the code of a township."""
ROUNDINGS = ("", "fen_half_up", "fen_ceil", "jiao_half_up", "jiao_ceil", "yuan_half_up", "yuan_ceil")


class NotStated(LookupError):
    """A value that an act cannot do without is not stated in this place; somebody must configure it."""

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        self.label = label
        super().__init__(f"“{label}”没有载明，请先在参数表里配置")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value from one day on. `value` is None where the document is silent.

    `scope`: `urban`, `rural`, the code of a township, or empty for the whole place.
    """

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
    """All values of one place for one programme, looked up as of a day.

    `scopes` says where in the place the table is read, the narrowest first: township, then urban or rural.
    """

    rows: tuple[Parameter, ...] = ()
    scopes: tuple[str, ...] = ()

    @property
    def scoped(self) -> bool:
        """Say whether anything in the table holds for a part of the place only."""
        return any(row.scope for row in self.rows)

    def within(self, scopes: Iterable[str]) -> ParameterTable:
        """Return the same table as it is read in one part of the place; `scopes` narrowest first."""
        return replace(self, scopes=tuple(scope for scope in scopes if scope))

    def get(self, key: str, day: date, scope: str = "") -> Parameter | None:
        """Return the value in force on `day`; None where nothing is stated.

        The programme's own goes before one for all programmes, the narrowest place before a wider one, then
        the newest. `scope` is a place narrower still than those the table is read in.
        """
        order = (scope, *self.scopes, "") if scope else (*self.scopes, "")
        fitting = [
            row
            for row in self.rows
            if row.key == key and row.covers(day) and row.value is not None and row.scope in order
        ]
        return max(
            fitting, key=lambda row: (row.programme != "", -order.index(row.scope), row.since), default=None
        )

    def everywhere(self, key: str, day: date) -> tuple[Parameter, ...]:
        """Return what is in force on `day` in each part of the place that has a value of its own, the whole first."""
        scopes = sorted({row.scope for row in self.rows if row.key == key}, key=_wide_first)
        found = [self.within(()).get(key, day, scope) for scope in scopes]
        return tuple(row for row, scope in zip(found, scopes, strict=True) if row and row.scope == scope)

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


def _wide_first(scope: str) -> tuple[int, str]:
    """Sort the whole place first, then urban, rural, then the townships by code."""
    order = ("", *AREAS)
    return (order.index(scope) if scope in order else len(order), scope)


WHOLE = ("workday", "day", "month", "hour", "person", "day_of_month")
PERIODS = ("workday", "day", "month", "hour")
LONGEST = 9999
"""No period of any document is longer; a day counted from it always exists."""
NUMBERS = (*WHOLE, "yuan", "percent", "multiple")
MOST_OF_ALL = 999_999_999
MOST = {**dict.fromkeys(PERIODS, LONGEST), "day_of_month": 31, "percent": 100, "multiple": 9999}
"""The largest number of each unit that is no slip of the hand; of people and of yuan, the largest of all."""
_WRITTEN = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
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
    if value.startswith("-"):
        return "请写一个不小于零的数。"
    if not _WRITTEN.fullmatch(value):
        return "这里要写一个数，例如 7 或者 1000.00。"
    number = Decimal(value)
    if unit in WHOLE and number != int(number):
        return "请写整数，例如 7。"
    if unit == "yuan" and number != round(number, 2):
        return "钱最多写到分，例如 1000.00。"
    most = MOST.get(unit, MOST_OF_ALL)
    if number <= most:
        return ""
    return f"{'太长' if unit in PERIODS else '太大'}了，请写一个不大于 {most} 的数。"
