"""Changes and the end of support: told, heard, decided by another hand, served, in effect from a month."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.rules import clocks, flow, months
from casework.rules.change import amounts_on
from tests.casework.rules.scene import Scene, person


def approved(place="shangyu", programme="dibao", **settings):
    scene = Scene(place, programme, **settings)
    if place == "yicheng":
        scene.do("intend", authorised="all")
        scene.inquired().lodged().do("accept", "刘")
        scene.do("first_opinion", "李", grant=True, amount=50_000)
        scene.do("confirm", "孙", amount=50_000)
        return scene.wait(60)
    care = {"care_amount": 10_000} if programme == "tekun" else {}
    scene.posted().wait(8).do("confirm", "孙", amount=50_000, **care)
    return scene.wait(60)


def told(scene, **change):
    scene.do("propose_change", "李", cause="收入变化", **change)
    scene.do("notice", "刘", kind="advance", number="先1")
    scene.do("serve", "刘", kind="advance", served=scene.today.isoformat(), method="direct")
    return scene


def served(scene, kind="decision"):
    scene.do("notice", "刘", kind=kind, number="决1")
    scene.do("serve", "刘", kind=kind, served=scene.today.isoformat(), method="direct")
    return scene


class TestProposing:
    def test_only_where_something_is_paid(self):
        assert Scene().posted().no("propose_change", "李", cause="x", to=1).code == "order"
        scene = Scene().opined()
        scene.do("refuse", "孙", reason="超标")
        assert scene.no("propose_change", "李", cause="x", to=1).code == "order"

    def test_with_a_cause_and_an_amount(self):
        """SY-7.2b"""
        scene = approved()
        assert scene.no("propose_change", "李", to=1).code == "missing"
        assert scene.no("propose_change", "李", cause="收入变化").code == "missing"
        scene.do("propose_change", "李", cause="收入变化", to=40_000)
        assert scene.no("propose_change", "李", cause="再变", to=1).code == "order"
        assert scene.stage() == "changing"


class TestHearing:
    def test_nothing_is_decided_before_the_household_was_told_and_heard(self):
        """SY-A1.6a, SY-A1.6b: three calendar days from service."""
        scene = approved()
        assert scene.no("decide_change", "孙").code == "order"
        scene.do("propose_change", "李", cause="收入变化", to=40_000)
        refusal = scene.no("decide_change", "孙")
        assert (refusal.code, refusal.clause) == ("order", "附件1 第6项")
        scene.do("notice", "刘", kind="advance")
        assert scene.no("decide_change", "孙").code == "order"
        scene.do("serve", "刘", kind="advance", served=scene.today.isoformat(), method="direct")
        assert scene.wait(3).no("decide_change", "孙").code == "early"
        scene.wait(1).do("decide_change", "孙")

    def test_the_amount_of_now_is_no_change(self):
        """SY-7.2b: 明确增发、减发或者停发金额."""
        scene = approved()
        assert scene.no("propose_change", "李", cause="收入变化", to=50_000).code == "invalid"
        scene = told(scene, to=40_000).wait(4)
        scene.do("decide_change", "孙")
        served(scene)
        scene.wait(40)
        assert scene.no("propose_change", "李", cause="收入变化", to=40_000).code == "invalid"
        scene.do("propose_change", "李", cause="收入变化", to=50_000)

    def test_who_proposed_does_not_decide(self):
        scene = told(approved(), to=40_000).wait(4)
        scene.know(hands={**scene.facts.hands, "propose": ("sun",)})
        assert scene.no("decide_change", "孙").code == "hands"

    def test_what_the_household_said_is_answered(self):
        """SY-A1.6c"""
        scene = told(approved(), to=40_000)
        assert scene.no("defend").code == "missing"
        scene.do("defend", words="我没有收入")
        scene.wait(4)
        assert scene.no("decide_change", "孙").code == "missing"
        scene.do("decide_change", "孙", answer="已核实")
        assert scene.no("defend", words="还有").code == "order"


class TestTakingEffect:
    def test_the_month_after_the_decision_is_served(self):
        """SY-A1.6d"""
        scene = told(approved(), to=40_000).wait(4)
        scene.do("decide_change", "孙")
        assert flow.settle(scene.facts, scene.book, scene.today).change.effective == ""
        served(scene)
        settled = flow.settle(scene.facts, scene.book, scene.today)
        later = scene.today + timedelta(days=31)
        assert settled.change.effective == f"{later:%Y-%m}"
        assert amounts_on(settled, scene.today) == (50_000, 0)
        assert amounts_on(settled, later) == (40_000, 0)
        assert scene.stage() == "changing"
        assert scene.wait(31).stage() == "active"

    def test_a_second_change_starts_from_the_first(self):
        """SY-A1.6d: what is paid between the two is the changed amount, never the first one again."""
        scene = told(approved(), to=40_000).wait(4)
        scene.do("decide_change", "孙")
        served(scene)
        assert scene.wait(1).no("propose_change", "李", cause="再变", to=1).code == "order"
        scene.wait(40).do("propose_change", "李", cause="又变", to=30_000)
        assert amounts_on(scene.facts, scene.today) == (40_000, 0)

    def test_a_month_before_the_change_is_still_worth_what_it_was(self):
        """SY-A1.6d: a roster may be built late; every month keeps the amount that was in force in it."""
        scene = told(approved(), to=40_000).wait(4)
        scene.do("decide_change", "孙")
        served(scene)
        first = flow.settle(scene.facts, scene.book, scene.today).change.effective
        told(scene.wait(40), to=30_000).wait(4).do("decide_change", "孙")
        served(scene)
        settled = flow.settle(scene.facts, scene.book, scene.today)

        def paid(month):
            year, number = map(int, month.split("-"))
            return amounts_on(settled, date(year, number, 1))[0]

        assert paid(settled.benefit.first_month) == 50_000
        assert paid(first) == 40_000
        assert paid(settled.change.effective) == 30_000

    def test_a_proposal_that_fell_changes_nothing(self):
        """SY-7.2b: made on facts that are no longer so, never decided: the amount stays as it was."""
        scene = told(approved(), to=10_000)
        scene.know(circumstances={"renting": True})
        scene.do("propose_change", "李", to=40_000, cause="另行提出")
        assert amounts_on(scene.facts, scene.today) == (50_000, 0)

    def test_a_programme_without_columns_of_a_roster_stands_on_none(self):
        """SY-A1.7a: three groups are named; temporary aid is not among them."""
        scene = approved()
        assert flow.on_roster(scene.facts, scene.book, scene.today)
        unnamed = replace(scene.book, spec=replace(scene.book.spec, roster_columns=()))
        assert not flow.on_roster(scene.facts, unnamed, scene.today)

    def test_a_stop_ends_with_the_month_before(self):
        """SY-A1.6d"""
        scene = told(approved(), stop=True).wait(4)
        scene.do("decide_change", "孙")
        served(scene)
        last = f"{scene.today:%Y-%m}"
        assert flow.settle(scene.facts, scene.book, scene.today).benefit.last_month == last
        assert flow.on_roster(scene.facts, scene.book, scene.today)
        assert scene.stage() == "changing"
        scene.wait(40)
        assert scene.stage() == "ended"
        assert not flow.on_roster(scene.facts, scene.book, scene.today)
        assert scene.no("propose_change", "李", cause="x", to=1).code == "order"
        assert amounts_on(flow.settle(scene.facts, scene.book, scene.today), scene.today) == (0, 0)

    def test_where_nothing_is_said_about_effect_it_holds_from_the_next_month(self):
        """YI is silent on service before effect."""
        scene = approved("yicheng")
        scene.do("propose_change", "李", cause="收入变化", to=40_000)
        scene.do("decide_change", "孙")
        assert flow.settle(scene.facts, scene.book, scene.today).change.effective > f"{scene.today:%Y-%m}"

    def test_a_change_without_a_fixed_benefit_keeps_nothing_but_itself(self):
        scene = approved("yicheng").know(benefit=None)
        assert scene.no("propose_change", "李", cause="收入变化", to=40_000).code == "invalid"
        scene.do("propose_change", "李", cause="收入变化", stop=True)
        scene.do("decide_change", "孙")
        settled = flow.settle(scene.facts, scene.book, scene.today)
        assert settled.change.effective
        assert settled.benefit is None
        assert amounts_on(settled, scene.today) == (0, 0)


class TestTheEndIsPosted:
    """SY-A2.6c, SY-A2.6d, SY-A2.6e: for tekun the end of support is posted, and holds after the posting."""

    @pytest.fixture
    def ending(self):
        scene = told(approved(programme="tekun"), stop=True).wait(4)
        scene.do("decide_change", "孙")
        return scene

    def test_the_decision_is_served_before_it_is_posted(self, ending):
        assert ending.no("post", "李", where=["board"]).code == "order"
        served(ending).do("post", "李", where=["board"])
        assert ending.facts.posting.subject == "stop"
        assert flow.settle(ending.facts, ending.book, ending.today).change.effective == ""
        ending.wait(8)
        assert flow.settle(ending.facts, ending.book, ending.today).change.effective

    def test_the_letter_that_granted_it_is_not_the_letter_that_ends_it(self):
        """SY-A2.6d: the approval's decision was served long ago."""
        scene = told(served(approved(programme="tekun")), stop=True).wait(4)
        scene.do("decide_change", "孙")
        assert scene.no("post", "李", where=["board"]).code == "order"
        served(scene).do("post", "李", where=["board"])

    def test_what_comes_after_the_end_took_effect_does_not_undo_it(self, ending):
        served(ending).do("post", "李", where=["board"])
        ending.wait(8).facts = flow.settle(ending.facts, ending.book, ending.today)
        assert ending.no("repost", "李", where=["board"]).code == "order"
        ending.do("object", words="他真困难")
        ending.do("resurvey", "陈", who=[person("陈")])
        ending.do("close_objection", "孙", outcome="upheld")
        assert ending.facts.change.effective
        assert ending.facts.benefit.last_month

    def test_an_objection_to_what_hangs_no_longer_fells_nothing_by_itself(self, ending):
        served(ending).do("post", "李", where=["board"])
        ending.do("object", words="他真困难")
        ending.do("resurvey", "陈", who=[person("陈")])
        ending.know(posting=replace(ending.facts.posting, subject="result"))
        ending.do("close_objection", "孙", outcome="upheld")
        assert ending.facts.change is not None

    def test_down_to_nothing_is_an_end_and_no_new_amount(self):
        """SY-A2.6d"""
        scene = approved(programme="tekun")
        assert scene.no("propose_change", "李", to=0, cause="不再符合条件").code == "invalid"

    def test_an_upheld_objection_ends_the_ending(self, ending):
        served(ending).do("post", "李", where=["board"])
        ending.do("object", words="他真困难")
        assert ending.no("close_objection", "李", outcome="upheld").code == "role"
        ending.do("resurvey", "陈", who=[person("陈")])
        ending.do("close_objection", "孙", outcome="upheld")
        assert (ending.stage(), ending.facts.change) == ("active", None)
        assert ending.no("repost", "李", where=["board"]).code == "order"
        assert ending.no("object", words="他不困难").code == "order"

    def test_a_dismissed_one_needs_a_new_posting(self, ending):
        """SY-A2.6e"""
        served(ending).do("post", "李", where=["board"])
        ending.do("object", words="他真困难")
        ending.do("resurvey", "陈", who=[person("陈")])
        ending.wait(9).do("close_objection", "孙", outcome="dismissed")
        assert flow.settle(ending.facts, ending.book, ending.today).change.effective == ""
        ending.do("repost", "李", where=["board"])
        ending.wait(8)
        assert flow.settle(ending.facts, ending.book, ending.today).change.effective

    def test_a_later_ending_is_posted_as_a_new_one(self, ending):
        served(ending).do("post", "李", where=["board"])
        ending.do("object", words="他真困难")
        ending.do("resurvey", "陈", who=[person("陈")])
        ending.do("close_objection", "孙", outcome="upheld")
        told(ending.wait(1), stop=True).wait(5).do("decide_change", "孙")
        served(ending)
        assert ending.no("repost", "李", where=["board"]).code == "order"
        ending.do("post", "李", where=["board"])
        assert ending.facts.posting.round == 1

    def test_of_a_new_amount_annex_two_says_nothing(self):
        """SY-A2.6a: neither announced first nor heard nor posted; it holds from the month after the decision."""
        scene = approved(programme="tekun")
        scene.do("propose_change", "李", to=60_000, cause="标准提高")
        scene.do("decide_change", "孙")
        month = months.month_of(scene.today, 1)
        assert flow.settle(scene.facts, scene.book, scene.today).change.effective == month
        scene.do("post", "李", where=["board"])
        assert scene.facts.posting.subject == "result"

    def test_a_new_amount_may_be_announced_and_gives_no_clock(self):
        """SY-A2.6b: the three days belong to the end of support."""
        scene = told(approved(programme="tekun"), to=60_000)
        assert clocks.due("defence", scene.facts, scene.book) is None
        scene.do("decide_change", "孙")


def test_a_meeting_decides_the_change_where_it_decided_the_grant():
    """QY-3.1.1k"""
    scene = Scene("qinyuan", posting_days="7").accepted().inquired()
    scene.do("first_opinion", "李", grant=True, amount=1)
    meeting = {"chair": "zhen", "members": [person("镇长"), person("李")], "for": 2, "minutes": True}
    scene.do("panel", "李", **meeting)
    scene.do("confirm", "孙", amount=1)
    scene.wait(60).do("propose_change", "李", cause="收入变化", to=40_000)
    if scene.book.spec.step("change").option("advance"):
        served(scene, "advance").wait(10)
    assert scene.no("decide_change", "孙").code == "panel"
    scene.do("panel", "李", **meeting)
    scene.do("decide_change", "孙")
