"""A year's holiday notice in the words of the State Council: “二、春节：2月5日至11日放假调休，共7天。2月13日上班。” read into days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

LONGEST = 15
"""More days in one holiday than there ever were: a slip of the year or the month."""

_DATE = re.compile(r"(?:([0-9]{4})年)?(?:([0-9]{1,2})月)?([0-9]{1,2})日")
_NUMBERED = re.compile(r"[0-9]\s*[-/.月]\s*[0-9]|[0-9]日")
_ASIDE = re.compile(r"\([^()]*\)")
_HEADING = re.compile(
    r"^[一二三四五六七八九十0-9]{0,3}[、.]?\s*([^、,:。0-9]{1,12}(?:、[^、,:。0-9]{1,12})*):"
)
_UNTIL = re.compile(r"\s*[至到~—–-]+\s*")
_TOTAL = re.compile(r"共([0-9]{1,2})天")
_OFF, _WORKED = "放假", "上班"

Found = tuple[date, bool, str]
"""A day, whether it is worked, and which holiday it is about."""


def is_prose(line: str) -> bool:
    """Say whether a line is a sentence of a notice: some day of some month off, or worked."""
    return _DATE.search(line) is not None and (_OFF in line or _WORKED in line)


def beside_the_point(line: str) -> bool:
    """Say whether a line stands around the sentences of a notice: its title, its addressees, its date."""
    return not _DATE.sub("", line, count=1).strip() or _NUMBERED.search(line) is None


def read_prose(line: str, year: int) -> Iterator[Found]:
    """Yield every day that a line of a notice says is off or worked; raise ValueError with a sentence otherwise.

    A date without a year is of the notice's, one without a month of the month last named. Where the line says how
    many days there are in all, they are counted.
    """
    text = _ASIDE.sub("", line)
    heading = _HEADING.match(text)
    name = heading.group(1) if heading else ""
    for sentence in re.split("。|;", text[heading.end() :] if heading else text):
        if not _DATE.search(sentence):
            continue
        if _WORKED in sentence:
            days, worked = [day for day, _ in _dates(sentence.split(_WORKED)[0], year)], True
        elif _OFF in sentence:
            days, worked = list(_stretch(sentence.split(_OFF)[0], year)), False
        else:
            raise ValueError("这一句没有写放假还是上班")
        total = _TOTAL.search(sentence)
        if total and not worked and int(total.group(1)) != len(days):
            raise ValueError(f"写的是共 {total.group(1)} 天，数起来是 {len(days)} 天，请核对")
        yield from ((day, worked, name) for day in days)


def _stretch(words: str, year: int) -> Iterator[date]:
    """Yield the days of “5日至11日” and of “5日、7日”."""
    found = list(_dates(words, year))
    last: date | None = None
    for day, joined in found:
        if joined and last is not None:
            if not timedelta(0) < day - last < timedelta(LONGEST):
                raise ValueError("起止日期不对，请核对")
            yield from (last + timedelta(gone) for gone in range(1, (day - last).days))
        yield day
        last = day


def _dates(words: str, year: int) -> Iterator[tuple[date, bool]]:
    """Yield every date of a sentence, and whether the one before it was the first of a stretch that it ends."""
    month, end = "", 0
    for match in _DATE.finditer(words):
        month = match.group(2) or month
        written = match.group(1) or str(year)
        if not month:
            raise ValueError(f"“{match.group(0)}”没有写是几月")
        try:
            day = date(int(written), int(month), int(match.group(3)))
        except ValueError:
            raise ValueError(f"没有 {written}-{month}-{match.group(3)} 这一天") from None
        yield day, bool(end) and _UNTIL.fullmatch(words[end : match.start()]) is not None
        year, end = day.year, match.end()
