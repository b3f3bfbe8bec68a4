"""程桂田 was written down as 陈桂田: his name is put right from his identity card, and nothing else changes (decision 27)."""

from dataclasses import replace

import pytest

from tests.casework.rules.scene import Scene

SAID = {"member": "m1", "old": "陈桂田", "name": "程桂田", "paper": "居民身份证", "reason": "听错了"}


def test_the_acceptor_puts_it_right_from_a_paper_and_says_how_it_came_to_be_wrong():
    scene = Scene().lodged()

    data = scene.do("correct_name", "刘", **SAID).data

    assert data == {
        "member": "m1", "old": "陈桂田", "new": "程桂田", "paper": "居民身份证", "reason": "听错了"
    }  # fmt: skip


def test_no_fact_of_the_case_is_a_name_so_what_was_signed_and_decided_stands():
    scene = Scene().confirmed()
    before = scene.facts

    scene.do("correct_name", "刘", **SAID)

    assert replace(scene.facts, times=before.times) == before
    assert {**scene.facts.times, "correct_name": None} == {**before.times, "correct_name": None}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"member": "m9"}, "missing"),
        ({"member": ""}, "missing"),
        ({"name": " "}, "missing"),
        ({"paper": ""}, "missing"),
        ({"reason": ""}, "missing"),
        ({"name": "陈桂田"}, "same"),
        ({"name": "程桂田2"}, "invalid"),
        ({"name": "程" * 61}, "invalid"),
        ({"paper": "13800000077"}, "private"),
    ],
)
def test_what_lacks_or_does_not_fit_is_said(said, code):
    assert Scene().lodged().no("correct_name", "刘", **{**SAID, **said}).code == code


def test_nobody_but_the_acceptor_and_none_of_the_kin():
    scene = Scene().lodged()

    for name in ("赵", "陈", "李", "孙", ""):
        assert scene.no("correct_name", name, **SAID).code == "role"
    scene.know(relatives=frozenset({"liu"}))
    assert scene.no("correct_name", "刘", **SAID).code == "relative"
