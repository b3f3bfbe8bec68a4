"""Resident identity numbers: what is a possible number, and what it says.

No table of regions is used: counties leave the table, people's numbers stay (440524 is in the standard's own sample).
Sentences and errors never contain the number.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

Sex = Literal["male", "female"]

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
# Nobody born earlier holds a number; the standard's own sample is of 1880.
EARLIEST_BIRTH = date(1800, 1, 1)
# Never assigned to a province: numbers of invented people cannot be anybody's.
DEMO_PROVINCE = "77"

_NOISE = re.compile(
    r"[\s\-_.·•\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u206f\u20dd-\u20e4\u2212\u30fb\ufe00-\ufe0f\ufeff]+"
)
_CROSSES = str.maketrans({"х": "X", "Х": "X", "×": "X"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with something typed: a code for programs, a Chinese sentence for people."""

    code: str
    sentence: str


class NumberRefusedError(ValueError):
    """A number that cannot be right. Its text is the sentence; the number itself is nowhere in it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


ID_LENGTH = Problem("id_length", "身份证号码应为 18 位，请对照证件重新填写。")
ID_CHARACTERS = Problem("id_characters", "身份证号码只能由数字组成，最后一位可以是 X，请对照证件重新填写。")
ID_DATE = Problem("id_date", "身份证号码中的出生日期（第 7 至 14 位）不存在，请对照证件重新填写。")
ID_FUTURE = Problem("id_future", "身份证号码中的出生日期晚于今天，请对照证件重新填写。")
ID_CHECK = Problem("id_check", "身份证号码的末位校验不对，多半是某一位填错了，请对照证件逐位核对。")


def strip_noise(raw: str) -> str:
    """Fold what people and phones put into numbers: full-width digits, spaces, dashes, zero-width characters."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", _NOISE.sub("", raw)))


def normalise_id(raw: str) -> str:
    """Return the number as it is stored: plain digits, upper-case X."""
    return strip_noise(raw).upper().translate(_CROSSES)


def check_character(first17: str) -> str:
    """Return the check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first17, strict=True))
    return CHECK_CHARACTERS[total % 11]


def check_id(raw: str, *, today: date | None = None) -> Problem | None:
    """Return what is wrong with a resident identity number, or None.

    With `today` a birth date after that day is refused too.
    """
    number = normalise_id(raw)
    if len(number) != 18:
        return ID_LENGTH
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return ID_CHARACTERS
    birth = _date_of(number[6:14])
    if birth is None or birth < EARLIEST_BIRTH:
        return ID_DATE
    if check_character(number[:17]) != number[17]:
        return ID_CHECK
    if today is not None and birth > today:
        return ID_FUTURE
    return None


def birth_date(number: str) -> date:
    """Return the birth date of a checked number; raises NumberRefusedError for an impossible one."""
    birth = _date_of(number[6:14])
    if birth is None:
        raise NumberRefusedError(ID_DATE)
    return birth


def sex(number: str) -> Sex:
    """Return the sex that a checked number states: the 17th digit is odd for men."""
    return "male" if int(number[16]) % 2 else "female"


def age_on(birth: date, day: date) -> int:
    """Return the completed years on `day`; negative before birth.

    Who was born on 29 February has the birthday on 28 February in other years
    (no rule states it; by analogy with Civil Code art. 202: the month's last day).
    """
    birthday = (birth.month, birth.day)
    if birthday == (2, 29) and not calendar.isleap(day.year):
        birthday = (2, 28)
    return day.year - birth.year - ((day.month, day.day) < birthday)


def demo_id(region: str, birth: date, sequence: int) -> str:
    """Make the number of an invented person: six digits that begin with 77, a birth date, 1 to 999 (odd: male).

    Raises ValueError for a region that could belong to somebody.
    """
    if not re.fullmatch(DEMO_PROVINCE + r"[0-9]{4}", region):
        raise ValueError(f"an invented person's region has six digits and begins with {DEMO_PROVINCE}")
    if not 1 <= sequence <= 999:
        raise ValueError("the sequence is between 1 and 999")
    first17 = f"{region}{birth:%Y%m%d}{sequence:03d}"
    return first17 + check_character(first17)


def _date_of(eight: str) -> date | None:
    try:
        return date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return None
