"""Up on its last day, down the minute after, whoever is awake (SY-A1.4a: seven days)."""

from datetime import date, datetime, timedelta

from notices.rules.posting import SHANGHAI, Window, boundaries, end_of, freshness, stands

POSTED = datetime(2025, 9, 26, 10, 0, tzinfo=SHANGHAI)
LAST = date(2025, 10, 3)
MIDNIGHT = datetime(2025, 10, 4, tzinfo=SHANGHAI)
SECOND = timedelta(seconds=1)


def test_the_whole_last_day_counts():
    window = Window(POSTED, LAST)
    assert not window.up(POSTED - SECOND)
    assert window.up(POSTED)
    assert window.up(MIDNIGHT - SECOND)
    assert not window.up(MIDNIGHT)
    assert not window.up(MIDNIGHT + SECOND)


def test_midnight_is_shanghais():
    assert end_of(LAST).utcoffset() == timedelta(hours=8)
    assert end_of(None) is None


def test_taken_down_early():
    window = Window(POSTED, LAST, POSTED + timedelta(days=2))
    assert window.up(POSTED + timedelta(days=2) - SECOND)
    assert not window.up(POSTED + timedelta(days=2))


def test_a_roster_stays_up():
    assert Window(POSTED).up(POSTED + timedelta(days=9999))


def test_no_copy_outlives_the_posting():
    window = Window(POSTED, LAST)
    assert freshness(window, POSTED, 300) == 300
    assert freshness(window, MIDNIGHT - timedelta(seconds=42), 300) == 42
    assert freshness(window, MIDNIGHT + SECOND, 300) == 0
    assert freshness(Window(POSTED), MIDNIGHT, 300) == 300


def test_a_list_is_made_once_for_every_day_on_which_it_changes():
    today = date(2025, 10, 1)
    last_days = [LAST, date(2025, 9, 30), None, date(2025, 10, 8), LAST]
    assert boundaries(last_days, today) == (LAST, date(2025, 10, 8), None)


def test_what_stands_in_which_list():
    assert stands(None, LAST)
    assert stands(None, None)
    assert stands(LAST, LAST)
    assert stands(date(2025, 10, 8), LAST)
    assert not stands(LAST, date(2025, 10, 8))
    assert not stands(LAST, None)
