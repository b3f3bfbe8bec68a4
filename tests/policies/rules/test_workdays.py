"""Scenes of the law's clock: periods across holidays, swapped weekends and the end of the known calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.calendar_seed import seed_calendar
from policies.rules.workdays import (
    Calendar,
    Step,
    Why,
    add_days,
    add_hours,
    add_workdays,
    last_workday_on_or_before,
    roll_forward,
    workdays_between,
)

SHIPPED = seed_calendar()
NOTHING_KNOWN = Calendar(frozenset(), frozenset(), frozenset())
SHANGHAI = ZoneInfo("Asia/Shanghai")
KNOWN_DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))
ANY_DAYS = st.dates(date(2015, 1, 1), date(2031, 12, 31))


def naive_add(calendar: Calendar, day: date, n: int) -> date:
    """The rule as a clerk would apply it with a finger on the wall calendar."""
    while n:
        day += timedelta(days=1)
        n -= calendar.is_working(day)
    return day


class TestPeriodsOfWorkingDays:
    def test_the_event_day_is_not_counted(self):
        assert add_workdays(SHIPPED, date(2025, 3, 3), 1).day == date(2025, 3, 4)

    def test_twelve_working_days_of_yicheng_across_a_plain_month(self):
        """YI-2.3a: the whole of a case in twelve working days."""
        due = add_workdays(SHIPPED, date(2025, 3, 3), 12)
        assert (due.day, due.provisional, due.trail) == (date(2025, 3, 19), False, ())

    def test_a_swapped_sunday_can_be_the_last_day(self):
        due = add_workdays(SHIPPED, date(2025, 9, 22), 5)
        assert due.day == date(2025, 9, 28)
        assert due.day.strftime("%A") == "Sunday"
        assert due.trail == (Step(date(2025, 9, 28), Why.SWAPPED),)

    def test_the_trail_names_each_holiday_and_each_swapped_weekend(self):
        trail = add_workdays(SHIPPED, date(2025, 9, 22), 10).trail
        assert [str(step.day)[5:] for step in trail if step.why is Why.HOLIDAY] == [
            "10-01", "10-02", "10-03", "10-06", "10-07", "10-08",
        ]  # fmt: skip
        assert [str(step.day)[5:] for step in trail if step.why is Why.SWAPPED] == ["09-28", "10-11"]

    def test_no_days_end_on_the_event_day(self):
        assert add_workdays(SHIPPED, date(2025, 10, 1), 0).day == date(2025, 10, 1)

    def test_a_negative_period_is_refused(self):
        with pytest.raises(ValueError, match="negative"):
            add_workdays(SHIPPED, date(2025, 3, 3), -1)

    @given(KNOWN_DAYS, st.integers(1, 60))
    def test_the_table_agrees_with_the_finger(self, day, n):
        assert add_workdays(SHIPPED, day, n).day == naive_add(SHIPPED, day, n)

    @given(ANY_DAYS, st.integers(1, 60))
    def test_counting_back_gives_the_length(self, day, n):
        due = add_workdays(SHIPPED, day, n)
        assert SHIPPED.is_working(due.day)
        assert workdays_between(SHIPPED, day, due.day) == n

    @given(KNOWN_DAYS, st.integers(1, 60))
    def test_the_trail_explains_the_arithmetic(self, day, n):
        """Weekdays in the period, less the holidays, plus the swapped weekends: exactly n."""
        due = add_workdays(SHIPPED, day, n)
        length = (due.day - day).days
        weekdays = sum((day + timedelta(days=i)).weekday() < 5 for i in range(1, length + 1))
        why = [step.why for step in due.trail]
        assert weekdays - why.count(Why.HOLIDAY) + why.count(Why.SWAPPED) == n


class TestPastTheKnownCalendar:
    def test_a_period_that_leaves_the_known_years_is_provisional(self):
        due = add_workdays(SHIPPED, date(2026, 12, 22), 10)
        assert due.provisional
        assert due.trail == (Step(date(2027, 1, 1), Why.UNKNOWN),)

    def test_a_period_that_ends_in_time_is_certain(self):
        assert not add_workdays(SHIPPED, date(2026, 12, 22), 7).provisional

    def test_the_day_after_the_event_decides_not_the_event_itself(self):
        late = Calendar(frozenset({2026}), frozenset(), frozenset())
        assert not add_workdays(late, date(2025, 12, 31), 5).provisional

    def test_a_gap_between_known_years_is_seen(self):
        gap = Calendar(frozenset({2025, 2027}), frozenset(), frozenset())
        due = add_workdays(gap, date(2025, 12, 31), 300)
        assert due.provisional
        assert due.trail[0] == Step(date(2026, 1, 1), Why.UNKNOWN)

    def test_monday_to_friday_is_assumed(self):
        due = add_workdays(NOTHING_KNOWN, date(2040, 9, 28), 5)
        assert (due.day, due.provisional) == (date(2040, 10, 5), True)

    def test_far_beyond_the_table_the_days_are_walked(self):
        assert add_workdays(SHIPPED, date(2028, 12, 20), 30).day == date(2029, 1, 31)

    def test_before_the_table_too(self):
        assert add_workdays(SHIPPED, date(2016, 2, 1), 5).day == date(2016, 2, 8)
        assert workdays_between(SHIPPED, date(2016, 2, 1), date(2016, 2, 8)) == 5

    def test_an_exception_entered_for_an_unfinished_year_is_used_but_stays_provisional(self):
        """The clerk has entered one day of 2027; the year is not declared complete."""
        begun = Calendar(frozenset({2026}), frozenset({date(2027, 1, 1)}), frozenset())
        due = add_workdays(begun, date(2026, 12, 31), 1)
        assert (due.day, due.provisional) == (date(2027, 1, 4), True)
        assert [step.why for step in due.trail] == [Why.UNKNOWN, Why.HOLIDAY]

    @given(ANY_DAYS, st.integers(0, 60))
    def test_provisional_exactly_when_a_counted_day_is_unknown(self, day, n):
        due = add_workdays(SHIPPED, day, n)
        counted = [day + timedelta(days=i) for i in range(1, (due.day - day).days + 1)] or [day]
        assert due.provisional == (not all(SHIPPED.known(each) for each in counted))


class TestCalendarDays:
    def test_a_posting_of_seven_days_ends_on_the_seventh(self):
        assert add_days(date(2025, 3, 19), 7).day == date(2025, 3, 26)

    def test_calendar_days_are_never_provisional(self):
        assert not add_days(date(2040, 1, 1), 30).provisional

    def test_an_end_on_a_holiday_rolls_to_the_next_working_day(self):
        """Civil Code art. 203: 4 to 6 April 2025 is Qingming."""
        due = roll_forward(SHIPPED, date(2025, 4, 5))
        assert due.day == date(2025, 4, 7)
        assert due.trail == (Step(date(2025, 4, 5), Why.ROLLED), Step(date(2025, 4, 6), Why.ROLLED))

    def test_rolling_onto_a_swapped_sunday_says_so(self):
        due = roll_forward(SHIPPED, date(2025, 9, 27))
        assert due.day == date(2025, 9, 28)
        assert due.trail[-1] == Step(date(2025, 9, 28), Why.SWAPPED)

    def test_a_working_day_does_not_roll(self):
        assert roll_forward(SHIPPED, date(2025, 4, 7)).day == date(2025, 4, 7)

    def test_rolling_in_an_unknown_year_is_provisional(self):
        assert roll_forward(SHIPPED, date(2027, 10, 2)).provisional
        assert roll_forward(SHIPPED, date(2027, 10, 4)).provisional

    def test_the_monthly_list_due_on_a_holiday_goes_out_before_it(self):
        due = last_workday_on_or_before(SHIPPED, date(2025, 10, 5))
        assert (due.day, due.provisional, len(due.trail)) == (date(2025, 9, 30), False, 5)
        assert last_workday_on_or_before(SHIPPED, date(2025, 9, 28)).day == date(2025, 9, 28)
        assert last_workday_on_or_before(SHIPPED, date(2027, 1, 2)).provisional

    @given(ANY_DAYS)
    def test_rolling_never_moves_a_working_day_and_always_ends_on_one(self, day):
        forward, back = roll_forward(SHIPPED, day).day, last_workday_on_or_before(SHIPPED, day).day
        assert back <= day <= forward
        assert SHIPPED.is_working(forward)
        assert SHIPPED.is_working(back)
        assert (forward == day) == (back == day) == SHIPPED.is_working(day)


class TestElapsed:
    def test_the_shangyu_path_uses_exactly_twenty(self):
        """SY-A1.1f, SY-A1.4a, SY-A1.5a, SY-4.2e: twelve working days, seven days of posting, three working days."""
        assert workdays_between(SHIPPED, date(2025, 3, 3), date(2025, 3, 31)) == 20

    def test_overdue_is_negative(self):
        assert workdays_between(SHIPPED, date(2025, 3, 31), date(2025, 3, 26)) == -3

    @given(ANY_DAYS, ANY_DAYS, ANY_DAYS)
    def test_elapsed_days_add_up(self, a, b, c):
        first, second = workdays_between(SHIPPED, a, b), workdays_between(SHIPPED, b, c)
        assert first + second == workdays_between(SHIPPED, a, c)


class TestHours:
    def test_emergency_relief_within_twenty_four_hours_includes_the_holiday(self):
        """SY-4.4d, YI-2.3b: 24 hours run on holidays too."""
        fire = datetime(2025, 9, 30, 22, 30, tzinfo=SHANGHAI)
        assert add_hours(fire, 24) == datetime(2025, 10, 1, 22, 30, tzinfo=SHANGHAI)

    def test_the_zone_is_kept(self):
        assert add_hours(datetime(2025, 1, 1, tzinfo=UTC), 24).tzinfo is UTC

    def test_hours_are_real_hours(self):
        """China had summer time until 1991; the night of the change is one hour short."""
        evening = datetime(1991, 4, 13, 12, tzinfo=SHANGHAI)
        assert add_hours(evening, 24).hour == 13

    def test_a_moment_without_a_zone_is_refused(self):
        with pytest.raises(ValueError, match="time zone"):
            add_hours(datetime(2025, 1, 1), 24)


class TestBadData:
    def test_a_weekend_listed_as_holiday_is_refused(self):
        with pytest.raises(ValueError, match="2025-04-05"):
            Calendar(frozenset({2025}), frozenset({date(2025, 4, 5)}), frozenset())

    def test_a_weekday_listed_as_swapped_is_refused(self):
        with pytest.raises(ValueError, match="2025-04-07"):
            Calendar(frozenset({2025}), frozenset(), frozenset({date(2025, 4, 7)}))
