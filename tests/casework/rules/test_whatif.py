"""Properties of a trial: more for nobody under a lower standard, never below zero, and nothing guessed."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.rules.reckoning import annual, kept, reckon
from casework.rules.whatif import (
    BY_HAND,
    NO_SHEET,
    Sheet,
    outcome,
    sheet_of,
    stands,
    with_standard,
)
from tests.casework.rules.scene import book

DAY = date(2026, 7, 1)
LAW = book("shangyu", standard="900", rounding="yuan_ceil")
LAW = replace(
    LAW,
    parameters=LAW.parameters.with_rows(
        [replace(row, value="yuan_ceil") for row in LAW.parameters.rows if row.key == "rounding"]
    ),
)
STANDARDS = st.integers(1, 5_000)
SHEETS = st.builds(Sheet, st.integers(1, 9), st.integers(0, 400_000).map(lambda fen: Fraction(fen, 7)))


def tried(sheet, standard, *, within=True, before=50_000):
    return outcome(sheet, within=within, before=before, book=with_standard(LAW, str(standard), DAY), day=DAY)


@given(SHEETS, STANDARDS, STANDARDS)
def test_a_higher_standard_never_gives_less(sheet, one, other):
    low, high = sorted((one, other))

    assert tried(sheet, low).after <= tried(sheet, high).after


@given(SHEETS, SHEETS, STANDARDS)
def test_more_income_never_gives_more(one, other, standard):
    low, high = sorted((one.income, other.income))
    poor, rich = replace(one, income=low), replace(one, income=high)

    assert tried(rich, standard).after <= tried(poor, standard).after


@given(SHEETS, STANDARDS, st.booleans(), st.integers(0, 500_000))
def test_it_is_never_negative_and_says_what_the_desk_would_reckon(sheet, standard, within, before):
    found = tried(sheet, standard, within=within, before=before if within else 0)
    desk = reckon(with_standard(LAW, str(standard), DAY), DAY, sheet.members, sheet.income)

    assert found.after == desk.fen >= 0
    assert (found.kind == "out") == (within and not desk.eligible)
    assert (found.kind == "in") == (not within and desk.eligible)


@given(SHEETS)
def test_the_same_standard_changes_nothing(sheet):
    now = reckon(LAW, DAY, sheet.members, sheet.income)
    if now.eligible:
        assert tried(sheet, 900, before=now.fen).kind == "same"


def test_the_sheet_kept_with_an_opinion_is_read_back_exactly():
    entries = {"m1": {"wage": "1500"}, "m2": {"business": "3000"}, "m3": {}}
    periods = {"wage": "month", "business": "year"}
    made = kept(reckon(LAW, DAY, 3, annual(entries, periods)), entries, periods)

    assert sheet_of(made["inputs"]) == Sheet(3, Fraction(21_000))
    assert tried(sheet_of(made["inputs"]), 900, before=made["result"]).kind == "same"


@pytest.mark.parametrize("inputs", [{}, {"income": {}}, {"income": {"m1": {}}, "periods": {"wage": "week"}}])
def test_without_a_sheet_nothing_is_guessed(inputs):
    found = tried(sheet_of(inputs), 900)

    assert (found.kind, found.after, found.reason) == ("unknown", None, NO_SHEET)


def test_an_amount_typed_by_hand_is_left_to_a_human():
    found = tried(Sheet(1, Fraction(0), by_hand=True), 900)

    assert (found.kind, found.reason) == ("unknown", BY_HAND)


def test_where_the_place_has_stated_no_rounding_a_fraction_of_a_fen_is_not_made_up():
    bare = with_standard(book("shangyu"), "900", DAY)

    found = outcome(Sheet(1, Fraction(1000)), within=True, before=1, book=bare, day=DAY)

    assert found.kind == "unknown"
    assert "取整" in found.reason


def test_the_kinds_of_outcome_are_told_apart():
    income = Fraction(12 * 600)

    assert tried(Sheet(1, income), 900, before=25_000).kind == "more"
    assert tried(Sheet(1, income), 800, before=25_000).kind == "less"
    assert tried(Sheet(1, income), 600, before=25_000).kind == "out"
    assert tried(Sheet(1, income), 700, within=False, before=0).kind == "in"
    assert tried(Sheet(1, income), 500, within=False, before=0).kind == "same"


def test_a_trial_of_a_later_day_leaves_the_days_before_alone():
    later = with_standard(LAW, "1000", DAY)

    assert stands(later, "1000", DAY)
    assert not stands(later, "1000", date(2026, 6, 30))
    assert not stands(book("shangyu"), "1000", DAY)
