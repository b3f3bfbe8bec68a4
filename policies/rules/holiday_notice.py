"""A year's holiday notice as people paste it: lines like “2027-01-01 休 元旦”, or as printed; mistakes named by line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from policies.rules.holiday_prose import LONGEST, beside_the_point, is_prose, read_prose
from policies.rules.workdays import SATURDAY, Calendar

OFF = ("休", "休息", "放假", "放")
WORKED = ("班", "上班", "补班")
NAMES = {False: "放假", True: "调休上班"}
ALWAYS_OFF = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
"""Holidays that stand on the same day of every year: a list without them is not complete."""

_DATE = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_LINE = re.compile(rf"^{_DATE}(?:\s*(?:至|到|~|—|–)\s*{_DATE})?[\s,,、:]*(\S+?)(?:[\s,,、]+(.*))?$", re.ASCII)


class NoticeError(ValueError):
    """A notice that cannot be read; `lines` says where and what to do, one sentence each."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__(";".join(self.lines))


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One day that differs from Monday to Friday: off on a weekday, or worked on a weekend."""

    day: date
    working: bool
    name: str


def read_notice(text: str, year: int) -> tuple[NoticeDay, ...]:
    """Return the exceptions of a year in their order; a weekend that is off and a weekday that is worked say nothing new.

    Raises `NoticeError` with every line that cannot be read, lies in another year or contradicts another line.
    """
    found: dict[date, NoticeDay] = {}
    wrong: list[str] = []
    lines = [unicodedata.normalize("NFKC", raw).strip("\ufeff \t") for raw in text.splitlines()]
    prose = any(map(_is_sentence, lines))
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        if prose and not _is_short(line) and beside_the_point(line):
            continue
        try:
            for one in _sentence_days(line, year) if _is_sentence(line) else _days(line, year):
                if found.setdefault(one.day, one).working != one.working:
                    raise ValueError(f"{one.day} 前面写过，一处休一处班，请核对")
        except ValueError as error:
            wrong.append(f"第 {number} 行：{error}")
    if wrong:
        raise NoticeError(wrong)
    return tuple(one for _, one in sorted(found.items()) if one.working == (one.day.weekday() >= SATURDAY))


def _is_sentence(line: str) -> bool:
    """Say whether a line is of the notice as it was printed, not of our own short way of writing it."""
    return is_prose(line) and not _is_short(line)


def _is_short(line: str) -> bool:
    match = _LINE.match(line)
    return match is not None and match.group(7) in (*OFF, *WORKED)


def _sentence_days(line: str, year: int) -> Iterator[NoticeDay]:
    """Yield the days of a printed sentence; what it says of another year's weekends, that they are free, is known."""
    for day, working, name in read_prose(line, year):
        if day.year == year:
            yield NoticeDay(
                day, working, (name + ("调休" if working else "") if name else NAMES[working])[:40]
            )
        elif working == (day.weekday() >= SATURDAY):
            raise ValueError(f"{day} 不是 {year} 年的日子，请到那一年去改")


def _days(line: str, year: int) -> Iterator[NoticeDay]:
    match = _LINE.match(line)
    if match is None:
        raise ValueError("看不懂。请照通知原文贴，或者写成“2027-01-01 休 元旦”这样")
    first = _date(match.group(1), match.group(2), match.group(3))
    last = _date(match.group(4), match.group(5), match.group(6)) if match.group(4) else first
    working = _working(match.group(7))
    if last < first or (last - first).days >= LONGEST:
        raise ValueError("起止日期不对，请核对")
    name = (match.group(8) or "").strip()[:40] or NAMES[working]
    while first <= last:
        if first.year != year:
            raise ValueError(f"{first} 不是 {year} 年的日子，请到那一年去改")
        yield NoticeDay(first, working, name)
        first += timedelta(days=1)


def _date(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"没有 {year}-{month}-{day} 这一天") from None


def _working(word: str) -> bool:
    if word in WORKED:
        return True
    if word in OFF:
        return False
    raise ValueError("日期后面请写“休”或者“班”")


def as_text(days: Iterable[NoticeDay]) -> str:
    """Return days as lines that `read_notice` reads back."""
    return "\n".join(f"{one.day} {'班' if one.working else '休'} {one.name}" for one in days)


def with_year(calendar: Calendar, year: int, days: Iterable[NoticeDay]) -> Calendar:
    """Return the calendar as it would be with this list as the complete one of its year."""
    listed = tuple(days)
    kept_off = {day for day in calendar.off_weekdays if day.year != year}
    kept_worked = {day for day in calendar.working_weekends if day.year != year}
    return replace(
        calendar,
        known_years=calendar.known_years | {year},
        off_weekdays=frozenset(kept_off | {one.day for one in listed if not one.working}),
        working_weekends=frozenset(kept_worked | {one.day for one in listed if one.working}),
    )


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that is worked in one calendar and not in another."""

    day: date
    was: bool
    now: bool


def changed_days(before: Calendar, after: Calendar) -> tuple[DayChange, ...]:
    """Return every day on which two calendars disagree, in order."""
    touched = (before.off_weekdays ^ after.off_weekdays) | (before.working_weekends ^ after.working_weekends)
    return tuple(DayChange(day, before.is_working(day), after.is_working(day)) for day in sorted(touched))


def first_change(before: Calendar, after: Calendar) -> date | None:
    """Return the first day from which a deadline could differ, or None where nothing does."""
    years = {date(year, 1, 1) for year in before.known_years ^ after.known_years}
    return min({change.day for change in changed_days(before, after)} | years, default=None)


def lacking(calendar: Calendar, year: int) -> tuple[date, ...]:
    """Return the holidays of fixed date on which the calendar works: the list was not typed to its end."""
    days = (date(year, month, day) for month, day in ALWAYS_OFF)
    return tuple(day for day in days if calendar.is_working(day))


def differing(days: Iterable[NoticeDay], other: Mapping[date, bool]) -> tuple[date, ...]:
    """Return the days on which a list and another source (day → worked) disagree."""
    listed = {one.day: one.working for one in days}
    return tuple(sorted(day for day in listed.keys() | other.keys() if listed.get(day) is not other.get(day)))
