"""What keeps a decided case open: its letter until it is served, and a result that an objection found wrong."""

from datetime import timedelta

from casework.rules.agenda import SOMEBODY, agenda
from casework.rules.closing import found_wrong, owed
from tests.casework.rules.scene import CAST, HELD, Scene, person
from tests.casework.rules.test_changes import approved, served


def refused(place: str = "shangyu") -> Scene:
    scene = Scene(place)
    if place == "yicheng":
        scene.do("intend", authorised="all")
        scene.inquired().lodged().do("accept", "刘")
        scene.do("first_opinion", "李", grant=False)
    else:
        scene.opined()
    scene.do("refuse", "孙", reason="超过标准")
    return scene


def still_owed(scene: Scene):
    return owed(scene.facts, scene.book, scene.today)


class TestLetters:
    def test_a_refusal_is_open_until_its_letter_is_served(self):
        """YI-2.4e, HX-5.2b, SY-A1.5c"""
        for place in ("yicheng", "shangyu"):
            scene = refused(place)
            assert [(letter.kind, letter.issued) for letter in still_owed(scene)] == [("refusal", False)]
            scene.do("notice", "刘", kind="refusal", number="告1")
            assert [(letter.kind, letter.issued) for letter in still_owed(scene)] == [("refusal", True)]
            waiting = agenda(scene.facts, scene.book, CAST["刘"], scene.at).waiting
            assert waiting is not None
            assert "还没有送达，这一件还不能办结" in waiting.reason
            scene.do("serve", "刘", kind="refusal", served=scene.today.isoformat(), method="direct")
            assert still_owed(scene) == ()
            assert agenda(scene.facts, scene.book, CAST["刘"], scene.at).waiting is None

    def test_an_announcement_serves_on_its_last_day_and_not_before(self):
        """SY-A1.5h"""
        scene = refused()
        scene.do("notice", "刘", kind="refusal", number="告1")
        scene.do(
            "serve",
            "刘",
            kind="refusal",
            served=(scene.today + timedelta(days=30)).isoformat(),
            method="public",
        )
        assert still_owed(scene)
        scene.wait(30)
        assert still_owed(scene) == ()

    def test_a_place_that_says_nothing_of_letters_owes_none(self):
        assert still_owed(refused("yangcheng")) == ()
        assert still_owed(refused("qinyuan")) == ()

    def test_a_changed_amount_owes_the_letter_of_this_change(self):
        """YI-2.4e: adjust and stop notices are given in time."""
        scene = approved("yicheng", posting_days="7")
        scene.do("propose_change", "李", cause="收入变化", to=40_000)
        assert still_owed(scene) == ()
        scene.do("decide_change", "孙")
        assert [(letter.kind, letter.issued) for letter in still_owed(scene)] == [("decision", False)]
        served(scene)
        assert still_owed(scene) == ()

    def test_the_wish_with_a_negative_check_leads_to_a_written_no(self):
        """YI-2.1c: over the line before acceptance, what is due is the refusal with its reasons."""
        scene = Scene("yicheng")
        scene.do("intend", authorised="all")
        scene.do("request_check", "刘")
        scene.do("check_report", result="over", number="核1")
        scene.lodged()
        found = agenda(scene.facts, scene.book, SOMEBODY, scene.at)
        assert found.upcoming == "decline"
        scene.do("decline", "刘", reason="核对超过标准")
        (letter,) = still_owed(scene)
        assert (letter.kind, letter.clause) == ("refusal", "二 一是")

    def test_nobody_leaves_the_rolls_without_a_written_notice(self):
        """YC-5.1c"""
        scene = Scene("yangcheng", posting_days="7").opined()
        scene.do("confirm", "孙", amount=50_000)
        scene.wait(60)
        scene.do("propose_change", "李", cause="家庭收入超过标准", stop=True)
        scene.do("decide_change", "孙")
        scene.wait(60)
        assert scene.stage() == "changing"
        scene.do("notice", "刘", kind="decision", number="书1")
        scene.wait(31)
        assert scene.stage() == "ended"


class TestFoundWrong:
    def test_an_upheld_objection_to_a_result_calls_for_a_change(self):
        """YC-4b, YI-2.2d: once the result has hung its days, what an upheld objection leads to is a change."""
        scene = approved("yicheng", posting_days="7")
        scene.do("post", "李", where=["board"])
        scene.wait(8).do("object", id="y1")
        scene.do("appraise", "李", who=[person("李")], **HELD)
        assert not found_wrong(scene.facts)
        scene.do("close_objection", "李", outcome="upheld")
        assert found_wrong(scene.facts)
        assert agenda(scene.facts, scene.book, CAST["李"], scene.at).primary == "propose_change"
        scene.wait(1).do("propose_change", "李", cause="异议成立：名下有车", stop=True)
        assert not found_wrong(scene.facts)

    def test_raised_in_time_it_has_felled_the_decision_already(self):
        """YI-2.2d: a new opinion follows, not a change."""
        scene = approved("yicheng", posting_days="7")
        scene.do("post", "李", where=["board"])
        scene.do("object", id="y1")
        scene.do("appraise", "李", who=[person("李")], **HELD)
        scene.do("close_objection", "李", outcome="upheld")
        assert not found_wrong(scene.facts)
        assert agenda(scene.facts, scene.book, CAST["李"], scene.at).primary == "first_opinion"

    def test_a_dismissed_one_calls_for_nothing(self):
        scene = approved("yicheng", posting_days="7")
        scene.do("post", "李", where=["board"])
        scene.do("object", id="y1")
        scene.do("appraise", "李", who=[person("李")], **HELD)
        scene.do("close_objection", "李", outcome="dismissed")
        assert not found_wrong(scene.facts)
        assert not found_wrong(Scene().facts)
