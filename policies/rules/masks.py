"""Masks: what of a name or number may be shown, and how many people a shown remainder still fits.

The usual 前6后4 hides nothing: on a village's roster the county is known and age gives the birth year,
so the check digit leaves about 33 numbers. A mask here is an object that knows this figure and cannot exist below a floor.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from policies.rules.identity import CHECK_CHARACTERS, WEIGHTS

# Remaining candidates, given county, birth year and sex, below which a mask may not be published.
FLOOR = 3000
REGION, LENGTH = 6, 18
# Somebody's age is unknown: any of the living. A year without 29 February is the weaker case, so it is the one counted.
A_COMMON_YEAR = range(2001, 2002)
LIVING_YEARS = range(1940, 2025)


class WeakMaskError(ValueError):
    """A mask that leaves too few candidates or shows part of the birth date. The text is Chinese and says so."""


@dataclass(frozen=True, slots=True)
class Known:
    """What neighbours know beside the posting: the county is always known, from the heading."""

    birth_year: bool = True
    sex: bool = True


NEIGHBOURS = Known()
# What is shown of a part of the number, and what the part adds to the check sum.
_Part: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Mask:
    """Show the first `head` and the last `tail` characters of an identity number, stars between.

    The default shows nothing. Raises WeakMaskError when fewer than `floor` candidates would remain.
    """

    head: int = 0
    tail: int = 0
    floor: int = FLOOR

    def __post_init__(self) -> None:
        if not 0 <= self.head <= REGION or not 0 <= self.tail <= LENGTH - REGION:
            raise WeakMaskError("掩码不得露出出生日期：开头最多显示 6 位。")
        left = self.strength()
        if left < self.floor:
            raise WeakMaskError(
                f"前{self.head}后{self.tail}的掩码只剩 {left} 个可能的号码（要求不少于 {self.floor} 个），不能公开使用。"
                "请改为全部隐去，或只显示末 1 至 2 位。"
            )

    def strength(self, known: Known = NEIGHBOURS) -> int:
        """Return how many numbers fit what is shown, in the worst case."""
        return strength(self.head, self.tail, known)

    def apply(self, number: str) -> str:
        """Return the number as it may be shown; always 18 characters."""
        stars = LENGTH - self.head - self.tail
        return number[: self.head] + "*" * stars + number[LENGTH - self.tail :]

    @property
    def label(self) -> str:
        """What a screen reader says in place of eighteen stars."""
        shown = [f"前{self.head}位"] * bool(self.head) + [f"后{self.tail}位"] * bool(self.tail)
        return f"已隐去，只显示{'和'.join(shown)}" if shown else "已隐去"


@lru_cache(maxsize=256)
def strength(head: int, tail: int, known: Known = NEIGHBOURS) -> int:
    """Return how many identity numbers of one county fit the shown characters, in the worst case.

    Exact count over all birth dates and sequences by GB 11643; region and year only turn the check digit round,
    so the figure holds for every county and common year.
    """
    shown = frozenset([*range(head), *range(LENGTH - tail, LENGTH)])
    years = A_COMMON_YEAR if known.birth_year else LIVING_YEARS
    births: Counter[_Part] = Counter()
    day = date(years[0], 1, 1)
    while day.year in years:
        births[_part(f"{day:%Y%m%d}", REGION, shown)] += 1
        day += timedelta(days=1)
    sexes = (range(1, 1000, 2), range(2, 1000, 2)) if known.sex else (range(1, 1000),)
    return min(_fewest(births, sequences, shown) for sequences in sexes)


def _fewest(births: Counter[_Part], sequences: range, shown: frozenset[int]) -> int:
    orders = Counter(_part(f"{sequence:03d}", 14, shown) for sequence in sequences)
    fitting: Counter[tuple[str, str, str]] = Counter()
    for (born, weight), days in births.items():
        for (order, more), people in orders.items():
            check = CHECK_CHARACTERS[(weight + more) % 11] if LENGTH - 1 in shown else ""
            fitting[born, order, check] += days * people
    return min(fitting.values())


def _part(digits: str, offset: int, shown: frozenset[int]) -> _Part:
    """Return what is shown of a part of the number, and what the part adds to the check sum."""
    visible = "".join(digit for place, digit in enumerate(digits, offset) if place in shown)
    return visible, sum(WEIGHTS[place] * int(digit) for place, digit in enumerate(digits, offset)) % 11


NOTHING_SHOWN = Mask()


class NameMask(StrEnum):
    """How a county prints the names that the law orders to be printed."""

    FULL = "full"  # 张小明
    MIDDLE = "middle"  # 张*明
    SURNAME = "surname"  # 张某


_LONG_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙"
    " 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 呼延 百里 东郭 南门 轩辕 第五 拓跋 完颜 纳兰 西门 淳于 单于".split()
)


def mask_name(name: str, mode: NameMask = NameMask.FULL, *, minor: bool = False) -> str:
    """Return a name as it may be printed; a minor's is always surname and 某, whatever the county prints."""
    if minor or mode is NameMask.SURNAME:
        return f"{_surname(name)}某"
    if mode is NameMask.FULL:
        return name
    if len(name) < 3:
        return f"{name[:1]}*"
    hidden = "".join(letter if letter in "··•" else "*" for letter in name[1:-1])
    return name[0] + hidden + name[-1]


def _surname(name: str) -> str:
    return name[:2] if name[:2] in _LONG_SURNAMES and len(name) > 2 else name[:1]
