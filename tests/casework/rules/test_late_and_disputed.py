"""Being late is said with a reason; a disputed decision is looked at a level up; a meeting has its number and its minutes."""

from datetime import timedelta

import pytest

from casework.rules import codec, flow
from casework.rules.clocks import overdue
from casework.rules.facts import Decision
from casework.rules.lateness import unexplained
from tests.casework.rules.scene import CAST, Scene, person

MEETING = {"chair": "zhen", "for": 2, "against": 0, "minutes": True}


def late():
    scene = Scene().accepted()
    return scene.wait(60)


def test_a_missed_limit_is_explained_once_and_stays_missed():
    scene = late()
    names = [clock.name for clock in unexplained(scene.facts, scene.book, scene.at)]
    assert names
    until = (scene.today + timedelta(days=9)).isoformat()
    outcome = scene.do("explain_delay", "刘", reason="银行的核对报告没有回", until=until)

    assert outcome.data == {"clocks": names, "reason": "银行的核对报告没有回", "until": until}
    assert unexplained(scene.facts, scene.book, scene.at) == ()
    assert [clock.name for clock in overdue(scene.facts, scene.book, scene.at)] == names
    assert scene.no("explain_delay", "刘", reason="再说一次").code == "order"


def test_a_limit_missed_later_is_explained_anew():
    scene = late()
    scene.do("explain_delay", "刘", reason="核对没有回")
    scene.inquired().do("first_opinion", "李", grant=True, amount=50_000)
    scene.do("post", "李", where=["board"])
    scene.wait(60)

    assert [clock.name for clock in unexplained(scene.facts, scene.book, scene.at)]
    scene.do("explain_delay", "李", reason="审批人出差")
    assert len(set(scene.facts.delay.clocks)) == len(scene.facts.delay.clocks) > 1


def test_nothing_late_nothing_to_explain():
    assert Scene().accepted().no("explain_delay", "刘", reason="没有").code == "order"


@pytest.mark.parametrize(
    ("entered", "code"),
    [({}, "missing"), ({"until": "2025-01-01"}, "invalid"), ({"until": "下周"}, "invalid")],
)
def test_a_reason_without_words_and_a_day_gone_by_are_refused(entered, code):
    reason = {} if code == "missing" else {"reason": "核对没有回"}

    assert late().no("explain_delay", "刘", **reason, **entered).code == code


def disputed(place="huaxi"):
    scene = Scene(place, posting_days="7").accepted()
    return scene.know(stage="refused", decision=Decision(False, scene.at, reason="收入超标"))


def test_the_county_looks_again_and_the_decision_stays_as_it_was():
    """HX-4.4e"""
    scene = disputed()
    before = codec.to_json(scene.facts.decision)
    outcome = scene.do("elevate", "县里", cause="申请人说儿子的工资算错了")
    assert scene.no("elevate", "县里", cause="再来").code == "order"
    scene.do("close_elevated", "县里", found="mistaken", words="工资按扣除前算了")

    assert codec.to_json(scene.facts.decision) == before
    assert (scene.facts.elevated.found, scene.facts.elevated.words) == ("mistaken", "工资按扣除前算了")
    assert outcome.clause == "四(四)"
    scene.do("elevate", "县里", cause="又有新的争议")
    assert scene.facts.elevated.found == ""


def test_only_the_county_only_a_decision_only_where_the_place_says_so():
    """HX-4.4e"""
    assert disputed().no("elevate", "孙", cause="争议").code == "role"
    assert disputed().no("elevate", "县里").code == "missing"
    assert Scene("huaxi", posting_days="7").accepted().no("elevate", "县里", cause="争议").code == "order"
    assert disputed("shangyu").no("elevate", "县里", cause="争议").code == "silent"


def test_a_review_is_closed_once_with_a_finding_and_its_reasons():
    """HX-4.4e"""
    scene = disputed()
    assert scene.no("close_elevated", "县里", found="stands", words="没有错").code == "order"
    scene.do("elevate", "县里", cause="争议")
    assert scene.no("close_elevated", "县里", words="没有选").code == "missing"
    assert scene.no("close_elevated", "县里", found="stands").code == "missing"
    scene.do("close_elevated", "县里", found="stands", words="查过，没有错")
    assert scene.no("close_elevated", "县里", found="stands", words="再办一次").code == "order"


def assembled(place="qinyuan", **settings):
    return Scene(place, **settings).opined()


def test_where_a_number_is_stated_fewer_are_no_meeting():
    """QY-3.1.1k: how many must come is a value of the place; its document states none."""
    members = [person("镇长"), person("孙")]
    scene = assembled(panel_quorum="3")
    assert "至少要 3 人" in scene.no("panel", "孙", members=members, **MEETING).reason
    scene.do("panel", "孙", members=[*members, person("包")], **MEETING)

    assembled().do("panel", "孙", members=members, **MEETING)


@pytest.mark.parametrize("given", [{"reasons": "独居，没有人照顾", "minutes": False}, {"reasons": " "}])
def test_a_case_on_its_own_merits_wants_minutes_with_reasons(given):
    """QY-3.1.1l"""
    members = [person("镇长"), person("孙")]
    refused = assembled().no("panel", "孙", members=members, **(MEETING | {"special": True} | given))

    assert refused.code == "panel"


def test_its_reasons_are_kept_and_it_is_marked():
    """QY-3.1.1l"""
    scene = assembled()
    members = [person("镇长"), person("孙")]
    outcome = scene.do("panel", "孙", members=members, special=True, reasons="独居，没有人照顾", **MEETING)

    assert scene.facts.deliberated
    assert (outcome.data["special"], outcome.data["reasons"]) == (True, "独居，没有人照顾")


def test_where_a_place_knows_no_such_meeting_nothing_is_special():
    """QY-3.1.1l belongs to its county alone."""
    members = [person("镇长"), person("孙")]

    refused = (
        Scene("shangyu").opined().no("panel", "孙", members=members, special=True, reasons="特殊", **MEETING)
    )
    assert refused.code == "silent"


def waiting_for_approval(amount):
    """Temporary aid of Shangyu, whose township decides up to six standards of 1,000 yuan, the number included."""
    scene = Scene("shangyu", "temporary", standard="1000", posting_days="7").surveyed()
    scene.do("first_opinion", "李", grant=True, amount=amount)
    if scene.book.spec.step("post"):
        scene.do("post", "李", where=["board"])
    return scene.wait(8)


def offered(scene, name):
    return flow.may("confirm", scene.facts, scene.book, CAST[name], scene.at)


def test_the_county_is_offered_exactly_what_lies_above_the_township():
    """SY-2a: six times the standard is the township's, one fen more the county's."""
    inside, above = waiting_for_approval(600_000), waiting_for_approval(600_001)

    assert offered(inside, "县里").code == "level"
    assert offered(above, "县里") is None
    assert offered(inside, "孙") is None
    assert above.no("confirm", "孙", amount=600_001).code == "level"
    above.do("confirm", "县里", amount=600_001)
    assert above.facts.decision.level == "county"


def test_where_power_has_gone_down_the_county_is_offered_nothing():
    scene = Scene("shangyu").posted().wait(8)

    assert offered(scene, "县里").code == "level"
