"""A sample case: the acts that run, in the place's order, on the first day each may be done, or why it cannot go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from casework.rules.rehearsal import Rehearsal, aside, member, named, rehearse
from tests.casework.rules.scene import book

DAY = date(2025, 9, 15)
CONFIGURED = {"posting_days": "7", "standard": "1000", "rounding": "fen_half_up", "payment_mode": "gap"}


def walk(place: str, programme: str = "dibao", **settings: str) -> Rehearsal:
    couple = [member(1, 62, DAY), member(2, 60, DAY)]
    law = book(place, programme, **{**CONFIGURED, **settings})
    in_force = replace(law, spec=replace(law.spec, effective_until=None))
    return rehearse(in_force, couple, {}, Fraction(800) * 12, DAY)


def verbs(walked: Rehearsal) -> list[str]:
    return [verb for verb, _ in named(walked)]


def test_shangyu_posts_before_it_decides():
    """SY-A1.4a, SY-A1.5a"""
    walked = walk("shangyu")
    assert not walked.stuck
    assert verbs(walked)[-3:] == ["first_opinion", "post", "confirm"]
    days = dict(named(walked))
    assert (days["confirm"] - days["post"]).days > 7


def test_yicheng_begins_with_the_wish_and_posts_the_result():
    """YI-2.1b, YI-2.2a"""
    walked = walk("yicheng")
    assert not walked.stuck
    assert verbs(walked)[0] == "intend"
    assert verbs(walked)[-2:] == ["confirm", "post"]


def test_qinyuan_holds_a_meeting_first():
    """QY-4.1a"""
    walked = walk("qinyuan")
    assert not walked.stuck
    assert verbs(walked).index("panel") < verbs(walked).index("confirm")


def test_the_amount_is_what_the_household_lacks():
    assert walk("shangyu").facts.benefit.amount == 120000


def test_where_nothing_is_stated_the_case_stops_and_says_at_what():
    couple = [member(1, 62, DAY), member(2, 60, DAY)]
    walked = rehearse(book("huaxi"), couple, {}, Fraction(0), DAY)
    assert "公示天数" in walked.stuck
    assert "confirm" not in verbs(walked)


def test_nobody_s_two_hands_are_one_person():
    hands = walk("shangyu").facts.hands
    people = [person for duty in ("accept", "review", "confirm") for person in hands[duty]]
    assert len(people) == len(set(people)) == 3


def test_the_clocks_of_the_end_are_there_with_their_clauses():
    whole = next(clock for clock in walk("shangyu").clocks if clock.name == "whole")
    assert whole.due == date(2025, 10, 20)
    assert whole.clause


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("refuse", {"reason": "家里人均收入高于标准"}),
        ("request_missing", {"codes": ["id_copy", "form"]}),
        ("propose_change", {"to": 10000, "cause": "收入变了"}),
    ],
)
def test_what_lies_beside_the_road_is_found_too(verb, data):
    act = aside(walk("shangyu"), verb, book("shangyu", "dibao", **CONFIGURED), data)
    assert act is not None
    assert act.verb == verb


def test_what_may_never_be_done_is_not_found():
    assert aside(walk("shangyu"), "close_objection", book("shangyu", "dibao", **CONFIGURED), {}) is None


def test_a_case_that_never_began_has_no_facts():
    assert Rehearsal((), ()).facts.members == ()
