"""Telephone numbers and bank accounts that people type: what is possible, what deserves a second look.

Sentences and errors never contain the number.
"""

from __future__ import annotations

import re
from typing import Literal

from policies.rules.identity import Problem, strip_noise

PhoneKind = Literal["mobile", "landline", "demo"]

# Nobody can be called here: the second digit of a real mobile number is 3 to 9.
DEMO_MOBILE = re.compile(r"1000000[0-9]{4}")
MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(r"0[0-9]{2,3}[0-9]{7,8}")
# No issuer's numbers begin so: accounts of invented people.
DEMO_ISSUER = "0000"
ACCOUNT_SHORTEST = 16
ACCOUNT_LONGEST = 19

PHONE_FORM = Problem(
    "phone_form", "电话号码应为 11 位手机号，或带区号的座机号（如 0575-8212 0000），请重新填写。"
)
ACCOUNT_CHARACTERS = Problem("account_characters", "银行账号只能由数字组成，请对照存折或社保卡重新填写。")
ACCOUNT_LENGTH = Problem("account_length", "银行账号应为 16 至 19 位数字，请对照存折或社保卡重新填写。")
ACCOUNT_CHECK = Problem(
    "account_check", "这个账号的末位校验与银行卡的规则不符。若是存折账号可以照填；若是银行卡号，请逐位核对。"
)


def normalise_phone(raw: str) -> str:
    """Return plain digits without the country code 86; brackets around an area code are dropped."""
    digits = re.sub(r"[()]", "", strip_noise(raw))
    return re.sub(r"^(?:\+|00)86(?=[01])|^86(?=1[0-9]{10}$)", "", digits)


def phone_kind(raw: str, *, demo: bool = False) -> PhoneKind | None:
    """Say what kind of number this is, or None; demo numbers (1000000xxxx) count only where `demo` allows them."""
    number = normalise_phone(raw)
    if MOBILE.fullmatch(number):
        return "mobile"
    if LANDLINE.fullmatch(number):
        return "landline"
    if demo and DEMO_MOBILE.fullmatch(number):
        return "demo"
    return None


def check_phone(raw: str, *, demo: bool = False) -> Problem | None:
    """Return what is wrong with a mobile or landline number, or None."""
    return None if phone_kind(raw, demo=demo) else PHONE_FORM


def normalise_account(raw: str) -> str:
    """Return the account as it is stored: plain digits."""
    return strip_noise(raw)


def check_account(raw: str) -> Problem | None:
    """Return what is wrong with a bank account (16 to 19 digits), or None; the check digit only warns."""
    number = normalise_account(raw)
    if not re.fullmatch(r"[0-9]+", number):
        return ACCOUNT_CHARACTERS
    if not ACCOUNT_SHORTEST <= len(number) <= ACCOUNT_LONGEST:
        return ACCOUNT_LENGTH
    return None


def account_warning(raw: str) -> Problem | None:
    """Return a doubt about an account that is otherwise possible, or None.

    Passbook accounts of rural banks often fail the card check digit: ask, never refuse.
    """
    number = normalise_account(raw)
    if check_account(number) is None and not luhn_ok(number):
        return ACCOUNT_CHECK
    return None


def luhn_ok(digits: str) -> bool:
    """Say whether the last digit is the card check digit (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def demo_account(sequence: int) -> str:
    """Make a 19-digit account of an invented person, with a right check digit; 0 to 99 999 999 999 999."""
    if not 0 <= sequence < 10**14:
        raise ValueError("the sequence has at most 14 digits")
    first18 = f"{DEMO_ISSUER}{sequence:014d}"
    return next(number for number in (f"{first18}{last}" for last in range(10)) if luhn_ok(number))


def demo_mobile(sequence: int) -> str:
    """Make the mobile number of an invented person; 0 to 9999."""
    if not 0 <= sequence <= 9999:
        raise ValueError("the sequence has at most 4 digits")
    return f"1000000{sequence:04d}"
