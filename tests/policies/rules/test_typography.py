"""Marks between Chinese characters are as wide as the characters; numbers and Latin keep theirs."""

import pytest

from policies.rules.typography import set_type

COMMA, COLON, ASKS, CALLS, HALF, OPENS, CLOSES = "\uff0c\uff1a\uff1f\uff01\uff1b\uff08\uff09"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("您好,请坐", f"您好{COMMA}请坐"),
        ("几点:九点;十点", f"几点{COLON}九点{HALF}十点"),
        ("行吗?行!", f"行吗{ASKS}行{CALLS}"),
        ("收 100,另收", f"收 100{COMMA}另收"),
        ("一张表(两面)", f"一张表{OPENS}两面{CLOSES}"),
        ("一张表(两面),签名", f"一张表{OPENS}两面{CLOSES}{COMMA}签名"),
        ("《办法》(国发〔2014〕47号)", f"《办法》{OPENS}国发〔2014〕47号{CLOSES}"),
        ("\U0002c7fd:", f"\U0002c7fd{COLON}"),
    ],
)
def test_a_mark_beside_chinese_is_wide(typed, printed):
    assert set_type(typed) == printed


@pytest.mark.parametrize("typed", ["10:30", "1,000 元", "f(x), g(y)", "第(1)项", ""])
def test_numbers_and_latin_keep_their_marks(typed):
    assert set_type(typed) == typed


def test_what_is_set_once_is_not_changed_by_setting_it_again():
    line = set_type("身份证(两份),户口本:全家!")

    assert set_type(line) == line
