"""Who decides from when, by which letter; train first, apply then; and what can stand in a value."""

from datetime import date

import pytest

from policies.rules.mandate import Letter, Mandate
from policies.rules.parameters import value_problem
from policies.rules.training import trained

BEFORE, FIRST, LATER = date(2024, 3, 31), date(2024, 4, 1), date(2025, 1, 1)


class TestMandate:
    def test_it_begins_on_its_day(self):
        """HX-4.1: effective 2024-04-01; on 03-31 the district decides, on 04-01 the township."""
        mandate = Mandate("甲镇", covered=True, since=FIRST)
        assert not mandate.holds_on(BEFORE)
        assert mandate.holds_on(FIRST)

    def test_without_a_day_it_holds_from_the_beginning_and_uncovered_never(self):
        """HX-3"""
        assert Mandate("甲镇", covered=True).holds_on(BEFORE)
        assert not Mandate("乙镇", covered=False).holds_on(LATER)

    @pytest.mark.parametrize(
        ("letters", "day", "lacks"),
        [
            ((), FIRST, True),
            ((Letter("一", FIRST),), FIRST, False),
            ((Letter("一", FIRST),), BEFORE, True),
            ((Letter("一", BEFORE, FIRST),), FIRST, False),
            ((Letter("一", BEFORE, FIRST),), LATER, True),
            ((Letter("一", BEFORE, FIRST), Letter("二", LATER)), LATER, False),
        ],
    )
    def test_a_letter_holds_between_its_days(self, letters, day, lacks):
        """HX-A2"""
        assert Mandate("甲镇", covered=True, letters=letters).lacks_letter(day) is lacks

    def test_who_does_not_decide_lacks_no_letter(self):
        assert not Mandate("甲镇", covered=False).lacks_letter(FIRST)


class TestTraining:
    @pytest.mark.parametrize(
        ("held", "earlier", "good"),
        [
            ([], None, False),
            ([FIRST], None, True),
            ([LATER], None, False),
            ([BEFORE], BEFORE, False),
            ([FIRST], BEFORE, True),
            ([], FIRST, True),
        ],
    )
    def test_people_are_trained_for_the_new_policy_and_by_its_first_day(self, held, earlier, good):
        """YI-3d: the training for the old policy is not one for the new."""
        assert trained(held, effective_from=FIRST, earlier=earlier) is good


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("yuan", "1000.00", ""),
        ("yuan", "一千", "写一个数"),
        ("yuan", "-1", "不小于零"),
        ("yuan", "NaN", "写一个数"),
        ("yuan", "1E+9999", "写一个数"),
        ("yuan", "1_000", "写一个数"),
        ("yuan", "１０００", "写一个数"),
        ("yuan", "0.001", "写到分"),
        ("yuan", "1000000000", "太大了"),
        ("day", "1e999999", "写一个数"),
        ("percent", "120", "不大于 100"),
        ("day_of_month", "32", "不大于 31"),
        ("person", "38417", ""),
        ("multiple", "1.5", ""),
        ("day", "7", ""),
        ("day", "7.5", "整数"),
        ("yesno", "true", ""),
        ("yesno", "也许", "选一个"),
        ("rounding", "yuan_ceil", ""),
        ("rounding", "往上", "选一个"),
        ("text", "不服的，可以申请复议。", ""),
    ],
)
def test_a_value_is_of_its_unit(unit, value, words):
    assert words in value_problem(unit, value)
    assert bool(words) == bool(value_problem(unit, value))
