"""What stands exactly on the line: the day itself, the equal number, the moment itself, and what one of two conditions alone says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.rules.closing import found_wrong, issued_since, served_since
from casework.rules.completeness import missing
from casework.rules.decision import above_township
from casework.rules.earlier import since
from casework.rules.facts import (
    Benefit,
    Change,
    Decision,
    NoticeFact,
    Objection,
    Opinion,
    Panel,
    Posting,
)
from casework.rules.flow import decide
from casework.rules.gate import check_hands, reached
from casework.rules.mandate import check_letter
from casework.rules.refusal import StepRefused
from casework.rules.signing import change_fallen, opinion_fallen, sign
from policies.rules.parameters import Parameter
from tests.casework.rules.scene import CAST, KIN, Scene, person
from tests.casework.rules.test_what_a_pack_says import with_option


class TestMilestones:
    def test_a_refusal_is_not_an_approval(self):
        scene = Scene().surveyed()
        for grant in (True, False):
            scene.know(decision=Decision(grant, scene.at))
            assert reached("confirm", scene.ask("post", "刘")) is grant

    @pytest.mark.parametrize(("approves", "rejects", "passed"), [(3, 2, True), (2, 2, False), (1, 2, False)])
    def test_a_tie_approves_nothing(self, approves, rejects, passed):
        """QY-4.1a"""
        scene = Scene("qinyuan")
        scene.know(panel=Panel(scene.at, approves, rejects))
        assert reached("panel", scene.ask("confirm", "孙")) is passed

    @pytest.mark.parametrize(("later", "served"), [(-1, True), (0, True), (1, False)])
    def test_a_decision_is_served_on_the_day_and_not_before_it(self, later, served):
        """SY-A1.5h: an announcement serves on its last day."""
        scene = Scene()
        day = scene.today + timedelta(days=later)
        scene.know(notices=(NoticeFact("decision", scene.at, served=day),))
        assert reached("serve:decision", scene.ask("post", "刘")) is served

    @pytest.mark.parametrize(("later", "over"), [(-1, True), (0, False), (1, False)])
    def test_a_posted_result_hangs_through_its_last_day(self, later, over):
        """YI-2.2d: the last day still belongs to the posting."""
        scene = Scene("yicheng")
        hung = Posting(scene.at, 7, scene.today + timedelta(days=later), "result")
        scene.know(decision=Decision(True, scene.at), posting=hung)
        assert reached("post", scene.ask("file", "刘")) is over

    def test_a_posting_from_before_the_decision_is_not_that_of_its_result(self):
        scene = Scene("yicheng").wait(30)
        old = Posting(scene.at - timedelta(days=20), 7, scene.today - timedelta(days=14), "review")
        scene.know(decision=Decision(True, scene.at), posting=old)
        assert reached("post", scene.ask("file", "刘")) is False


class TestWho:
    def test_kin_is_declared_for_a_case_of_the_next_town_too(self):
        """QY-4.2a: an officer of elsewhere has no hand here, and may say that it is his family."""
        scene = Scene()
        far = replace(CAST["刘"], units=("770101999",))
        said = {"officer": "liu", **KIN}

        found = decide("relative", scene.facts, scene.book, far, scene.at, said)
        assert found.facts.relatives == {"liu"}
        with pytest.raises(StepRefused) as refused:
            decide("accept", scene.facts, scene.book, far, scene.at)
        assert refused.value.code == "scope"

    def test_a_place_may_keep_more_duties_apart_than_the_three(self):
        """A pack that names one more is heard, with its own clause; one that names none still has three hands."""
        scene = Scene().know(hands={"visit": ("sun",), "accept": ("liu",)})
        check_hands(scene.ask("confirm", "孙"))
        steps = tuple(
            replace(step, apart_from=("visit",)) if step.kind == "confirm" else step
            for step in scene.book.spec.steps
        )
        scene.book = replace(scene.book, spec=replace(scene.book.spec, steps=steps))
        step = scene.book.spec.step("confirm")

        with pytest.raises(StepRefused) as refused:
            check_hands(scene.ask("confirm", "孙"))
        assert (refused.value.code, refused.value.clause) == ("hands", step.cite.clause)

    def test_three_hands_hold_where_the_place_writes_no_such_step(self):
        """The fourth promise of the house: it does not hang on a document."""
        scene = Scene().know(hands={"accept": ("sun",)})
        steps = tuple(step for step in scene.book.spec.steps if step.kind != "confirm")
        scene.book = replace(scene.book, spec=replace(scene.book.spec, steps=steps))

        with pytest.raises(StepRefused) as refused:
            check_hands(scene.ask("confirm", "孙"))
        assert refused.value.code == "hands"

    def test_who_closes_an_objection_is_named_by_what_it_is_against(self):
        scene = Scene().know(objection=Objection(Scene().at, against="review", answered=True))
        assert scene.no("close_objection", "孙", outcome="upheld").reason == "异议由初审岗办结"
        scene.know(objection=Objection(scene.at, against="stop", answered=True))
        assert scene.no("close_objection", "李", outcome="upheld").reason == "终止的异议由审批岗决定"


class TestHowMuch:
    @pytest.mark.parametrize(
        ("operator", "amount", "above"), [("below", 300_000, True), ("below", 299_999, False)]
    )
    def test_a_limit_that_excludes_itself_leaves_it_to_the_county(self, operator, amount, above):
        """SY-4.4b: 以内 takes the number in, 以下 as a place may write it leaves it out."""
        scene = Scene(programme="temporary")
        limit = Parameter("township_limit", "限额", "3000", operator=operator, programme="temporary")
        scene.book = replace(scene.book, parameters=scene.book.parameters.with_rows([limit]))
        assert (above_township(scene.ask("confirm", "孙"), amount) is not None) is above

    def test_a_limit_that_includes_itself_is_the_townships(self):
        """SY-4.4b"""
        scene = Scene(programme="temporary", township_limit="3000")
        assert above_township(scene.ask("confirm", "孙"), 300_000) is None
        assert above_township(scene.ask("confirm", "孙"), 300_001) == 300_000

    def test_a_second_aid_of_the_same_cause_is_approved_with_a_reason_only(self):
        """QY-3.1.1r: asked at the approval itself."""
        scene = Scene().posted().wait(8)
        refused = scene.no("confirm", "孙", amount=50_000, earlier=["演2024-0007"], basis="符合条件")
        assert (refused.code, "演2024-0007" in refused.reason) == ("missing", True)
        done = scene.do("confirm", "孙", amount=50_000, earlier=["演2024-0007"], despite="又住院了")
        assert (done.data["earlier"], done.data["despite"]) == (["演2024-0007"], "又住院了")

    def test_aid_given_on_the_very_day_of_the_look_back_counts(self):
        """QY-3.1.1r: twelve months back, the day itself included."""
        scene = Scene()
        year_ago = scene.at.replace(year=scene.at.year - 1)
        assert since(year_ago, scene.today, 12)
        assert not since(year_ago - timedelta(days=1), scene.today, 12)

    def test_what_an_approver_wrote_of_his_own_accord_is_kept(self):
        """YI-1.3a: a place may ask for the basis; nobody loses it where none does."""
        scene = Scene().posted().wait(8)
        assert (
            scene.do("confirm", "孙", amount=50_000, basis=" 收入低于标准 ").data["basis"] == "收入低于标准"
        )

    def test_no_mandate_is_looked_at_where_none_was_handed_in(self):
        """HX-A2: simulation of a draft has no office to ask."""
        assert check_letter(Scene(delegation_letter="refuse").ask("confirm", "孙")) == ""


class TestWhatWasEntered:
    def test_an_application_says_which_way_it_came_and_keeps_it(self):
        scene = Scene().lodged()
        assert scene.facts.channel == "window"
        passed_on = Scene()
        passed_on.do("take", "赵", reason="卧病", evidence="合影", related=False)
        passed_on.do("forward", "赵", supplied="all", signed="all")
        assert passed_on.facts.channel == "village"

    def test_nobody_authorises_when_nobody_is_named(self):
        """QY-3.1.1g"""
        assert "谁授权" in Scene().no("authorise", scope="存款").reason

    def test_supporters_are_waited_for_only_where_the_place_asks_for_their_signature(self):
        """SY-A1.1d"""
        scene = Scene().know(supporters=frozenset({"女儿家"}), signed=frozenset({"m1", "m2"}))
        assert "女儿家" in missing(scene.facts, scene.book.spec, scene.today)
        with_option(scene, "lodge", supporters_sign=None)
        assert "女儿家" not in missing(scene.facts, scene.book.spec, scene.today)

    def test_a_posting_needs_a_place_that_there_is(self):
        """SY-A1.4a"""
        for where in ([], ["wall"], ["board", "wall"]):
            scene = with_option(Scene().opined(), "post", local=None)
            assert scene.no("post", "刘", where=where).code == "missing"
        scene.do("post", "刘", where=["website"])
        assert Scene().opined().no("post", "刘", where=["website"]).code == "missing"

    def test_a_letter_that_is_served_keeps_what_is_known_of_it_and_leaves_the_others_alone(self):
        scene = Scene().confirmed()
        scene.do("notice", "刘", kind="acceptance", number="受1")
        scene.wait(1).do("notice", "刘", kind="decision", number="决1")
        scene.do("serve", "刘", kind="decision", served=None, method="direct")
        scene.do("serve", "刘", kind="decision", served=scene.today.isoformat(), method="ems", signed_by="m1")
        scene.do("serve", "刘", kind="decision", served=scene.today.isoformat())

        assert [one.kind for one in scene.facts.notices] == ["acceptance", "decision"]
        decision = scene.facts.notice("decision")
        assert (decision.attempts, decision.signed_by) == (("direct", "ems", ""), "m1")

    def test_a_complaint_and_a_withdrawal_keep_what_was_said(self):
        scene = Scene().lodged()
        assert scene.do("complain", id="举7").data == {"id": "举7"}
        assert Scene().lodged().do("complain").data == {"id": ""}
        assert scene.do("withdraw", reason=" 儿子回来了 ").data == {"reason": "儿子回来了"}
        assert Scene().lodged().do("withdraw").data == {"reason": ""}


class TestWhenItChanged:
    def test_a_correction_of_the_very_moment_is_what_was_signed(self):
        scene = Scene().opined()
        for later, falls in ((0, ()), (1, ("入户调查表",))):
            amended = scene.facts.opinion.at + timedelta(seconds=later)
            scene.know(times={**scene.facts.times, "amend": amended})
            assert opinion_fallen(scene.facts, scene.facts.opinion) == falls

    @pytest.mark.parametrize(("stop", "falls"), [(False, ("核对结果",)), (True, ())])
    def test_a_check_over_the_line_fells_a_new_amount_and_bears_an_end(self, stop, falls):
        """SY-A1.6c"""
        scene = Scene().confirmed()
        before = replace(sign(scene.facts), check="")
        scene.know(check=replace(scene.facts.check, result="over"))
        change = Change(scene.at, stop, None if stop else 1, "x", signed=before)
        assert change_fallen(scene.facts, change) == falls

    @pytest.mark.parametrize(("last", "refused"), [("2025-03", False), ("2025-02", True)])
    def test_a_change_may_be_proposed_in_the_last_month_and_not_after_it(self, last, refused):
        scene = Scene().confirmed()
        assert f"{scene.today:%Y-%m}" == "2025-03"
        scene.know(benefit=Benefit(50_000, 0, "2024-01", last))
        if refused:
            assert "正在享受" in scene.no("propose_change", "李", to=40_000, cause="x").reason
        else:
            assert scene.do("propose_change", "李", to=40_000, cause="x").data["to"] == 40_000


class TestAResultFoundWrong:
    def upheld(self, **facts):
        """A result that was decided, objected to and found wrong, a day each."""
        scene = Scene("yicheng")
        closed = scene.at + timedelta(days=2)
        objection = Objection(scene.at + timedelta(days=1), outcome="upheld", against="result")
        known = {
            "decision": Decision(True, scene.at),
            "objection": objection,
            "times": {"close_objection": closed},
        }
        return scene.know(**known | facts).facts, closed

    def test_it_waits_for_a_change_that_comes_after_it(self):
        """YI-2.2d, YC-5.4a"""
        facts, closed = self.upheld()
        assert found_wrong(facts)
        before, after = (Change(closed + timedelta(seconds=n)) for n in (-1, 0))
        assert found_wrong(replace(facts, change=before))
        assert not found_wrong(replace(facts, change=after))

    def test_a_decision_made_since_has_drawn_the_consequence(self):
        facts, closed = self.upheld()
        assert not found_wrong(replace(facts, decision=Decision(True, closed)))
        assert not found_wrong(replace(facts, decision=None))

    def test_nothing_waits_that_was_not_closed_or_not_upheld_or_not_against_the_result(self):
        facts, _closed = self.upheld()
        assert not found_wrong(replace(facts, times={}))
        assert not found_wrong(replace(facts, objection=replace(facts.objection, outcome="dismissed")))
        assert not found_wrong(replace(facts, objection=replace(facts.objection, against="review")))

    def test_a_letter_counts_from_the_moment_it_answers(self):
        scene = Scene()
        scene.know(notices=(NoticeFact("decision", scene.at, served=scene.today),))
        for later, counts in ((0, True), (1, False)):
            moment = scene.at + timedelta(seconds=later)
            assert issued_since(scene.facts, "decision", moment) is counts
            assert served_since(scene.facts, "decision", moment, scene.today) is counts


def test_a_refusal_after_an_upheld_objection_stands_on_no_opinion_or_on_one_that_stands():
    """SY-A1.4c: the objection felled the opinion; a newer one that has fallen too carries nothing."""
    scene = Scene().surveyed()
    upheld = Objection(scene.at, outcome="upheld", against="review", answered=True)
    scene.know(objection=upheld, opinion=None)
    again = replace(
        scene.facts, opinion=Opinion(False, scene.at, signed=replace(sign(scene.facts), household="x"))
    )

    assert scene.do("refuse", "孙", reason="收入超过标准").data == {"reason": "收入超过标准"}
    scene.facts = again
    assert scene.no("refuse", "孙", reason="收入超过标准").code == "changed"


def test_who_visited_is_not_asked_where_the_place_writes_no_visit():
    scene = Scene().accepted()
    steps = tuple(step for step in scene.book.spec.steps if step.kind != "visit")
    scene.book = replace(scene.book, spec=replace(scene.book.spec, steps=steps))
    assert scene.do("visit", "陈", who=[person("陈")]).clause == ""
