"""The public announcement that serves a letter nobody could hand over: masked, dated, and without a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from notices.rules.forms import chinese_day
from notices.rules.words import Letterhead

TITLE = "送达公告"
COLUMNS = (("name", "受送达人"), ("village", "村(社区)"))


@dataclass(frozen=True, slots=True)
class Announced:
    """The letter that is announced: its title and number, and the place's clause for serving it so."""

    title: str
    number: str
    clause: str = ""


def text(letter: Announced, masked: str, head: Letterhead, since: date, until: date) -> str:
    """Return the announcement; `masked` is the addressee's surname and 某, and nothing says what the letter decides.

    It counts as served at the end of `until`, its last day (SY-A1.5h).
    """
    days = (until - since).days
    ground = f"依照{letter.clause}," if letter.clause else ""
    phone = f",电话 {head.phone}" if head.phone else ""
    lines = [
        f"{masked}:",
        f"我们有一份《{letter.title}》({letter.number})要交给您。当面送、邮寄都没有送到,{ground}现在公告送达。",
        f"请带身份证到{head.office}领取{phone}。",
        f"公告到{chinese_day(until)}为止,从{chinese_day(since)}的第二天起算,共 {days} 天。期满没有来领的,视为送达。",
    ]
    return "\n".join(lines)
