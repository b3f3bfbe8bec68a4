"""The days of the month: February has no thirtieth, and a list is not sent on a Sunday."""

from datetime import date

import pytest

from casework.rules.monthly import due_in, monthly
from policies.actions.pack_files import read_pack
from policies.calendar_seed import seed_calendar
from policies.rules.parameters import ParameterTable

CALENDAR = seed_calendar()


def stated(place, programme="dibao"):
    return [
        row for row in ParameterTable(read_pack(place).rows(programme)).rows if row.unit == "day_of_month"
    ]


def due(place, today):
    return [(duty.stated, duty.due) for duty in monthly(stated(place), CALENDAR, today)]


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ((2026, 2), (2026, 2, 28)),
        ((2026, 5), (2026, 5, 29)),
        ((2024, 2), (2024, 2, 29)),
        ((2025, 6), (2025, 6, 30)),
    ],
)
def test_the_list_of_the_thirtieth(month, day):
    """QY-3.1.2a: the last day of February, a working Saturday in 2026; 30 May 2026 is a Saturday nobody works."""
    assert due("qinyuan", date(*month, 1)) == [(30, date(*day))]


def test_the_money_of_the_tenth():
    """SY-5a: 10 November 2024 is a Sunday, the money is there on Friday the 8th."""
    assert due("shangyu", date(2024, 11, 1)) == [(10, date(2024, 11, 8))]


def test_the_cut_off_of_the_twentieth_and_the_month_after_it():
    """HX-6.2a: on the day itself it is still this month's; the day after, next month's, over the end of a year too."""
    assert due("huaxi", date(2025, 11, 20)) == [(20, date(2025, 11, 20))]
    assert due("huaxi", date(2025, 11, 21)) == [(20, date(2025, 12, 19))]
    assert due("huaxi", date(2025, 12, 20)) == [(20, date(2026, 1, 20))]


def test_where_no_day_is_stated_there_is_no_duty():
    """YC and YI name no day of the month."""
    assert due("yangcheng", date(2025, 11, 20)) == due("yicheng", date(2025, 11, 20)) == []


def test_past_the_known_calendar_the_day_is_provisional():
    assert due_in(10, CALENDAR, 2027, 3) == (date(2027, 3, 10), True)
