"""Resident identity numbers and disability certificates: what is a possible number, and what it says.

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
    r"[\s\-_.·•\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u206f\u2212\u30fb\ufe00-\ufe0f\ufeff]+"
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
CARD_FORM = Problem(
    "card_form", "残疾人证号应为 18 位身份证号码加 1 位残疾类别和 1 位残疾等级，请对照证件重新填写。"
)
CARD_KIND = Problem("card_kind", "残疾人证号第 19 位（残疾类别）应为 1 至 7，请对照证件核对。")
CARD_GRADE = Problem("card_grade", "残疾人证号第 20 位（残疾等级）应为 1 至 4，请对照证件核对。")
CARD_HOLDER = Problem(
    "card_holder", "残疾人证号的前 18 位与本人身份证号码不一致，请核对是否填成了他人的证件。"
)


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


def parse_id(raw: str, *, today: date | None = None) -> str:
    """Return the normalised number; raises NumberRefusedError."""
    problem = check_id(raw, today=today)
    if problem is not None:
        raise NumberRefusedError(problem)
    return normalise_id(raw)


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


def from_15(old: str) -> str:
    """Convert a 15-digit number of the years before 1999 into 18 digits; only for importing old files.

    Raises NumberRefusedError.
    """
    number = normalise_id(old)
    if not re.fullmatch(r"[0-9]{15}", number):
        raise NumberRefusedError(ID_LENGTH)
    first17 = f"{number[:6]}19{number[6:]}"
    birth_date(first17)
    return first17 + check_character(first17)


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


@dataclass(frozen=True, slots=True)
class DisabilityCard:
    """What a disability certificate number states beyond its holder.

    `kind`: 1 sight, 2 hearing, 3 speech, 4 limb, 5 intellectual, 6 mental, 7 multiple; `grade`: 1 (gravest) to 4.
    """

    kind: int
    grade: int
    suffix: str = ""


def normalise_card(raw: str) -> str:
    """Return a disability certificate number as it is stored."""
    return normalise_id(raw)


def check_card(raw: str, *, holder: str | None = None) -> Problem | None:
    """Return what is wrong with a disability certificate number, or None.

    `holder` is the person's own identity number: the first 18 characters must equal it.
    """
    number = normalise_card(raw)
    if not re.fullmatch(r"[0-9]{17}[0-9X][0-9]{2}(?:B[0-9]{1,2})?", number):
        return CARD_FORM
    problem = check_id(number[:18])
    if problem is not None:
        return problem
    if number[18] not in "1234567":
        return CARD_KIND
    if number[19] not in "1234":
        return CARD_GRADE
    if holder is not None and normalise_id(holder) != number[:18]:
        return CARD_HOLDER
    return None


def parse_card(raw: str, *, holder: str | None = None) -> DisabilityCard:
    """Return kind and grade of a disability certificate number; raises NumberRefusedError."""
    problem = check_card(raw, holder=holder)
    if problem is not None:
        raise NumberRefusedError(problem)
    number = normalise_card(raw)
    return DisabilityCard(kind=int(number[18]), grade=int(number[19]), suffix=number[20:])


def _date_of(eight: str) -> date | None:
    try:
        return date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return None
