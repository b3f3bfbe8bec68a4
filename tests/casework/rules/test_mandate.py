"""An approval asks whether its office holds the power that day, and by which letter."""

from datetime import date

import pytest

from casework.rules.decision import above_township
from casework.rules.mandate import unlettered
from policies.rules.mandate import Letter, Mandate
from tests.casework.rules.scene import Scene

DECIDED = date(2025, 3, 11)
"""The day on which Sun approves: the posting has hung by then."""


def approval(mandate, **settings):
    """A case that hung its seven days, and the mandate of its office."""
    scene = Scene("shangyu", **settings).posted().wait(8)
    assert scene.today == DECIDED
    return scene, {"amount": 50_000, "mandate": mandate}


class TestThePower:
    def test_from_its_day_on_the_township_decides_and_the_county_does_not(self):
        """HX-4.1"""
        scene, data = approval(Mandate("甲镇", covered=True, since=DECIDED))
        assert scene.no("confirm", "县里", **data).code == "level"
        assert scene.do("confirm", "孙", **data).data["level"] == "township"

    def test_before_its_day_the_county_decides_and_the_township_is_told_the_day(self):
        """HX-4.1"""
        scene, data = approval(Mandate("甲镇", covered=True, since=date(2025, 4, 1)))
        refused = scene.no("confirm", "孙", **data)
        assert refused.code == "level"
        assert "甲镇2025-04-01 起才承接" in refused.reason
        assert scene.do("confirm", "县里", **data).data["level"] == "county"

    def test_an_office_outside_the_list_never_decides(self):
        """HX-3"""
        scene, data = approval(Mandate("乙镇", covered=False, since=date(2020, 1, 1)))
        assert "乙镇没有承接审批权" in scene.no("confirm", "孙", **data).reason


class TestTheLetter:
    """HX-A2: without a valid letter an approval is warned of, or refused, as the place configures."""

    def test_where_nothing_is_stated_nothing_is_asked(self):
        scene, data = approval(Mandate("甲镇", covered=True))
        assert "letter" not in scene.do("confirm", "孙", **data).data

    def test_warned_of_it_stands_in_the_record_that_there_was_none(self):
        scene, data = approval(Mandate("甲镇", covered=True), delegation_letter="warn")
        assert scene.do("confirm", "孙", **data).data["letter"] == "missing"

    def test_refused_where_the_place_refuses(self):
        mandate = Mandate("甲镇", covered=True, letters=(Letter("一", date(2024, 1, 1), date(2024, 12, 31)),))
        scene, data = approval(mandate, delegation_letter="refuse")
        refused = scene.no("confirm", "孙", **data)
        assert (refused.code, refused.reason) == ("level", unlettered(mandate))

    @pytest.mark.parametrize("way", ["warn", "refuse"])
    def test_a_letter_that_holds_is_enough(self, way):
        mandate = Mandate("甲镇", covered=True, letters=(Letter("二", date(2025, 1, 1)),))
        scene, data = approval(mandate, delegation_letter=way)
        assert "letter" not in scene.do("confirm", "孙", **data).data


def test_why_a_second_aid_was_given_stays_in_the_record():
    """QY-3.1.1r"""
    scene, data = approval(None)
    done = scene.do("confirm", "孙", **data, earlier=["演示2025-0001"], despite=" 房子又塌了 ")
    assert (done.data["earlier"], done.data["despite"]) == (["演示2025-0001"], "房子又塌了")


def test_where_no_limit_is_stated_no_amount_lies_above_it():
    """SY-2b"""
    scene = Scene("shangyu")
    assert above_township(scene.ask("confirm", "孙"), 10_000_000) is None
