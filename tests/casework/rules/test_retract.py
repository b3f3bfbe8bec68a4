"""Taking a decision back: by the same hand, for a few minutes, while nothing has followed."""

from datetime import timedelta

import pytest

from casework.rules.asking import day_of
from casework.rules.clocks import due
from casework.rules.retract import untold
from tests.casework.rules.scene import Scene

MINUTE = timedelta(minutes=1)
WHY = {"reason": "金额看错了一位"}


def decided(verb="confirm", undo=10, **more):
    scene = Scene().posted()
    scene.wait(8).do(verb, "孙", undo=undo, **({"amount": 50_000} if verb == "confirm" else more))
    return scene


def test_the_case_stands_where_it_stood_and_may_be_decided_again_by_the_same_hand():
    scene = decided()
    scene.at += 9 * MINUTE
    scene.do("retract", "孙", **WHY)

    assert scene.facts.stage == "posted"
    assert scene.facts.decision is scene.facts.benefit is None
    assert due("confirm", scene.facts, scene.book).met is None
    scene.do("confirm", "孙", amount=40_000)
    assert scene.facts.decision.amount == 40_000


def test_a_refusal_is_taken_back_the_same_way():
    scene = decided("refuse", reason="收入超标")
    scene.do("retract", "孙", **WHY)

    assert scene.facts.stage == "posted"


def test_whoever_decided_keeps_his_hand_on_the_case():
    scene = decided()
    scene.do("retract", "孙", **WHY)

    assert scene.facts.hands["confirm"] == ("sun",)


@pytest.mark.parametrize(
    ("by", "later", "undo", "code"),
    [("周", 1, 10, "hands"), ("孙", 10, 10, "late"), ("孙", 1, 0, "order"), ("李", 1, 10, "role")],
)
def test_another_hand_another_time_and_a_house_without_it_are_refused(by, later, undo, code):
    scene = decided(undo=undo)
    scene.at += later * MINUTE

    assert scene.no("retract", by, **WHY).code == code


def test_nothing_decided_nothing_taken_back():
    assert Scene().posted().no("retract", "孙", **WHY).code == "order"


def test_a_reason_is_asked_for():
    assert decided().no("retract", "孙").code == "missing"


def test_once_a_letter_is_out_or_anything_else_has_been_done_it_stays():
    with_letter = decided()
    with_letter.do("notice", "刘", kind="decision", number="1")
    assert with_letter.no("retract", "孙", **WHY).code == "order"

    with_complaint = decided()
    with_complaint.at += MINUTE
    with_complaint.do("complain")
    assert with_complaint.no("retract", "孙", **WHY).code == "order"


def test_the_applicant_is_told_when_it_can_no_longer_be_taken_back():
    scene = decided()

    assert untold(scene.facts, scene.at + 9 * MINUTE).decision is None
    assert untold(scene.facts, scene.at + 10 * MINUTE).decision is not None
    assert untold(Scene().posted().facts, scene.at).decision is None
    assert day_of(scene.facts.decision.until) == scene.today


@pytest.mark.parametrize(("visited", "stage"), [(True, "surveyed"), (False, "accepted")])
def test_a_refusal_upon_the_check_goes_back_to_before_an_opinion(visited, stage):
    scene = Scene("yicheng").lodged()
    scene.do("accept", "刘")
    scene.do("request_check", "刘")
    scene.do("check_report", result="over", number="核1")
    if visited:
        scene.do("visit", "陈", who=[{"officer": "chen", "roles": ["surveyor"]}, {"officer": "zhao", "roles": ["village"]}])  # fmt: skip
    scene.do("refuse", "孙", reason="超标", undo=10)
    scene.do("retract", "孙", **WHY)

    assert scene.facts.stage == stage


def test_before_a_posting_it_goes_back_to_the_opinion():
    scene = Scene("yicheng")
    scene.opined().do("refuse", "孙", reason="不属实", undo=5)
    scene.do("retract", "孙", **WHY)

    assert scene.facts.stage == "opined"
