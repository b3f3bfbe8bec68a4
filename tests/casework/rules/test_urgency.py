"""An urgent need told under a monthly programme: no emergency of that case, but one can be opened from it."""

from datetime import datetime, timedelta

import pytest

from casework.rules.asking import SHANGHAI
from casework.rules.flags import standing
from casework.rules.relief import given_under
from casework.rules.urgency import told_at, waits
from tests.casework.rules.scene import Scene

ALL = {"supplied": "all", "signed": "all", "authorised": "all"}


def lodged(programme="dibao", **more):
    scene = Scene("shangyu", programme)
    scene.do("submit", channel="web", **ALL, **{"emergency": True, **more})
    return scene


@pytest.mark.parametrize(
    ("place", "code", "can"), [("shangyu", "dibao", False), ("shangyu", "temporary", True)]
)
def test_relief_before_the_papers_belongs_to_temporary_aid(place, code, can):
    """SY-4.4c: 紧急程序 stands among the words on temporary aid."""
    assert given_under(Scene(place, code).book.spec) is can


def test_an_urgent_need_under_dibao_is_no_emergency_and_is_seen():
    """SY-4.4c: a monthly programme has no relief, no 24 hours and no alarm to the county."""
    scene = lodged()

    assert not scene.facts.emergency
    assert scene.facts.when("report") is None
    assert standing(scene.facts) == ("urgent",)
    assert told_at(scene.facts) == scene.facts.when("lodge")
    assert scene.no("relieve", "孙", amount=1, channel="account").code == "purpose"


def test_an_urgent_need_under_temporary_aid_is_an_emergency_from_when_it_was_told():
    """SY-4.4d: the hours run from when the need was told, never from a moment to come."""
    told = datetime(2025, 3, 1, 22, 10, tzinfo=SHANGHAI)

    assert lodged("temporary", told=told).facts.when("report") == told
    ahead = lodged("temporary", told=told + timedelta(days=300)).facts
    assert ahead.when("report") == ahead.when("lodge")
    assert standing(ahead) == ("emergency",)


def test_temporary_aid_is_opened_from_a_case_once_and_then_nothing_waits():
    """YC-4a: several programmes on one application."""
    scene = lodged()
    assert scene.no("open_urgent", "刘").code == "missing"

    event = scene.do("open_urgent", "刘", to="青石2025-0002")

    assert event.data == {"to": "青石2025-0002"}
    assert event.clause
    assert not waits(scene.facts)
    assert "已经开过" in scene.no("open_urgent", "刘", to="x").reason


def test_it_is_opened_from_no_case_that_can_give_relief_itself_or_is_closed():
    assert "不用另开" in lodged("temporary").no("open_urgent", "刘", to="x").reason
    declined = lodged()
    declined.do("decline", "刘", reason="户口不在本地")
    assert "已经办结" in declined.no("open_urgent", "刘", to="x").reason
    assert not waits(declined.facts)


def test_who_said_nothing_of_it_has_told_at_no_time():
    quiet = lodged(emergency=False)

    assert told_at(quiet.facts) is None
    assert standing(quiet.facts) == ()
    assert quiet.do("open_urgent", "刘", to="x").data
