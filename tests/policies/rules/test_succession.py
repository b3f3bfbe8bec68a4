"""A new version makes room for itself, day by day, and never splits an old one."""

from datetime import date

import pytest

from policies.rules.succession import SuccessionError, Term, closings

JAN, JUN, DEC = date(2025, 1, 1), date(2025, 6, 30), date(2025, 12, 31)


def test_nothing_to_end_where_nothing_meets():
    assert closings([Term(1, JAN, JUN)], Term(2, date(2025, 7, 1), None)) == {}


def test_the_older_ends_the_day_before():
    assert closings([Term(1, JAN, None)], Term(2, date(2025, 7, 1), None)) == {1: JUN}


def test_a_correction_replaces_from_the_first_day_even_with_an_earlier_end():
    assert closings([Term(1, JAN, None)], Term(2, JAN, JUN)) == {1: date(2024, 12, 31)}


def test_what_begins_later_was_never_in_force():
    assert closings([Term(1, JUN, None)], Term(2, JAN, None)) == {1: date(2025, 6, 29)}


def test_one_replaced_already_is_left_alone():
    replaced = Term(1, JAN, date(2024, 12, 31))
    assert replaced.empty
    assert closings([replaced, Term(2, JAN, None)], Term(3, JAN, None)) == {2: date(2024, 12, 31)}


@pytest.mark.parametrize("until", [None, date(2026, 12, 31)])
def test_an_old_version_is_not_split(until):
    with pytest.raises(SuccessionError, match="第 1 版"):
        closings([Term(1, JAN, until)], Term(2, JUN, DEC))


def test_a_version_that_never_begins():
    with pytest.raises(SuccessionError, match="失效日在生效日之前"):
        closings([], Term(1, JUN, JAN))
