"""What the five documents say where a story found the engine saying something else."""

from datetime import date

import pytest

from casework.rules import flow
from casework.rules.asking import Ask
from casework.rules.facts import Member
from casework.rules.payment import payment
from tests.casework.rules.scene import CAST, COUPLE, KIN, Scene, person


def opined(place, programme="dibao", amount=50_000, **settings):
    """A case with a positive opinion, surveyed as every one of the five places would have it."""
    scene = Scene(place, programme, **settings)
    scene.lodged().do("accept", "刘")
    scene.do("request_check", "刘")
    scene.do("check_report", result="within")
    scene.do("visit", "包", who=[person("包"), person("赵")])
    scene.do("first_opinion", "李", grant=True, amount=amount)
    return scene


def may(scene, verb, name):
    return flow.may(verb, scene.facts, scene.book, CAST[name], scene.at)


class TestWhoDecides:
    def test_the_county_may_not_where_everything_is_devolved(self):
        """SY-2b, YC-3.2.1a: the district supervises."""
        for place in ("yicheng", "yangcheng"):
            scene = opined(place)
            assert may(scene, "confirm", "县里").code == "level"
            assert may(scene, "confirm", "孙") is None

    @pytest.mark.parametrize(
        ("amount", "free", "kept"),
        [(600_000, "孙", "县里"), (600_001, "县里", "孙")],
    )
    def test_the_opinion_says_whose_it_is_before_anything_is_entered(self, amount, free, kept):
        """SY-2a: six standards are included."""
        scene = opined("shangyu", "temporary", amount, standard="1000")
        assert may(scene, "confirm", free) is None
        assert may(scene, "confirm", kept).code == "level"

    def test_without_an_amount_either_may_look(self):
        """SY-2a"""
        scene = opined("shangyu", "temporary", None, standard="1000")
        assert may(scene, "confirm", "孙") is None
        assert may(scene, "confirm", "县里") is None
        assert scene.no("confirm", "县里").code == "missing"

    def test_a_limit_that_nobody_configured_is_seen_before_the_act(self):
        """YC-2b"""
        assert may(opined("yangcheng", "temporary"), "confirm", "孙").code == "configure"

    def test_the_county_needs_no_meeting_of_the_township(self):
        """QY-3.1.1r: above the township's limit it is the county's."""
        scene = opined("qinyuan", "temporary", 300_000, township_limit="2000")
        assert scene.no("confirm", "县里", amount=200_000).code == "level"
        assert scene.no("confirm", "孙", amount=200_000).code == "panel"
        scene.do("confirm", "县里", amount=300_000)
        assert scene.facts.decision.level == "county"

    def test_the_dead_are_not_approved(self):
        """HX-8.6b: until it is cleared up."""
        scene = opined("huaxi", posting_days="7")
        scene.do("post", "李", where=["board"])
        scene.wait(12).do("death_match", members=["m1"])
        assert scene.no("confirm", "孙", amount=1).code == "dead"
        scene.do("death_match", members=["m2"])
        scene.do("confirm", "孙", amount=1)

    def test_only_members_can_be_found_dead(self):
        """QY-4.1b"""
        assert opined("qinyuan").no("death_match", members=["m9"]).code == "invalid"


class TestSpecialPlans:
    def test_a_filed_plan_lifts_what_the_check_forbids(self):
        """SY-4.4a: only after filing, and only where the document knows it."""
        for place, lifted in (("shangyu", True), ("yicheng", False)):
            scene = opined(place)
            scene.know(opinion=None)
            scene.do("check_report", result="over")
            assert scene.no("first_opinion", "李", grant=True, amount=1).code == "over"
            scene.do("file_plan", "李", receipt="备1")
            if lifted:
                scene.do("first_opinion", "李", grant=True, amount=1)
            else:
                assert scene.no("first_opinion", "李", grant=True, amount=1).code == "over"


class TestMoney:
    def test_what_is_posted_first_is_paid_after(self):
        """YC-3.2.1b, YC-4b: confirmed, posted, then paid."""
        scene = opined("yangcheng", posting_days="7")
        scene.do("confirm", "孙", amount=50_000)
        assert self.paid(scene) == 0
        scene.do("post", "李", where=["board"])
        assert self.paid(scene) == 0
        scene.wait(8)
        assert self.paid(scene) == 50_000
        scene.do("object", words="有车")
        assert self.paid(scene) == 0

    @staticmethod
    def paid(scene):
        ask = Ask("run_payment", scene.facts, scene.book, CAST[""], scene.at)
        return payment(scene.facts, scene.book, ask, scene.facts.benefit.first_month).amount

    def test_the_cut_off_is_for_changes_too(self):
        """HX-6.2a: by the 20th for the next month."""
        for day, effective in ((20, "2025-04"), (21, "2025-05")):
            scene = opined("huaxi", posting_days="7")
            scene.do("post", "李", where=["board"])
            scene.wait(12).do("confirm", "孙", amount=50_000)
            scene.do("propose_change", "李", stop=True, cause="死亡")
            scene.wait(day - scene.today.day).do("decide_change", "孙")
            assert flow.settle(scene.facts, scene.book, scene.today).change.effective == effective

    def test_relief_goes_by_the_channels_that_the_place_pays_by(self):
        """QY-3.1.2d: into the account; SY-5b: cash with a reason; elsewhere nothing is said."""
        for place, channel, code in (
            ("qinyuan", "cash", "channel"),
            ("shangyu", "cash", "missing"),
            ("yicheng", "cash", None),
        ):
            scene = Scene(place, "temporary", standard="1000")
            scene.do("submit", channel="bot", emergency=True, supplied=[])
            if code is None:
                scene.do("relieve", "孙", amount=1, channel=channel)
            else:
                assert scene.no("relieve", "孙", amount=1, channel=channel).code == code


class TestRelief:
    @pytest.mark.parametrize(
        ("place", "programme", "code"),
        [
            ("shangyu", "dibao", "purpose"),
            ("yicheng", "tekun", "purpose"),
            ("huaxi", "dibao", "purpose"),
            ("huaxi", "temporary", None),
            ("yicheng", "temporary", None),
        ],
    )
    def test_it_is_temporary_aid_and_no_monthly_support(self, place, programme, code):
        """SY-4.4c, YI-2.3b: 启动临时救助紧急程序, 急难型临时救助; where it is not stated aid that is paid once may be."""
        scene = Scene(place, programme)
        scene.do("submit", channel="bot", emergency=True, supplied=[])
        if code is None:
            scene.do("relieve", "孙", amount=1, channel="account")
        else:
            assert scene.no("relieve", "孙", amount=1, channel="account").code == code
            assert may(scene, "relieve", "孙").code == code


class TestEnding:
    def test_a_recognition_without_money_ends_too(self):
        """YC-5.1c: 低边 pays nothing; its end holds from the next month."""
        scene = opined("yangcheng", "margin", None)
        scene.do("confirm", "孙")
        scene.do("propose_change", "李", stop=True, cause="收入增加")
        scene.do("decide_change", "孙")
        scene.do("notice", "李", kind="decision")
        assert self.stage(scene, date(2025, 3, 31)) == "changing"
        assert self.stage(scene, date(2025, 4, 1)) == "ended"
        assert not flow.on_roster(scene.facts, scene.book, date(2025, 4, 1))
        scene.wait(40)
        assert scene.no("propose_change", "李", stop=True, cause="再停").code == "order"

    def test_a_change_of_it_leaves_it_recognised(self):
        """YC-5.1b"""
        scene = opined("yangcheng", "margin", None)
        scene.do("confirm", "孙")
        scene.do("propose_change", "李", to=0, cause="人口变了")
        scene.do("decide_change", "孙")
        scene.do("notice", "李", kind="decision")
        assert self.stage(scene, date(2025, 4, 1)) == "confirmed"
        scene.wait(40).do("propose_change", "李", stop=True, cause="收入增加")

    @staticmethod
    def stage(scene, day):
        return flow.stage(scene.facts, scene.book, day)


class TestHearing:
    def test_an_appraisal_without_an_objection_only_where_nothing_is_said(self):
        """YC-3.1.2c says nothing of when; YI-2.2b abolishes it."""
        votes = {"for": 7, "against": 2}
        opined("yangcheng").do("appraise", "李", who=[person("李")], **votes)
        assert opined("yicheng").no("appraise", "李", who=[person("李")], **votes).code == "order"

    def test_an_objection_is_upheld_only_on_a_record(self):
        """HX-5.2d: no closing without an evaluation, or the written dismissal."""
        scene = opined("huaxi", posting_days="7")
        scene.do("post", "李", where=["board"])
        scene.do("object", words="有车")
        assert scene.no("close_objection", "李", outcome="upheld").code == "order"
        scene.do("appraise", "李", who=[person("李")], **{"for": 1, "against": 8})
        scene.do("close_objection", "李", outcome="upheld")
        assert scene.facts.opinion is None

    def test_kin_neither_serve_nor_sit_in_the_appraisal(self):
        """QY-4.2a: flagged staff do not act, under whatever name."""
        scene = opined("yangcheng")
        scene.do("relative", "包", officer="bao", **KIN)
        assert scene.no("appraise", "李", who=[person("包")]).code == "relative"
        scene.do("notice", "李", kind="acceptance")
        assert scene.no("serve", "李", kind="acceptance", servers=["li", "bao"]).code == "relative"

    def test_who_lives_there_is_not_who_came(self):
        """QY-3.1.1e: two people of the office; the household does not count."""
        scene = Scene("qinyuan", members=COUPLE)
        scene.lodged().do("accept", "刘")
        there = [person("陈"), {"officer": "m1", "roles": []}]
        assert scene.no("visit", "陈", who=there).code == "company"


class TestWhatIsOver:
    def test_a_household_that_was_turned_down_is_left_alone(self):
        """QY-3.1.1i, HX-4.4f: after the refusal nobody visits and nobody asks for a check."""
        scene = opined("shangyu")
        scene.know(opinion=None)
        scene.do("check_report", result="over")
        scene.do("refuse", "孙", reason="超标")
        assert may(scene, "visit", "陈").code == "order"
        assert may(scene, "request_check", "刘").code == "order"

    def test_a_letter_that_waits_may_be_served(self):
        """SY-A1.5c: which letter is an entry, not a right."""
        scene = opined("shangyu")
        assert may(scene, "serve", "李").code == "order"
        scene.do("notice", "李", kind="acceptance")
        assert may(scene, "serve", "李") is None
        assert may(scene, "serve", "赵").code == "role"


class TestWhatIsDemandedOfTheOffice:
    def test_a_change_is_proved_where_the_document_asks_for_it(self):
        """YC-5.2b: the record of a change goes into the file with its proof."""
        scene = opined("yangcheng")
        scene.do("confirm", "孙", amount=50_000)
        change = {"to": 30_000, "cause": "收入增加"}
        assert scene.no("propose_change", "李", **change, proof=" ").code == "missing"
        kept = scene.do("propose_change", "李", **change, proof="工资单，放进本户档案").data
        assert kept["proof"] == "工资单，放进本户档案"

    def test_elsewhere_nobody_asks_for_it(self):
        """YC-5.2b is Yangcheng's own."""
        scene = opined("yicheng")
        scene.do("confirm", "孙", amount=50_000)
        assert "proof" not in scene.do("propose_change", "李", to=30_000, cause="收入增加", proof="").data

    def test_a_decision_stands_on_its_clause(self):
        """YI-1.3a: 依法依规出具审批意见: without it nothing is approved, and it is kept."""
        scene = opined("yicheng")
        assert scene.no("confirm", "孙", amount=50_000, basis=" ").code == "missing"
        said = scene.do("confirm", "孙", amount=50_000, basis="收入低于标准，按《意见》一 三是批准。")
        assert (said.clause, said.data["basis"]) == ("一 三是", "收入低于标准，按《意见》一 三是批准。")

    def test_elsewhere_an_approval_may_stand_without_words(self):
        """YI-1.3a is Yicheng's own."""
        assert "basis" not in opined("yangcheng").do("confirm", "孙", amount=50_000, basis="").data

    def test_the_village_assists_and_closes_nothing(self):
        """YI-1.4, YC-3.1.2b: it adds what it knows; survey, opinion, posting and approval are the township's."""
        scene = opined("yicheng")
        scene.do("note", "赵", text="邻居说他常年在家")
        for verb in ("visit", "first_opinion", "appraise", "post", "confirm", "refuse"):
            assert may(scene, verb, "赵").code == "role"

    def test_tekun_is_applied_for_where_one_is_registered(self):
        """SY-A2.1a: dibao is not bound to it; of another member nothing is said."""
        away, home = Member("m1", date(1950, 1, 1), registered="邻县"), Member("m1", date(1950, 1, 1))
        wife = Member("m2", date(1952, 1, 1), "妻", registered="邻县")
        for programme, members, code in (
            ("tekun", (away,), "elsewhere"),
            ("tekun", (home, wife), None),
            ("dibao", (away,), None),
        ):
            scene = Scene("shangyu", programme, members=members).lodged()
            if code is None:
                scene.do("accept", "刘")
            else:
                assert scene.no("accept", "刘").code == code
