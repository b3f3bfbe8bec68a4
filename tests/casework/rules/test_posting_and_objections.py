"""What is posted when, and what an objection stops, fells, or lets stand."""

import pytest

from casework.rules import clocks
from casework.rules.clocks import not_before
from tests.casework.rules.scene import Scene, person


def objected(scene):
    scene.do("object", words="他家有车")
    return scene


def resurveyed(scene):
    scene.do("resurvey", "陈", who=[person("陈")])
    return scene


class TestPosting:
    def test_after_the_opinion_before_the_decision(self):
        """SY-A1.4a"""
        scene = Scene().surveyed()
        refusal = scene.no("post", "李", where=["board"])
        assert (refusal.code, refusal.clause) == ("order", "附件1 第4项①")
        scene.do("first_opinion", "李", grant=True, amount=1)
        assert scene.no("post", "李").code == "missing"
        assert scene.no("post", "李", where=["墙"]).code == "missing"
        scene.do("post", "李", where=["board"])
        assert scene.no("post", "李", where=["board"]).code == "order"

    def test_only_what_was_approved_where_the_place_posts_results(self):
        """YI-2.2a, YI-2.2c"""
        scene = Scene("yicheng", posting_days="7")
        scene.do("intend", authorised="all")
        scene.inquired().lodged().do("accept", "刘")
        scene.do("first_opinion", "李", grant=True, amount=1)
        assert scene.no("post", "李", where=["board"]).code == "order"
        scene.do("confirm", "孙", amount=1)
        scene.do("post", "李", where=["board"])
        assert (scene.facts.posting.subject, scene.facts.stage) == ("result", "confirmed")
        assert not_before(scene.facts, scene.book) == {}

    def test_a_length_that_nobody_stated_is_asked_for(self):
        """YI-2.2c: configure the length."""
        scene = Scene("yicheng")
        scene.do("intend", authorised="all")
        scene.inquired().lodged().do("accept", "刘")
        scene.do("first_opinion", "李", grant=True, amount=1)
        scene.do("confirm", "孙", amount=1)
        assert scene.no("post", "李", where=["board"]).code == "configure"

    def test_a_refused_case_is_not_posted(self):
        scene = Scene().opined()
        scene.do("refuse", "孙", reason="收入超过标准")
        assert scene.no("post", "李", where=["board"]).code == "order"

    def test_a_posting_is_repeated_only_for_an_opinion_that_stands(self):
        """SY-A1.4a"""
        assert Scene().opined().no("repost", "李", where=["board"]).code == "order"
        scene = Scene().posted()
        scene.do("repost", "李", where=["board"])
        assert scene.facts.posting.round == 2
        assert objected(scene).no("repost", "李", where=["board"]).code == "objection"

    def test_a_decided_case_does_not_become_posted_again(self):
        scene = Scene().confirmed()
        assert scene.no("repost", "李", where=["board"]).code == "order"


class TestObjections:
    def test_one_stops_the_approval_and_not_the_clock(self):
        """SY-A1.4b"""
        scene = objected(Scene().posted())
        whole = clocks.due("whole", scene.facts, scene.book).due
        assert scene.facts.stage == "objected"
        scene.wait(8)
        assert scene.no("confirm", "孙", amount=1).code in ("objection", "order")
        assert scene.no("refuse", "孙", reason="无").code == "objection"
        assert clocks.due("whole", scene.facts, scene.book).due == whole

    def test_answered_first_then_closed(self):
        """SY-A1.4b: a new survey or an appraisal."""
        scene = objected(Scene().posted())
        assert scene.no("close_objection", "李", outcome="dismissed").code == "order"
        resurveyed(scene)
        assert scene.no("close_objection", "孙", outcome="dismissed").code == "role"
        assert scene.no("close_objection", "李").code == "missing"
        scene.do("close_objection", "李", outcome="dismissed")
        assert scene.facts.stage == "posted"
        assert scene.no("close_objection", "李", outcome="dismissed").code == "order"
        assert scene.no("appraise", "李").code == "order"
        scene.wait(8).do("confirm", "孙", amount=1)

    def test_only_the_answers_of_the_place(self):
        """YI-2.2d: the township organises an appraisal."""
        scene = Scene("yicheng", posting_days="7")
        scene.do("intend", authorised="all")
        scene.inquired().lodged().do("accept", "刘")
        scene.do("first_opinion", "李", grant=True, amount=1)
        scene.do("confirm", "孙", amount=1)
        scene.do("post", "李", where=["board"])
        objected(scene)
        assert scene.facts.stage == "confirmed"
        assert scene.no("resurvey", "陈").code == "order"
        assert scene.no("appraise", "赵").code == "role"
        scene.do("appraise", "李", who=[person("李")], **{"for": 7, "against": 2})
        scene.do("close_objection", "李", outcome="dismissed")
        assert scene.facts.decision.grant

    def test_upheld_against_a_posted_result_the_decision_falls_with_the_opinion(self):
        """YI-2.2c, YI-2.2d: what was approved and posted is undone; a new opinion or a refusal follows."""
        scene = objected(self.result())
        scene.do("appraise", "李", who=[person("李")], **{"for": 2, "against": 7})
        scene.do("close_objection", "李", outcome="upheld")

        assert (scene.facts.stage, scene.facts.decision, scene.facts.benefit) == ("surveyed", None, None)
        assert scene.no("post", "李", where=["board"]).code == "order"
        scene.do("first_opinion", "李", grant=True, amount=1)
        scene.do("confirm", "孙", amount=1)
        scene.do("post", "李", where=["board"])
        assert scene.facts.posting.at >= scene.facts.decision.at

    def test_who_objects_when_the_result_has_hung_its_days_does_not_undo_it(self):
        """YI-2.2d: then a change has to be proposed."""
        scene = objected(self.result().wait(8))
        scene.do("appraise", "李", who=[person("李")], **{"for": 2, "against": 7})
        scene.do("close_objection", "李", outcome="upheld")
        assert scene.facts.decision.grant

    @staticmethod
    def result():
        scene = Scene("yicheng", posting_days="7")
        scene.do("intend", authorised="all")
        scene.inquired().lodged().do("accept", "刘")
        scene.do("first_opinion", "李", grant=True, amount=1)
        scene.do("confirm", "孙", amount=1)
        scene.do("post", "李", where=["board"])
        return scene

    def test_only_on_the_website_is_not_where_the_applicant_lives(self):
        """SY-A1.4a, QY-3.3.1a: the village sees it."""
        scene = Scene().opined()
        assert "网站" in scene.no("post", "李", where=["website"]).reason
        scene.do("post", "李", where=["website", "board"])

    def test_upheld_it_fells_the_opinion_and_the_new_one_is_posted_anew(self):
        """SY-A1.4a, SY-A1.4b: the seven days belong to the opinion that is approved."""
        scene = resurveyed(objected(Scene().posted()))
        scene.wait(9).do("close_objection", "李", outcome="upheld")
        assert (scene.facts.stage, scene.facts.opinion) == ("surveyed", None)
        assert scene.no("repost", "李", where=["board"]).code == "order"
        assert scene.no("object", words="还有").code == "order"
        scene.do("first_opinion", "李", grant=True, amount=1)
        assert clocks.due("confirm", scene.facts, scene.book).name == "whole"
        assert scene.no("confirm", "孙", amount=1).code == "order"
        scene.wait(1).do("post", "李", where=["board"])
        assert scene.no("confirm", "孙", amount=1).code == "early"
        scene.wait(8).do("confirm", "孙", amount=1)

    def test_an_upheld_objection_may_end_in_refusal(self):
        scene = resurveyed(objected(Scene().posted()))
        scene.do("close_objection", "李", outcome="upheld")
        scene.do("refuse", "孙", reason="收入超过标准")

    def test_two_at_once_are_counted(self):
        scene = objected(objected(Scene().posted()))
        assert (scene.facts.objection.open_count, scene.facts.objections) == (2, 2)

    def test_nothing_posted_nothing_to_object_to(self):
        assert Scene().opined().no("object", words="他家有车").code == "order"

    @pytest.mark.parametrize(("anew", "stage"), [(False, "surveyed"), (True, "opined")])
    def test_dismissed_after_a_new_programme_it_goes_on_from_where_the_case_stands(self, anew, stage):
        """YC-4a: reclassified while the objection was open."""
        scene = objected(Scene().posted()).wait(1)
        scene.do("reclassify", "李", to="margin")
        if anew:
            scene.do("first_opinion", "李", grant=True, amount=1)
        resurveyed(scene)
        scene.do("close_objection", "李", outcome="dismissed")
        assert scene.facts.stage == stage

    def test_an_objection_that_outlives_the_decision_changes_nothing_about_it(self):
        scene = Scene().confirmed()
        objected(scene)
        resurveyed(scene)
        scene.do("close_objection", "李", outcome="upheld")
        assert scene.facts.decision.grant


def test_without_a_stated_answer_an_objection_is_simply_decided():
    """HX is silent on how an objection is answered: closing needs no survey and no appraisal."""
    scene = Scene("huaxi", posting_days="7").accepted()
    scene.do("request_check", "刘")
    scene.do("check_report", result="within")
    scene.do("visit", "包", who=[person("包"), person("赵")])
    scene.do("first_opinion", "李", grant=True, amount=1)
    scene.do("post", "李", where=["board"])
    objected(scene).do("close_objection", "李", outcome="dismissed")

    assert scene.facts.stage == "posted"
