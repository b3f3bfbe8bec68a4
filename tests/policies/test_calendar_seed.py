"""The seed of the working-day table against a second, independent source."""

from datetime import date, timedelta

import holidays
import pytest

from policies.calendar_seed import SeedDay, calendar_of, seed_calendar, seed_days

SEED = seed_calendar()
OTHER = holidays.country_holidays("CN", years=range(2018, 2027))


def days(first: date, last: date):
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_day_of_the_year_agrees_with_the_other_package(year):
    """Two packages, kept by different people, read the State Council's notices alike."""
    differ = [
        str(day)
        for day in days(date(year, 1, 1), date(year, 12, 31))
        if SEED.is_working(day) != (day in OTHER.weekend_workdays or (day.weekday() < 5 and day not in OTHER))
    ]
    assert differ == []


def test_the_swapped_days_of_2026():
    worked = [str(seed.day) for seed in seed_days(2026) if seed.working]
    assert worked == ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]


def test_days_carry_the_chinese_name_of_the_holiday():
    assert seed_days(2025)[:2] == (
        SeedDay(date(2025, 1, 1), working=False, name="元旦"),
        SeedDay(date(2025, 1, 26), working=True, name="春节调休"),
    )


def test_only_the_asked_years_come_in_order():
    found = [seed.day for seed in seed_days(2020, 2021)]
    assert found == sorted(found)
    assert {day.year for day in found} == {2020, 2021}


def test_a_year_without_a_notice_is_refused_not_guessed():
    with pytest.raises(ValueError, match="2027"):
        seed_days(2026, 2027)


def test_a_calendar_of_the_same_days_is_the_same_calendar():
    assert calendar_of(seed_days(), range(2018, 2027)) == SEED
    assert hash(SEED) == hash(seed_calendar())
