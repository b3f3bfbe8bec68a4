"""The certificate: only where the place's paper gives one, stamped every year, destroyed by two when support is over."""

from datetime import date, datetime, timedelta

import pytest

from casework.rules import agenda, certificate
from casework.rules.asking import SHANGHAI
from casework.rules.facts import Benefit, Certificate, Change, Decision
from policies.rules.identity import demo_id
from tests.casework.rules.scene import CAST, Scene, person

START = datetime(2025, 3, 3, 9, 0, tzinfo=SHANGHAI)
NUMBER = "上虞证 0001"


def on_support(**more):
    return Scene(**more).confirmed()


def with_certificate():
    scene = on_support().wait(1)
    scene.do("issue_certificate", "刘", number=NUMBER)
    return scene


def over(scene, last="2025-06"):
    benefit = scene.facts.benefit
    scene.know(benefit=Benefit(benefit.amount, benefit.care, benefit.first_month, last), stage="changing")
    scene.at = datetime(2025, 7, 2, 9, 0, tzinfo=SHANGHAI)
    return scene


def two(*names):
    return [person(name) for name in names or ("刘", "陈")]


class TestGiving:
    def test_approved_and_given_under_the_printed_number(self):
        """SY-A1.7e: the certificate is issued to whoever is on the roll, and the event names the clause."""
        scene = on_support().wait(1)
        done = scene.do("issue_certificate", "刘", number=NUMBER)

        assert done.clause == "附件1 第7项②"
        assert scene.facts.certificate == Certificate(NUMBER, scene.today)
        assert done.data["due"] == "2026-03-12"

    def test_not_before_the_approval(self):
        """SY-A1.7e"""
        assert Scene().posted().no("issue_certificate", "刘", number=NUMBER).code == "order"

    def test_not_while_the_approval_may_still_be_taken_back(self):
        scene = on_support()
        decision = scene.facts.decision
        scene.know(decision=Decision(True, decision.at, until=scene.at + timedelta(minutes=10)))
        assert "撤回" in scene.no("issue_certificate", "刘", number=NUMBER).reason

    def test_not_for_a_refusal(self):
        scene = on_support()
        scene.know(decision=Decision(False, scene.at))
        assert scene.no("issue_certificate", "刘", number=NUMBER).code == "order"

    def test_annex_two_gives_none_to_tekun_and_other_places_give_none(self):
        """SY-A2.7: annex 2 has no certificate rule."""
        for place, programme in (("shangyu", "tekun"), ("qinyuan", "dibao"), ("huaxi", "dibao")):
            scene = Scene(place, programme)
            scene.know(decision=Decision(True, scene.at), stage="confirmed")
            assert "没有写" in scene.no("issue_certificate", "刘", number=NUMBER).reason

    def test_one_household_has_one(self):
        assert "已经有" in with_certificate().no("issue_certificate", "刘", number="另一本").reason

    def test_none_after_the_end(self):
        assert "终止" in over(on_support()).no("issue_certificate", "刘", number=NUMBER).reason

    def test_it_asks_for_the_number_on_the_paper_and_for_no_other(self):
        assert on_support().no("issue_certificate", "刘", number="").code == "missing"
        refused = on_support().no("issue_certificate", "刘", number=demo_id("770101", date(1990, 1, 1), 1))
        assert refused.code == "private"
        assert "7701" not in refused.reason
        assert on_support().no("issue_certificate", "刘", number="证" * 41).code == "invalid"

    def test_the_day_lies_between_the_approval_and_today(self):
        scene = on_support().wait(3)
        for wrong in (scene.today + timedelta(days=1), date(2025, 3, 1)):
            assert scene.no("issue_certificate", "刘", number=NUMBER, on=wrong).code == "invalid"
        scene.do("issue_certificate", "刘", number=NUMBER, on=scene.today - timedelta(days=1))
        assert scene.facts.certificate.issued == scene.today - timedelta(days=1)


class TestReviewing:
    def test_a_stamp_every_year(self):
        """SY-A1.7e: 一年一审."""
        scene = with_certificate()
        assert not certificate.is_due(scene.facts, scene.book, scene.today + timedelta(days=364))
        assert certificate.is_due(scene.facts, scene.book, scene.today + timedelta(days=365))

        scene.wait(370).do("stamp_certificate", "陈")

        assert scene.facts.certificate.reviewed == scene.today
        assert not certificate.is_due(scene.facts, scene.book, scene.today + timedelta(days=364))

    def test_when_the_year_is_over_it_is_the_thing_to_do(self):
        """SY-A1.7e"""
        scene = with_certificate()
        assert agenda.agenda(scene.facts, scene.book, CAST["刘"], scene.at).primary == ""
        scene.wait(366)
        assert agenda.agenda(scene.facts, scene.book, CAST["刘"], scene.at).primary == "stamp_certificate"

    def test_not_twice_on_one_day_and_not_without_a_certificate(self):
        assert "刚" in with_certificate().no("stamp_certificate", "陈").reason
        assert "没有救助证" in on_support().no("stamp_certificate", "陈").reason

    def test_the_last_day_of_february_falls_on_the_28th_of_the_next(self):
        assert certificate.review_due(Certificate("1", date(2024, 2, 29)), 12) == date(2025, 2, 28)

    def test_nothing_is_due_where_nothing_is_stated(self):
        scene = Scene("qinyuan").know(certificate=Certificate("1", date(2020, 1, 1)))
        assert not certificate.is_due(scene.facts, scene.book, scene.today)
        assert not certificate.is_due(Scene().facts, Scene().book, scene.today)


class TestDestroying:
    def test_cancelled_it_is_destroyed_with_a_date_and_two_names(self):
        """SY-A1.7e: given cancelled, an open task to destroy, done with date and two names."""
        scene = over(with_certificate())
        assert "stamp" not in agenda.agenda(scene.facts, scene.book, CAST["刘"], scene.at).primary
        assert agenda.agenda(scene.facts, scene.book, CAST["刘"], scene.at).primary == "destroy_certificate"
        assert "销毁" in scene.no("stamp_certificate", "陈").reason

        done = scene.do("destroy_certificate", "刘", who=two())

        assert scene.facts.certificate.destroyed == scene.today
        assert [one["officer"] for one in done.data["who"]] == ["liu", "chen"]
        assert done.clause == "附件1 第7项②"
        assert "没有救助证" in scene.no("destroy_certificate", "刘", who=two()).reason

    @pytest.mark.parametrize("names", [("刘",), ("刘", "刘"), ("刘", "陈", "李")])
    def test_two_humans_not_one_not_three(self, names):
        assert over(with_certificate()).no("destroy_certificate", "刘", who=two(*names)).code == "missing"

    def test_by_nobody_of_the_village_and_by_no_relative(self):
        scene = over(with_certificate())
        assert scene.no("destroy_certificate", "刘", who=two("刘", "赵")).code == "company"
        scene.know(relatives=frozenset({"chen"}))
        assert "近亲属" in scene.no("destroy_certificate", "刘", who=two()).reason

    def test_not_while_the_household_is_on_support(self):
        assert "还在享受" in with_certificate().no("destroy_certificate", "刘", who=two()).reason

    def test_also_when_the_place_has_changed_its_paper_since(self):
        scene = over(Scene("qinyuan").know(benefit=Benefit(100, 0, "2025-04")))
        scene.know(certificate=Certificate("1", date(2025, 4, 1)))
        assert scene.do("destroy_certificate", "刘", who=two()).clause == ""

    def test_a_recognition_without_money_ends_with_its_change(self):
        change = Change(START, stop=True, effective="2025-05")
        scene = Scene(programme="margin").know(change=change)
        assert certificate.cancelled_on(scene.facts) == date(2025, 5, 1)
        scene.know(change=Change(START, effective="2025-05"))
        assert certificate.cancelled_on(scene.facts) is None


class TestLost:
    """The documents are silent on a certificate that cannot be taken back (SY-A1.7e): our own design."""

    def test_it_is_written_down_how_and_nobody_waits_for_it_any_more(self):
        scene = over(with_certificate())
        offered = agenda.agenda(scene.facts, scene.book, CAST["刘"], scene.at)
        assert (offered.primary, "lose_certificate" in offered.others) == ("destroy_certificate", True)

        done = scene.do("lose_certificate", "刘", reason="搬家时丢了，村里也没有收到")

        assert scene.facts.certificate.lost == scene.today
        assert done.data == {"number": NUMBER, "on": f"{scene.today}", "reason": "搬家时丢了，村里也没有收到"}
        assert done.clause == "附件1 第7项②"
        assert "没有救助证" in scene.no("destroy_certificate", "刘", who=two()).reason
        assert "没有救助证" in scene.no("lose_certificate", "刘", reason="丢了").reason

    def test_not_without_saying_how_and_not_on_a_day_to_come(self):
        scene = over(with_certificate())

        assert scene.no("lose_certificate", "刘").code == "missing"
        later = scene.today + timedelta(days=1)
        assert scene.no("lose_certificate", "刘", reason="丢了", on=later).code == "invalid"

    def test_on_support_it_is_replaced_instead(self):
        assert "补发" in with_certificate().no("lose_certificate", "刘", reason="丢了").reason

    def test_also_where_the_place_has_changed_its_paper_since(self):
        scene = over(Scene("qinyuan").know(benefit=Benefit(100, 0, "2025-04")))
        scene.know(certificate=Certificate("1", date(2025, 4, 1)))
        assert scene.do("lose_certificate", "刘", reason="丢了").clause == ""


class TestReplacing:
    """The documents are silent on a lost certificate (SY-A1.7e names issue, review and destruction): our own design."""

    NEW = "上虞证 0002"
    LOST = {"why": "lost", "reason": "赶集的时候丢了", "number": NEW}

    def test_a_lost_one_is_void_and_the_next_review_stays_where_it_was(self):
        scene = with_certificate()
        given = scene.today
        scene.wait(30)
        done = scene.do("replace_certificate", "陈", **self.LOST)

        assert scene.facts.certificate == Certificate(self.NEW, scene.today, given)
        assert (done.data["old"], done.data["due"]) == (NUMBER, "2026-03-12")
        assert done.clause == "附件1 第7项②"
        assert not certificate.is_due(scene.facts, scene.book, date(2026, 3, 11))
        assert certificate.is_due(scene.facts, scene.book, date(2026, 3, 12))

    def test_after_a_review_the_year_of_that_review_runs_on(self):
        scene = with_certificate().wait(370)
        scene.do("stamp_certificate", "陈")
        reviewed = scene.today
        scene.wait(10).do("replace_certificate", "陈", **self.LOST | {"why": "spoiled"})
        assert scene.facts.certificate == Certificate(self.NEW, scene.today, reviewed)

    def test_a_slip_of_the_pen_changes_the_number_and_nothing_else(self):
        scene = with_certificate()
        before = scene.facts.certificate
        scene.wait(5).do("replace_certificate", "刘", **self.LOST | {"why": "typed"})
        assert scene.facts.certificate == Certificate(self.NEW, before.issued)

    @pytest.mark.parametrize("lacking", ["why", "reason", "number"])
    def test_it_asks_why_what_happened_and_for_the_new_number(self, lacking):
        assert (
            with_certificate().no("replace_certificate", "刘", **self.LOST | {lacking: ""}).code == "missing"
        )

    def test_not_for_a_reason_of_ones_own_nor_under_the_old_number(self):
        scene = with_certificate()
        assert scene.no("replace_certificate", "刘", **self.LOST | {"why": "ugly"}).code == "missing"
        assert scene.no("replace_certificate", "刘", **self.LOST | {"number": NUMBER}).code == "invalid"

    def test_not_before_one_was_given_nor_after_the_end_nor_where_none_are_given(self):
        assert "没有救助证" in on_support().no("replace_certificate", "刘", **self.LOST).reason
        assert "不再补发" in over(with_certificate()).no("replace_certificate", "刘", **self.LOST).reason
        elsewhere = Scene("qinyuan").know(decision=Decision(True, START), stage="confirmed")
        assert "没有写" in elsewhere.no("replace_certificate", "刘", **self.LOST).reason

    def test_it_is_offered_while_one_is_held_and_is_never_the_thing_to_do(self):
        scene = with_certificate()
        found = agenda.agenda(scene.facts, scene.book, CAST["刘"], scene.at)
        assert "replace_certificate" in found.others
        assert found.primary != "replace_certificate"
        without = on_support()
        assert (
            "replace_certificate"
            not in agenda.agenda(without.facts, without.book, CAST["刘"], without.at).others
        )

    def test_the_new_one_is_destroyed_when_support_is_over(self):
        scene = with_certificate()
        scene.wait(3).do("replace_certificate", "陈", **self.LOST)
        assert over(scene).do("destroy_certificate", "刘", who=two()).data["number"] == self.NEW


def test_the_township_does_it_and_nobody_else():
    for verb in ("issue_certificate", "stamp_certificate", "replace_certificate", "destroy_certificate"):
        assert with_certificate().no(verb, "赵").code == "role"
