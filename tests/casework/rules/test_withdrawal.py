"""Taking an application back: by the household, before anybody has opened it, and never after money or a check."""

from casework.rules import clocks
from tests.casework.rules.scene import Scene

LODGED = {"channel": "web", "supplied": "all", "signed": "all", "authorised": "all"}


def lodged(**more):
    scene = Scene()
    scene.do("submit", "", **LODGED, **more)
    return scene


def test_nothing_runs_on_and_nobody_goes_on():
    scene = lodged()
    scene.do("withdraw", "", reason=" 不办了 ")

    assert scene.facts.stage == "withdrawn"
    assert clocks.running(scene.facts, scene.book) == ()
    assert scene.no("accept", "刘").code == "withdrawn"
    assert scene.no("withdraw", "").code == "withdrawn"


def test_a_complaint_is_heard_also_about_a_case_that_was_withdrawn():
    scene = lodged()
    scene.do("withdraw", "")

    scene.do("complain", "", words="有人劝我撤回")

    assert scene.facts.complaints == 1


def test_the_office_withdraws_for_nobody():
    assert lodged().no("withdraw", "刘").code == "role"


def test_what_has_been_opened_is_spoken_about():
    refused = lodged().no("withdraw", "", opened=True)

    assert refused.code == "opened"
    assert "请打电话" in refused.reason


def test_what_has_been_worked_on_is_spoken_about():
    scene = lodged()
    scene.do("request_missing", "刘", codes=["id_copy"], why="facts_changed")

    assert scene.no("withdraw", "").code == "order"


def test_not_after_a_check_has_been_asked_for():
    """YI-2.1a: 宜城 checks before it accepts; then the bank has been asked already."""
    scene = Scene("yicheng")
    scene.do("intend", "", authorised="all")
    scene.do("request_check", "刘")

    assert scene.no("withdraw", "").code == "late"


def test_not_after_money_was_paid():
    scene = Scene(programme="temporary", standard="900.00")
    scene.do("submit", "", **LODGED, emergency=True)
    scene.do("relieve", "孙", amount=10_000, channel="account")

    assert scene.no("withdraw", "").code == "late"
