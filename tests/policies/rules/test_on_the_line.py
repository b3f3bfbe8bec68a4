"""What stands on the line in the arithmetic of the law: one member, no overlap, nought, the sixteenth digit, two reasons at once."""

from datetime import date
from fractions import Fraction

import pytest

from policies.rules.amounts import Member, SupplementRule, Tier, dibao_tier, supplement
from policies.rules.caps import compulsory_visits
from policies.rules.conditions import ConditionError, parse
from policies.rules.income import maintenance_from_household, new_job_counted
from policies.rules.margins import expenditure_poor
from policies.rules.masks import Mask
from policies.rules.parameters import value_problem
from policies.rules.workdays import Calendar, add_days, add_workdays, last_workday_on_or_before

POOR = {"local_disposable_pc_last_year": 30_000, "rigid_expenditure_12m": 6_000, "local_ratio": "0.6"}


def test_visits_without_an_overlap_and_with_all_of_the_shorter_list_in_it():
    """HX-4.4a: each household once."""
    assert compulsory_visits(near_relative=4, complaint=3) == 7
    assert compulsory_visits(near_relative=4, complaint=3, overlap=3) == 4
    assert compulsory_visits(near_relative=4, complaint=0, overlap=0) == 4
    for wrong in (-1, 4):
        with pytest.raises(ValueError, match="both lists"):
            compulsory_visits(near_relative=4, complaint=3, overlap=wrong)


def test_a_household_of_one_is_a_household():
    """GX art. 4"""
    found = expenditure_poor(annual_income=9_000, members=1, **POOR)
    assert (found.per_capita_year, found.ratio) == (9_000, Fraction(2, 3))
    assert expenditure_poor(annual_income=0, members=1, **POOR).ratio is None
    with pytest.raises(ValueError, match="at least one"):
        expenditure_poor(annual_income=9_000, members=0, **POOR)


def test_nought_is_a_value_and_less_is_none():
    assert value_problem("yuan", "0") == ""
    assert "不小于零" in value_problem("yuan", "-0.01")


def test_a_mask_that_shows_nothing_says_so():
    assert Mask(0, 0).label == "已隐去"


def test_a_condition_is_a_table():
    for wrong in (None, "lone", 3, ["lone"]):
        with pytest.raises(ConditionError, match="应当是一个表"):
            parse(wrong)


def test_every_reason_of_one_person_counts_where_reasons_add_up():
    """57 art. 27: old, minor, severely disabled, seriously ill."""
    rule = SupplementRule(Fraction(1, 5), old_from=70, minor_below=18, severe_up_to=2, stacking=True)
    for person, reasons in (
        (Member(70, disability_grade=2, seriously_ill=True), 3),
        (Member(17, disability_grade=1, seriously_ill=True), 3),
        (Member(69, disability_grade=3), 0),
        (Member(18), 0),
    ):
        assert supplement(standard=1_000, base=0, people=[person], rule=rule).count == reasons


def test_a_last_working_day_is_sure_only_where_both_ends_are_known():
    """A duty of the 3rd of January goes back over a year that nobody has announced."""
    known = Calendar(frozenset({2027}), frozenset({date(2027, 1, 1)}), frozenset())
    sure = last_workday_on_or_before(known, date(2027, 1, 5))
    back = last_workday_on_or_before(known, date(2027, 1, 3))
    assert (sure.day, sure.provisional) == (date(2027, 1, 5), False)
    assert (back.day, back.provisional) == (date(2026, 12, 31), True)


def test_a_period_does_not_run_backwards():
    with pytest.raises(ValueError, match="negative"):
        add_workdays(Calendar(frozenset(), frozenset(), frozenset()), date(2027, 1, 4), -1)
    with pytest.raises(ValueError, match="negative"):
        add_days(date(2027, 1, 4), -1)


def test_a_household_of_nobody_is_paid_nothing_and_reckoned_nothing():
    tiers = [Tier("一档", Fraction(1, 2), Fraction(500))]
    with pytest.raises(ValueError, match="member"):
        dibao_tier(standard=1_000, members=0, annual_income=0, tiers=tiers)


def test_every_line_of_a_supplement_and_of_no_tier_is_shown():
    """The arithmetic is read by the household: what is added to what, and that no tier fits."""
    rule = SupplementRule(Fraction(1, 5), old_from=70, minor_below=18, severe_up_to=2)
    added = supplement(standard=1_000, base=800, people=[Member(80)], rule=rule).calculation
    assert [row.label_key for row in added.rows][:2] == ["base", "supplement"]
    tiers = [Tier("一档", Fraction(1, 2), Fraction(500))]
    none = dibao_tier(standard=1_000, members=1, annual_income=6_000, tiers=tiers)
    assert (none.tier, [row.label_key for row in none.calculation.rows][:2]) == (
        None,
        ["per_head_month", "tier"],
    )


def test_a_disregard_of_one_month_and_a_household_of_one():
    """ZJ art. 50; the smallest numbers that mean something."""
    job = {"standard": 1_000, "new_wage_month": 1_500, "cap_multiple": 1}
    assert new_job_counted(**job, months_min=1, months_max=1) == 500
    assert new_job_counted(**job, months_min=1, months_max=1, month_of_job=2) == 1_500
    with pytest.raises(ValueError, match="at least one month"):
        new_job_counted(**job, months_min=0, months_max=1)
    one = {"standard": 1_000, "threshold_k": 2, "rate": "0.5", "supporter_household_income_month": 3_000}
    assert maintenance_from_household(**one, supporter_members=1, supported_people=1) == 500
    for nobody in (
        {"supporter_members": 0, "supported_people": 1},
        {"supporter_members": 1, "supported_people": 0},
    ):
        with pytest.raises(ValueError, match="somebody is supported"):
            maintenance_from_household(**one, **nobody)
