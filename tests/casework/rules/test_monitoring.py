"""Lists against falling back into poverty: what is read of them, and who may put and take off a mark."""

from datetime import date

import pytest

from casework.rules import monitoring as rules
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.rules.identity import demo_id
from tests.casework.rules.scene import Scene

TODAY = date(2026, 3, 10)
LIU = Actor("2", "刘敏", ("acceptor",), ("770101",))
ZHANG = Actor("1", "张会计", ("village",), ("770101901",))
ONE, TWO = (demo_id("770101", date(1960, 1, 1), number) for number in (1, 2))


def refused(check, *args, **kwargs):
    with pytest.raises(StepRefused) as caught:
        check(*args, **kwargs)
    return caught.value.code


def test_only_huaxi_asks_for_it():
    """HX-1: one of five documents names the mechanism."""
    assert rules.asked(Scene("huaxi").book.spec).ref == "HX-1"
    assert rules.asked(Scene("shangyu").book.spec) is None


def test_numbers_are_read_under_their_heading_each_once():
    table = [
        ["监测对象名单"],
        ["姓名", " 身份证号 "],
        ["甲", ONE],
        [],
        ["乙", TWO.lower()],
        ["甲", ONE],
        ["丙", ""],
        ["丁"],
    ]

    listed = rules.read_list(table, TODAY)

    assert listed.numbers == (ONE, TWO)
    assert [line for line, _said in listed.wrong] == [7, 8]
    assert ONE not in repr(listed)


def test_a_list_without_the_column_is_a_sentence():
    with pytest.raises(rules.ListError, match="身份证号"):
        rules.read_list([["姓名"], ["甲"]], TODAY)


def test_the_township_and_the_county_keep_it_and_nobody_else():
    rules.check_keeper(LIU, "770101901")
    assert refused(rules.check_keeper, ZHANG, "770101901") == "role"
    assert refused(rules.check_keeper, LIU, "770102901") == "role"


def test_a_mark_says_where_it_comes_from():
    rules.check_mark("三月名单", TODAY, TODAY)
    assert refused(rules.check_mark, " ", TODAY, TODAY) == "missing"
    assert refused(rules.check_mark, "三月名单", None, TODAY) == "missing"
    assert refused(rules.check_mark, "三月名单", date(2026, 3, 11), TODAY) == "invalid"


def test_a_mark_is_taken_off_once_and_with_a_reason():
    rules.check_end("风险消除", ended=False)
    assert refused(rules.check_end, "风险消除", ended=True) == "order"
    assert refused(rules.check_end, "", ended=False) == "missing"
