"""Numbers as people type them into a chat."""

from fractions import Fraction

import pytest

from policies.rules.numerals import numbers, whole

WHOLE = {
    "5": 5,
    "5口": 5,
    "五口人": 5,
    "一家五口": 5,
    "就我一个": 1,
    "两个": 2,
    "十一": 11,
    "二十三": 23,
    "1500元": 1500,
    "1,500": 1500,
    "一千五": 1500,
    "一千五百": 1500,
    "一千零五": 1005,
    "三百零五": 305,
    "二百五": 250,
    "2千": 2000,
    "1.5万": 15000,
    "一万二": 12000,
    "十二万": 120000,
    "-3": -3,
}


@pytest.mark.parametrize(("written", "meant"), WHOLE.items())
def test_one_whole_number(written, meant):
    assert whole(written) == meant


@pytest.mark.parametrize("written", ["", "没有", "4个大人2个孩子", "3.5", "两千多", "1500-1800"])
def test_nothing_is_guessed_where_there_is_none_or_several_or_a_part(written):
    assert whole(written) is None


def test_several_stand_in_their_order_and_a_little_more_is_more():
    assert numbers("一千到2千") == (1000, 2000)
    assert numbers("1500-1800") == (1500, 1800)
    assert numbers("两千多") == (Fraction(4001, 2),)
    assert numbers("3000多") == (Fraction(6001, 2),)
