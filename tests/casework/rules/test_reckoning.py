"""The arithmetic of a first opinion: with the place's own values, and refused where one of them is missing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from casework.rules.reckoning import annual, reckon
from casework.rules.refusal import StepRefused
from policies.rules.parameters import Parameter
from tests.casework.rules.scene import book

DAY = date(2025, 3, 3)


def test_a_year_is_twelve_months_or_one_year_kind_by_kind():
    entries = {"m1": {"wage": Decimal(1500), "business": Decimal(3000)}, "m2": {"wage": "0.50"}}

    assert annual(entries, {"wage": "month", "business": "year"}) == 18_000 + 3_000 + 6
    assert annual({}, {}) == 0


def test_the_difference_rests_on_the_stated_standard():
    found = reckon(book("shangyu", standard="900"), DAY, 3, Fraction(21_000))

    assert (found.fen, found.eligible) == (95_000, True)


@pytest.mark.parametrize(("operator", "eligible"), [("below", False), ("at_most", True)])
def test_an_income_exactly_on_the_line_is_decided_by_the_operator_of_the_place(operator, eligible):
    law = book("shangyu", standard="900")
    row = Parameter("standard", "低保标准", "900", operator=operator)
    law = law.__class__(law.spec, law.parameters.with_rows([row]), law.calendar, law.version)

    assert reckon(law, DAY, 1, Fraction(10_800)).eligible is eligible


def test_without_a_standard_the_act_is_refused_and_says_configure():
    with pytest.raises(StepRefused) as caught:
        reckon(book("shangyu"), DAY, 1, Fraction(0))

    assert caught.value.code == "configure"


def test_a_fraction_of_a_fen_needs_the_rounding_of_the_place():
    with pytest.raises(StepRefused) as caught:
        reckon(book("shangyu", standard="900"), DAY, 1, Fraction(1000))
    assert "取整" in caught.value.reason

    rounded = reckon(book("shangyu", standard="900", rounding="yuan_ceil"), DAY, 1, Fraction(1000))
    assert rounded.fen == 81_700


def test_a_place_that_pays_by_tiers_is_not_paid_by_the_gap():
    with pytest.raises(StepRefused) as caught:
        reckon(book("shangyu", standard="900", payment_mode="tier"), DAY, 1, Fraction(0))

    assert "差额" in caught.value.reason
    assert reckon(book("shangyu", standard="900", payment_mode="gap"), DAY, 1, Fraction(0)).fen == 90_000
