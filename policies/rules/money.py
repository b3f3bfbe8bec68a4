"""Exact money: yuan as fractions, rounded once at the end by the mode that the place has chosen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal, TypeAlias

# What an exact amount may be given as. Never a float: 0.1 is not a tenth.
Exact: TypeAlias = Fraction | Decimal | int | str
Unit = Literal["fen", "jiao", "yuan"]
Mode = Literal["half_up", "ceil"]

# "1e999999999" is eleven characters, and would take all memory to write out.
_MOST_DIGITS = 60
_PER_YUAN: dict[Unit, int] = {"fen": 100, "jiao": 10, "yuan": 1}
_PLACES: dict[Unit, int] = {"fen": 2, "jiao": 1, "yuan": 0}


def exact(value: Exact) -> Fraction:
    """Return the exact number of "632", "1/3", "0.20" or a Decimal.

    Raises ValueError for anything else, floats above all: their error would become somebody's fen.
    """
    if isinstance(value, bool) or not isinstance(value, (Fraction, Decimal, int, str)):
        raise ValueError(f"an exact number is text, int, Decimal or Fraction, not {type(value).__name__}")
    if isinstance(value, (Decimal, str)) and _too_long(value):
        raise ValueError("not a number that money is written in: too long")
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError, OverflowError) as wrong:
        raise ValueError(f"not a number: {value!r}") from wrong


def _too_long(value: Decimal | str) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite() and not -_MOST_DIGITS < value.adjusted() < _MOST_DIGITS
    return len(value) > _MOST_DIGITS or "e" in value.lower()


def yuan_of(fen: int) -> Fraction:
    """Return integer fen, as the database keeps them, in exact yuan."""
    return Fraction(fen, 100)


def typed(fen: int) -> str:
    """Return fen as yuan as a field or a table holds them: 1020.50."""
    return decimals(yuan_of(fen), 2)


def printed(fen: int) -> str:
    """Return fen as yuan as a letter or a roster prints them: 1,020.50."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def spoken(fen: int) -> str:
    """Return fen as yuan as a sentence says them, without needless decimals: 1,020 or 1,020.50."""
    return printed(fen).removesuffix(".00")


@dataclass(frozen=True, slots=True)
class Rounding:
    """A rounding mode: to the fen, the jiao or the yuan; half up, or always up (见分进角)."""

    unit: Unit
    mode: Mode

    @classmethod
    def named(cls, name: str) -> Rounding:
        """Return the mode that a parameter names: fen_half_up, jiao_ceil, yuan_ceil …; raises ValueError."""
        for unit in _PER_YUAN:
            if name == f"{unit}_half_up":
                return cls(unit, "half_up")
            if name == f"{unit}_ceil":
                return cls(unit, "ceil")
        raise ValueError(f"no such rounding: {name!r}")

    def apply(self, amount: Fraction) -> Fraction:
        """Return the amount rounded; halves go up, away from what is owed to nobody."""
        per_yuan = _PER_YUAN[self.unit]
        scaled = amount * per_yuan
        units = ceil(scaled) if self.mode == "ceil" else floor(scaled + Fraction(1, 2))
        return Fraction(units, per_yuan)

    def fen(self, amount: Fraction) -> int:
        """Return the amount rounded, in fen."""
        return int(self.apply(amount) * 100)

    def text(self, amount: Fraction) -> str:
        """Return the amount rounded, with as many decimals as its unit has."""
        return decimals(self.apply(amount), _PLACES[self.unit])


TO_THE_FEN = Rounding("fen", "half_up")


def decimals(number: Fraction, places: int) -> str:
    """Print a number with a fixed count of decimals, halves up; for showing, never for deciding."""
    scaled = floor(abs(number) * 10**places + Fraction(1, 2))
    sign = "-" if number < 0 and scaled else ""
    whole, rest = divmod(scaled, 10**places)
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def plain(number: Fraction) -> str:
    """Print an exact number without loss: 1050, 0.2, or 20857/24 where no decimal is exact."""
    rest = number.denominator
    places = 0
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    return decimals(number, places) if rest == 1 else str(number)
