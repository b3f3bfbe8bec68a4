"""From acceptance to the decision: check, visit, opinion, meeting, limit, extension, approval, refusal."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from casework.rules.asking import SHANGHAI
from casework.rules.gate import reached
from casework.rules.months import month_of
from tests.casework.rules.scene import CHILD, COUPLE, Scene, person

QINYUAN = {"posting_days": "7"}


class TestTheCheck:
    def test_it_is_asked_for_once_and_answered_in_two_words(self):
        """SY-A1.2a, SY-A1.2b"""
        scene = Scene().accepted()
        assert scene.no("check_report", result="within").code == "order"
        scene.do("request_check", "刘")
        assert scene.no("request_check", "刘").code == "order"
        assert scene.no("check_report", result="也许").code == "invalid"
        scene.do("check_report", result="within", number="核1")
        scene.do("request_check", "刘")

    @pytest.mark.parametrize("dated", ["2000-01-01", "2999-01-01"])
    def test_a_report_from_before_it_was_asked_for_or_of_a_day_to_come_answers_nothing(self, dated):
        """SY-A1.2b: what was looked up before the household had authorised it is no report on this case."""
        scene = Scene().accepted()
        scene.do("request_check", "刘")
        assert scene.no("check_report", result="within", dated=dated).code == "invalid"

    def test_over_the_line_is_not_granted_but_may_be_another_programme(self):
        """SY-A1.2b, YC-4a"""
        scene = Scene().accepted()
        scene.do("request_check", "刘")
        scene.do("check_report", result="over")
        scene.do("visit", "陈", who=[person("陈"), person("赵")])
        assert scene.no("first_opinion", "李", grant=True).code == "over"
        assert scene.no("reclassify", "李").code == "missing"
        assert scene.no("reclassify", "李", to="dibao").code == "invalid"
        scene.do("reclassify", "李", to="margin")

        assert (scene.facts.stage, scene.facts.programme, scene.facts.opinion) == ("surveyed", "margin", None)

    def test_a_report_over_the_line_can_be_refused_without_an_opinion(self):
        scene = Scene().accepted()
        assert scene.no("refuse", "孙", reason="超标").code == "order"
        scene.do("request_check", "刘")
        scene.do("check_report", result="over")
        assert scene.no("refuse", "孙").code == "missing"
        scene.do("refuse", "孙", reason="超标")
        assert (scene.facts.stage, scene.facts.decision.reason) == ("refused", "超标")

    def test_reclassifying_waits_for_acceptance_and_visit(self):
        """YC-4a: after the survey and before the decision."""
        assert Scene().lodged().no("reclassify", "李", to="margin").code == "order"
        assert Scene().accepted().no("reclassify", "李", to="margin").code == "order"
        assert Scene().confirmed().no("reclassify", "李", to="margin").code == "order"

    def test_a_visit_before_acceptance_does_not_let_a_case_jump_the_queue(self):
        """YI-2.1b with YC-4a: what was visited at the wish stage still has to be lodged and accepted."""
        scene = Scene("yicheng")
        scene.do("intend", authorised="all")
        scene.inquired()
        assert scene.no("reclassify", "李", to="margin").code == "order"
        scene.lodged().do("decline", "刘", reason="不在本市")
        assert scene.no("reclassify", "李", to="margin").code == "order"


class TestTheVisit:
    def test_somebody_has_to_have_been_there(self):
        assert Scene().accepted().no("visit", "陈").code == "missing"

    def test_no_relative_among_them(self):
        scene = Scene().accepted().know(relatives=frozenset({"zhao"}))
        assert scene.no("visit", "陈", who=[person("陈"), person("赵")]).code == "relative"

    def test_two_and_one_of_them_from_each_level(self):
        """QY-3.1.1e"""
        scene = Scene("qinyuan", **QINYUAN).accepted()
        assert scene.no("visit", "陈", who=[person("陈")]).code == "company"
        refusal = scene.no("visit", "陈", who=[person("陈"), person("包")])
        assert (refusal.code, refusal.clause) == ("company", "三(一)1 调查")
        assert "村" in refusal.reason
        refusal = scene.no("visit", "陈", who=[person("赵"), {"officer": "qian", "roles": ["village"]}])
        assert "乡镇" in refusal.reason
        scene.do("visit", "陈", who=[person("陈"), person("赵")])

    @pytest.mark.parametrize("place", ["qinyuan", "yicheng", "huaxi", "shangyu"])
    def test_a_call_does_not_stand_for_the_visit(self, place):
        """QY-3.1.1e: 入户调查，结合邻里走访、信函取证、电话视频; HX-4.4f, YI-2.1b and SY-A1.3a want the door too."""
        scene = Scene(place).accepted()
        who = [person("陈"), person("包"), person("赵")]
        assert scene.no("visit", "陈", who=who, methods=["phone", "neighbours"]).code == "missing"
        scene.do("visit", "陈", who=who, methods=["visit", "phone"])
        scene.do("visit", "陈", who=who, methods=["phone"])

    def test_where_no_door_is_stated_none_is_asked_for(self):
        """YC-4b: 组织家庭经济状况调查, by which way is not said."""
        Scene("yangcheng").accepted().do("visit", "陈", who=[person("陈")], methods=["phone"])

    def test_led_by_a_cadre(self):
        """HX-4.4f"""
        scene = Scene("huaxi", posting_days="7").accepted()
        refusal = scene.no("visit", "陈", who=[person("陈"), person("赵")])
        assert (refusal.code, refusal.clause) == ("company", "四(四)")
        scene.do("visit", "包", who=[person("包"), person("赵")])

    def test_a_later_visit_does_not_push_the_case_back(self):
        scene = Scene().opined()
        scene.do("visit", "陈", who=[person("陈"), person("赵")])
        assert scene.facts.stage == "opined"


class TestTheOpinion:
    def test_it_waits_for_report_and_visit(self):
        """SY-A1.2b, SY-A1.3a"""
        refusal = Scene().accepted().no("first_opinion", "李", grant=True)
        assert (refusal.code, refusal.clause) == ("order", "附件1 第3项①")

    def test_it_is_given_once_and_not_after_the_decision(self):
        assert Scene().opined().no("first_opinion", "李", grant=False).code == "order"
        assert Scene().confirmed().no("first_opinion", "李", grant=False).code == "order"

    def test_without_a_stated_order_it_still_waits_for_acceptance(self):
        scene = Scene()
        review = replace(scene.book.spec.step("review"), after=())
        steps = tuple(review if step.kind == "review" else step for step in scene.book.spec.steps)
        scene.book = replace(scene.book, spec=replace(scene.book.spec, steps=steps))
        assert scene.no("first_opinion", "李", grant=True).code == "order"

    def test_no_is_an_opinion_too_and_cannot_be_approved(self):
        scene = Scene().surveyed()
        scene.do("first_opinion", "李", grant=False)
        scene.do("post", "李", where=["board"])
        assert scene.wait(8).no("confirm", "孙", amount=1).code == "order"
        scene.do("refuse", "孙", reason="收入超过标准")


class TestThreePairsOfHands:
    def test_who_accepted_neither_reviews_nor_approves(self):
        """SY-4.2d"""
        scene = Scene().lodged()
        scene.do("accept", "周")
        scene.inquired()
        refusal = scene.no("first_opinion", "周", grant=True)
        assert (refusal.code, refusal.clause) == ("hands", "附件1 第3项①")
        scene.do("first_opinion", "李", grant=True)
        scene.do("post", "李", where=["board"])
        assert scene.wait(8).no("confirm", "周", amount=1).code == "hands"
        assert scene.no("refuse", "周", reason="无").code == "hands"

    def test_the_house_keeps_hands_apart_where_the_document_is_silent(self):
        """YI states no hands: the promise of the house holds there too."""
        scene = Scene("yicheng", posting_days="7")
        scene.do("intend", authorised="all")
        scene.inquired().lodged().do("accept", "周")
        refusal = scene.no("first_opinion", "周", grant=True)
        assert refusal.code == "hands"
        assert "三双手" in refusal.clause


class TestApproving:
    def test_not_on_the_last_day_of_the_posting_but_the_day_after(self):
        """SY-A1.4a: posted 2025-03-03, seventh day 03-10."""
        scene = Scene().posted()
        refusal = scene.wait(7).no("confirm", "孙", amount=50_000)
        assert refusal.code == "early"
        assert "2025-03-11" in refusal.reason
        scene.wait(1).do("confirm", "孙", amount=50_000)
        assert scene.facts.benefit.first_month == "2025-04"

    def test_rolled_to_the_next_working_day_where_the_place_rolls(self):
        """SY-A1.4a: posted 2025-09-26, the seventh day 10-03 is a holiday; rolled, approval waits until 10-10."""
        scene = Scene(at=datetime(2025, 9, 26, 9, 0, tzinfo=SHANGHAI), roll_posting="true").posted()
        assert "2025-10-10" in scene.wait(8).no("confirm", "孙", amount=1).reason
        assert scene.wait(5).no("confirm", "孙", amount=1).code == "early"
        scene.wait(1).do("confirm", "孙", amount=1)

    def test_not_rolled_where_the_place_says_so(self):
        """SY-A1.4a, without rolling: from 10-04 on."""
        scene = Scene(at=datetime(2025, 9, 26, 9, 0, tzinfo=SHANGHAI), roll_posting="false").posted()
        assert "2025-10-04" in scene.wait(7).no("confirm", "孙", amount=1).reason
        scene.wait(1).do("confirm", "孙", amount=1)

    def test_an_open_objection_stops_it_even_where_the_posting_is_not_in_the_order(self):
        """QY-3.3.1a posts beside the meeting; an objection still has to be dealt with first."""
        scene = Scene("qinyuan", **QINYUAN).accepted().inquired()
        scene.do("first_opinion", "李", grant=True, amount=1)
        scene.do("post", "李", where=["board"])
        scene.do("object", words="他家有车")
        assert scene.wait(9).no("confirm", "孙", amount=1).code == "objection"

    def test_nothing_is_approved_before_there_is_an_opinion(self):
        """SY-A1.3a"""
        assert Scene().lodged().no("confirm", "孙", amount=1).code == "order"
        assert Scene().surveyed().no("confirm", "孙", amount=1).code == "order"
        scene = Scene("yicheng", posting_days="7").know(stage="surveyed")
        step = replace(scene.book.spec.step("confirm"), after=())
        steps = tuple(step if old.kind == "confirm" else old for old in scene.book.spec.steps)
        scene.book = replace(scene.book, spec=replace(scene.book.spec, steps=steps))
        assert "初审意见" in scene.no("confirm", "孙", amount=1).reason

    def test_decided_is_decided(self):
        scene = Scene().confirmed()
        assert scene.no("confirm", "孙", amount=1).code == "order"
        assert scene.no("refuse", "孙", reason="无").code == "order"

    def test_the_amount_is_needed_and_never_negative(self):
        """SY-A1.5b"""
        scene = Scene().posted().wait(8)
        assert scene.no("confirm", "孙").code == "missing"
        assert scene.no("confirm", "孙", amount=-1).code == "invalid"

    def test_the_county_only_supervises_what_was_handed_down(self):
        """SY-4.2c"""
        assert Scene().posted().wait(8).no("confirm", "县里", amount=1).code == "level"

    def test_past_the_cut_off_day_it_is_paid_a_month_later(self):
        """HX-6.2a: the twentieth."""
        assert month_of(date(2025, 12, 21), 2) == "2026-02"
        scene = Scene("huaxi", at=datetime(2025, 3, 10, 9, 0, tzinfo=SHANGHAI), posting_days="7").accepted()
        scene.do("request_check", "刘")
        scene.do("check_report", result="within")
        scene.do("visit", "包", who=[person("包"), person("赵")])
        scene.do("first_opinion", "李", grant=True, amount=1)
        scene.do("post", "李", where=["board"])
        scene.wait(12).do("confirm", "孙", amount=1)
        assert scene.facts.benefit.first_month == "2025-05"


class TestTheMeeting:
    def meeting(self, scene, **changes):
        members = [person("镇长"), person("李"), person("孙")]
        entered = {"chair": "zhen", "members": members, "for": 2, "against": 1, "minutes": True}
        return {**entered, **changes}

    def ready(self):
        scene = Scene("qinyuan", **QINYUAN).accepted()
        return scene.inquired()

    def test_one_alone_cannot_approve_where_a_meeting_decides(self):
        """QY-3.1.1k, QY-4.1a"""
        scene = self.ready()
        scene.do("first_opinion", "李", grant=True, amount=1)
        refusal = scene.no("confirm", "孙", amount=1)
        assert (refusal.code, refusal.clause) == ("panel", "三(一)1 审核确认")
        scene.do("panel", "李", **self.meeting(scene))
        scene.do("confirm", "孙", amount=1)

    def test_a_meeting_against_stops_it(self):
        scene = self.ready()
        scene.do("first_opinion", "李", grant=True, amount=1)
        scene.do("panel", "李", **self.meeting(scene, **{"for": 1, "against": 2}))
        assert scene.no("confirm", "孙", amount=1).code == "panel"

    def test_a_meeting_before_the_opinion_does_not_count(self):
        scene = self.ready()
        scene.do("panel", "李", **self.meeting(scene))
        scene.wait(1).do("first_opinion", "李", grant=True, amount=1)
        assert scene.no("confirm", "孙", amount=1).code == "panel"

    def test_the_head_alone_is_no_meeting(self):
        """QY-3.1.1k: 集体审批; how many make a quorum is not stated, but one is not many."""
        alone = {"members": [person("镇长")], "for": 1, "against": 0}
        refusal = self.ready().no("panel", "李", **self.meeting(None, **alone))
        assert (refusal.code, refusal.clause) == ("panel", "三(一)1 审核确认")

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"chair": "nobody"}, "panel"),
            ({"chair": "li"}, "panel"),
            ({"minutes": False}, "panel"),
            ({"for": 3, "against": 1}, "invalid"),
        ],
    )
    def test_chair_minutes_and_votes(self, changes, code):
        """QY-4.1a"""
        scene = self.ready()
        assert scene.no("panel", "李", **self.meeting(scene, **changes)).code == code

    def test_no_relative_votes(self):
        scene = self.ready().know(relatives=frozenset({"sun"}))
        assert scene.no("panel", "李", **self.meeting(scene)).code == "relative"


class TestTheTownshipsLimit:
    def case(self, **settings):
        scene = Scene("shangyu", "temporary", **settings).accepted()
        scene.do("request_check", "刘") if scene.book.spec.step("check") else None
        scene.know(stage="surveyed", check=scene.facts.check)
        scene.do("visit", "陈", who=[person("陈"), person("赵")])
        if scene.facts.check.requested:
            scene.do("check_report", result="within")
        scene.do("first_opinion", "李", grant=True, amount=1)
        return scene

    def test_up_to_six_times_the_standard_the_township_decides_above_it_the_county(self):
        """SY-2a, SY-2b: six times 1000 yuan, the limit itself included."""
        scene = self.case(standard="1000")
        assert scene.no("confirm", "孙", amount=600_001).code == "level"
        assert scene.no("confirm", "县里", amount=600_000).code == "level"
        scene.do("confirm", "孙", amount=600_000)
        assert (scene.facts.decision.level, scene.facts.benefit.last_month) == ("township", "2025-04")

    def test_above_it_the_county(self):
        """SY-2b"""
        scene = self.case(standard="1000")
        scene.do("confirm", "县里", amount=600_001)
        assert scene.facts.decision.level == "county"

    def test_a_limit_in_yuan_goes_before_a_multiple(self):
        scene = self.case(township_limit="500")
        assert scene.no("confirm", "孙", amount=50_001).code == "level"

    def test_nothing_stated_means_nothing_decided(self):
        """SY-2a: the standard itself is not in the document."""
        assert self.case().no("confirm", "孙", amount=1).code == "configure"

    def test_a_special_plan_is_filed_first(self):
        """SY-4.4a"""
        scene = self.case(standard="1000")
        outcome = scene.do("file_plan", "李", receipt="回执1")
        assert scene.facts.plan_filed
        assert outcome.data == {"receipt": "回执1"}


class TestExtending:
    def test_once_for_a_stated_reason_while_it_runs(self):
        """SY-4.2f: 20 working days become 28, for a late check or a complex case."""
        scene = Scene().accepted()
        assert scene.no("extend", "孙", reason="忙").code == "invalid"
        scene.do("extend", "孙", reason="complex")
        assert scene.no("extend", "孙", reason="complex").code == "order"

    def test_not_after_the_limit(self):
        """SY-4.2f"""
        assert Scene().accepted().wait(40).no("extend", "孙", reason="complex").code == "late"

    def test_not_where_the_document_is_silent_and_not_before_acceptance(self):
        assert Scene("yicheng").accepted().no("extend", "孙", reason="complex").code == "configure"
        assert Scene().lodged().no("extend", "孙", reason="complex").code == "order"


def test_children_do_not_authorise():
    scene = Scene(members=(*COUPLE, CHILD))
    assert [member.key for member in scene.facts.adults(scene.today)] == ["m1", "m2"]


def without(scene, *kinds):
    """The same law with these steps struck out."""
    steps = tuple(step for step in scene.book.spec.steps if step.kind not in kinds)
    scene.book = replace(scene.book, spec=replace(scene.book.spec, steps=steps))
    return scene


def test_a_programme_without_check_and_visit_may_still_record_them():
    """Disability and elder subsidies state neither: nothing is demanded of who was there or who authorised."""
    scene = without(Scene().lodged(), "check", "visit").know(authorised=frozenset())
    scene.do("request_check", "刘")
    scene.do("visit", "陈", who=[person("陈")])

    assert scene.facts.check.requested == scene.at


def test_an_order_may_wait_for_the_meeting():
    scene = Scene("qinyuan", **QINYUAN)
    assert not reached("panel", scene.ask("confirm", "孙"))
    scene.do("panel", "李", chair="zhen", members=[person("镇长"), person("李")], minutes=True, **{"for": 2})
    assert reached("panel", scene.ask("confirm", "孙"))


class TestOnlyWhatIsPaid:
    def test_a_grant_of_nothing_is_a_refusal(self):
        assert Scene().posted().wait(8).no("confirm", "孙", amount=0).code == "invalid"

    def test_no_money_of_a_kind_the_programme_does_not_pay(self):
        """SY-A1.5b: dibao has no care money."""
        scene = Scene().posted().wait(8)
        assert scene.no("confirm", "孙", amount=50_000, care_amount=10_000).code == "invalid"
