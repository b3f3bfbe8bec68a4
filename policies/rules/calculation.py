"""A calculation that can be shown: every line with its expression, its value and the clause it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from policies.rules.money import Rounding, decimals, plain

# Which clause each regulation value rests on: {"standard": "57 art. 23", "multiple": "57 art. 8"}.
Clauses = Mapping[str, str]
NO_CLAUSES: Clauses = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the key of its label (the wording files hold the words), the arithmetic, the value, the clause."""

    label_key: str
    expression: str
    value: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Calculation:
    """The outcome of an amount rule.

    `eligible`: whether the rule gives anything at all; `exact`: yuan before rounding; `payable`: yuan after
    the one rounding at the end; `rows`: how it came about.
    """

    rows: tuple[Row, ...]
    eligible: bool
    exact: Fraction
    payable: Fraction

    @property
    def fen(self) -> int:
        """The payable amount as the database keeps it."""
        return int(self.payable * 100)


@dataclass(slots=True)
class Sheet:
    """Rows in the making."""

    clauses: Clauses = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def line(self, key: str, expression: str, value: str, clause_of: str = "") -> None:
        """Add a line; `clause_of` names the regulation value whose clause it shows."""
        self.rows.append(Row(key, expression, value, self.clauses.get(clause_of, "")))

    def money(self, key: str, expression: str, value: Fraction, clause_of: str = "") -> None:
        """Add a line whose value is money: shown exactly where two decimals can, else rounded to the fen."""
        self.line(key, expression, decimals(value, 2), clause_of)

    def close(self, amount: Fraction, rounding: Rounding, *, eligible: bool) -> Calculation:
        """Round once, add the last line and return the calculation; nothing is paid to whom nothing is due."""
        due = amount if eligible else Fraction(0)
        payable = rounding.apply(due)
        self.line(f"payable_{rounding.unit}_{rounding.mode}", plain(due), decimals(payable, 2), "rounding")
        return Calculation(tuple(self.rows), eligible, due, payable)
