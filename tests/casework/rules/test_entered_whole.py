"""What a form asks for, the rule asks for too: whoever comes by another way than the desk is refused as the desk would (R9)."""

import pytest

from casework.rules.typed import FREE
from policies.rules.identity import demo_id
from tests.casework.rules.scene import CHILD, COUPLE, HELD, Scene, person

NUMBER = demo_id("770101", COUPLE[0].birth, 3)


@pytest.mark.parametrize("name", FREE)
def test_no_private_number_is_kept_in_any_word_of_an_act(name):
    scene = Scene().lodged()

    refused = scene.no("decline", "刘", **{"reason": "不在本地", name: f"他的号是{NUMBER}"})

    assert refused.code == "private"
    assert NUMBER not in refused.reason


def test_a_wrong_hand_is_told_so_before_its_words_are_looked_at():
    assert Scene().lodged().no("decline", "李", reason=NUMBER).code == "role"


def test_not_accepting_needs_its_reason():
    assert Scene().lodged().no("decline", "刘", reason=" ").code == "missing"


def test_a_second_demand_says_what_has_changed():
    """Promise 2: told once; anything more is refused, or justified in words the county reads."""
    scene = Scene().lodged()
    scene.do("request_missing", "刘", codes=["id_copy"])
    scene.do("submit", supplied="all")

    assert scene.no("request_missing", "刘", codes=["id_copy"], why="facts_changed").code == "missing"
    kept = scene.do(
        "request_missing", "刘", codes=["id_copy"], why="facts_changed", because="证件过期了"
    ).data

    assert (kept["second"], kept["because"]) == (True, "证件过期了")


def test_signing_and_authorising_name_somebody_and_a_child_authorises_nothing():
    scene = Scene(members=(*COUPLE, CHILD))

    assert scene.no("sign").code == "missing"
    assert scene.no("authorise").code == "missing"
    assert scene.no("authorise", who=["m3"]).code == "invalid"
    assert scene.no("authorise", who="all", scope=" ").code == "missing"
    assert scene.do("authorise", who="all", scope="存款").data["who"] == ["m1", "m2"]


@pytest.mark.parametrize(
    ("verb", "by"), [("sign", "县里"), ("check_report", "赵"), ("submit", "李"), ("defend", "赵")]
)
def test_what_others_do_is_entered_for_them_by_the_posts_of_the_desk_alone(verb, by):
    assert Scene().no(verb, by, who=["m1"], result="within", words="不是这样").code == "role"


def test_a_visit_names_its_ways():
    scene = Scene().accepted()
    assert scene.no("visit", "陈", who=[person("陈"), person("赵")], methods=[]).code == "missing"


class TestTheOpinion:
    def grant(self, **more):
        return {"grant": True, "amount": 50_000} | more

    def test_no_amount_below_nothing(self):
        assert Scene().surveyed().no("first_opinion", "李", **self.grant(amount=-1)).code == "invalid"

    def test_not_against_its_own_sheet(self):
        sheet = {"eligible": False, "by_hand": None}
        scene = Scene().surveyed()
        assert scene.no("first_opinion", "李", **self.grant(sheet=sheet)).code == "over"
        scene.do("first_opinion", "李", grant=False, sheet=sheet)

    def test_another_amount_with_its_reason(self):
        scene = Scene().surveyed()
        bare = {"eligible": False, "by_hand": {"fen": 50_000, "reason": " "}}
        assert scene.no("first_opinion", "李", **self.grant(sheet=bare)).code == "missing"
        said = {"eligible": False, "by_hand": {"fen": 50_000, "reason": "单人保"}}
        scene.do("first_opinion", "李", **self.grant(sheet=said))

    def test_the_sheet_allows_it(self):
        sheet = {"eligible": True, "by_hand": None}
        Scene().surveyed().do("first_opinion", "李", **self.grant(sheet=sheet))


class TestHeld:
    @pytest.fixture
    def objected(self):
        scene = Scene().posted()
        scene.do("object", words="有车", id="1")
        return scene

    def test_by_somebody(self, objected):
        assert objected.no("resurvey", "陈").code == "missing"

    def test_with_its_votes(self, objected):
        who = [person("李")]
        assert objected.no("appraise", "李", who=who).code == "missing"
        assert objected.no("appraise", "李", who=who, **{"for": 8, "against": -1}).code == "invalid"
        # SY-A1.4b: 开展民主评议; where nobody said anything there was none.
        assert objected.no("appraise", "李", who=who, **{"for": 0, "against": 0}).code == "invalid"
        objected.do("appraise", "李", who=who, **HELD)


class TestTheMeeting:
    MEETING = {"chair": "zhen", "minutes": True}

    def test_nobody_without_a_post_sits_in_it(self):
        members = [person("镇长"), {"officer": "former", "roles": []}]
        refused = Scene("qinyuan").opined().no("panel", "孙", members=members, **self.MEETING, **{"for": 2})
        assert (refused.code, "有岗位" in refused.reason) == ("panel", True)

    def test_no_votes_below_nothing(self):
        members = [person("镇长"), person("孙")]
        votes = {"for": 5, "against": -3}
        assert (
            Scene("qinyuan").opined().no("panel", "孙", members=members, **self.MEETING, **votes).code
            == "invalid"
        )


class TestTheRest:
    def test_a_plan_is_filed_with_its_receipt_and_before_the_decision(self):
        """SY-4.4a"""
        assert Scene().opined().no("file_plan", "李").code == "missing"
        assert Scene().confirmed().no("file_plan", "李", receipt="备1").code == "order"

    def test_a_relative_is_one_of_the_household(self):
        assert Scene().no("relative", "刘", officer="liu", member="m9").code == "invalid"

    def test_papers_after_relief_are_named(self):
        scene = Scene("shangyu", "temporary", standard="1000")
        scene.do("submit", channel="window", supplied="all", signed="all", emergency=True)
        scene.do("relieve", "孙", amount=10_000, channel="account")
        assert scene.no("backfill", "孙", fields=[]).code == "missing"
