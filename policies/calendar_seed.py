"""The first filling of the working-day table: statutory holidays and 调休 from the chinesecalendar package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chinese_calendar import constants

from policies.rules.workdays import SATURDAY, Calendar

FIRST_YEAR = 2018
LAST_YEAR = 2026


@dataclass(frozen=True, slots=True)
class SeedDay:
    """One day that differs from Monday to Friday: a weekday off, or a weekend day worked."""

    day: date
    working: bool
    name: str


def seed_days(first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> tuple[SeedDay, ...]:
    """Return the exceptions of the years, in order, with the Chinese name of the holiday.

    Raises ValueError for a year that the package does not know: a year without holidays would be
    taken as known and every deadline in it would be wrong.
    """
    known = {day.year for day in constants.holidays}
    missing = [year for year in range(first_year, last_year + 1) if year not in known]
    if missing:
        raise ValueError(
            f"chinesecalendar knows no holidays of {missing}; enter them in the working-day table"
        )
    off = [
        SeedDay(day, working=False, name=_chinese(name))
        for day, name in constants.holidays.items()
        if day.weekday() < SATURDAY
    ]
    worked = [
        SeedDay(day, working=True, name=f"{_chinese(name)}调休")
        for day, name in constants.workdays.items()
        if day.weekday() >= SATURDAY
    ]
    chosen = [seed for seed in off + worked if first_year <= seed.day.year <= last_year]
    return tuple(sorted(chosen, key=lambda seed: seed.day))


def seed_calendar(first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> Calendar:
    """Build a calendar straight from the seed, for what must run without a database."""
    return calendar_of(seed_days(first_year, last_year), range(first_year, last_year + 1))


def calendar_of(days: Iterable[SeedDay], years: Iterable[int]) -> Calendar:
    """Build a calendar from exceptions and the years that they cover completely."""
    listed = tuple(days)
    return Calendar(
        known_years=frozenset(years),
        off_weekdays=frozenset(seed.day for seed in listed if not seed.working),
        working_weekends=frozenset(seed.day for seed in listed if seed.working),
    )


def _chinese(name: str) -> str:
    return str(next(holiday.chinese for holiday in constants.Holiday if holiday.value == name))
