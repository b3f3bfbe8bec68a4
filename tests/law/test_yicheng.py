"""Yicheng: check first, twelve working days, nothing posted before it is decided; expired in September 2025."""

from datetime import date

import pytest

from tests.law.reading_law import ADULT, MINOR, copies, law


@pytest.fixture(scope="module")
def dibao():
    return law("yicheng", "dibao")


@pytest.fixture(scope="module")
def temporary():
    return law("yicheng", "temporary")


def test_it_lived_five_years(dibao):
    """YI-0: in force thirty days after release, for five years."""
    assert dibao.spec.in_force(date(2020, 9, 5))
    assert dibao.spec.in_force(date(2025, 9, 4))
    assert not dibao.spec.in_force(date(2020, 9, 4))
    assert not dibao.spec.in_force(date(2025, 9, 5))


@pytest.mark.parametrize("code", ["dibao", "tekun", "temporary", "elder_subsidy", "disability_subsidy"])
def test_everything_devolved_expires_on_one_day(code):
    """YI-0, YI-1a, YI-1b"""
    assert law("yicheng", code).spec.effective_until == date(2025, 9, 4)


def test_three_programmes_and_two_subsidies_and_no_margin():
    """YI-1a, YI-1b"""
    codes = {body["code"] for body in law("yicheng", "dibao").pack.programmes}
    assert codes == {"dibao", "tekun", "temporary", "elder_subsidy", "disability_subsidy"}


class TestFlow:
    def test_the_wish_opens_check_and_visit(self, dibao):
        """YI-2.1a, YI-2.1b"""
        assert dibao.step("lodge").option("intention") is True
        assert dibao.step("check").after == ("intend",)
        assert dibao.step("visit").after == ("intend",)
        assert dibao.step("check").option("authorisation") == "adults"

    def test_a_negative_check_is_answered_in_writing(self, dibao):
        """YI-2.1c"""
        assert dibao.cited("notify", "over") == "YI-2.1c"
        assert "refuse" in dibao.spec.notice("refusal").on

    def test_no_support_without_a_check(self, dibao):
        """YI-4.2b"""
        assert "check" in dibao.step("review").after
        assert dibao.cited("review", "check") == "YI-4.2b"

    def test_nothing_is_posted_before_the_decision(self, dibao):
        """YI-2.2a, YI-2.2c: the result is posted in the village; for how long must be configured."""
        assert dibao.step("post").after == ("confirm",)
        assert "post" not in dibao.step("confirm").after
        assert dibao.step("post").option("subject") == "result"
        assert dibao.cited("post", "after") == "YI-2.2a"
        assert dibao.length("posting_end") is None
        assert dibao.unset("posting_days")

    def test_appraisal_only_when_somebody_objects_and_by_the_township(self, dibao):
        """YI-2.2b, YI-2.2d"""
        assert dibao.step("appraise").option("mode") == "on_objection"
        assert dibao.step("appraise").roles == ("reviewer",)
        assert dibao.step("post").option("answers") == ["appraise"]

    def test_twelve_working_days_from_acceptance_to_the_decision(self, dibao):
        """YI-2.3a: accepted 2025-04-21, due 05-09; accepted 2025-08-28, due 09-15."""
        assert dibao.due("whole", date(2025, 4, 21)) == date(2025, 5, 9)
        assert dibao.due("whole", date(2025, 8, 28)) == date(2025, 9, 15)
        assert dibao.clock("whole").extended_limit is None

    def test_the_township_does_it_all_with_reasons_and_pays_by_one_book(self, dibao):
        """YI-1.3a, YI-1.3b, YI-1.3c, YI-1.4"""
        assert dibao.step("confirm").option("opinion_needs") == ["basis"]
        assert dibao.step("confirm").cite.ref == "YI-1.3a"
        assert dibao.step("pay").option("payer") == "township"
        assert dibao.step("pay").cite.ref == "YI-1.3b"
        assert dibao.step("change").cite.ref == "YI-1.3c"
        assert dibao.cited("visit", "village_assists") == "YI-1.4"


class TestPapers:
    def test_the_applicant_commits_himself_in_the_district_s_own_words(self, dibao):
        """YI-4.1c"""
        assert dibao.step("lodge").option("commitment") is True
        assert dibao.cited("lodge", "commitment") == "YI-4.1c"
        assert "失信记录" in dibao.spec.paper("commitment").statement

    def test_the_form_the_authorisation_and_a_look_at_the_card(self, dibao):
        """YI-2.4f: told once, filled once."""
        papers = dibao.papers(ADULT, ADULT, MINOR)
        assert copies(papers) == {"form": 1, "id_copy": 2}
        assert [item.name for item in papers.signed] == ["授权委托书"]
        assert dibao.step("disclose").cite.ref == "YI-2.4f"

    def test_what_can_be_looked_up_is_not_asked_for(self, dibao):
        """YI-2.4a"""
        shared = {item.code: item.ref for item in dibao.papers(ADULT, MINOR).shared}
        assert shared["registration_data"] == "YI-2.4a"
        assert dibao.spec.material("household_book") is None

    def test_a_form_filled_online_is_not_wanted_on_paper(self, dibao):
        """YI-2.4b, YI-3c"""
        assert "网上填写的申请表" in dibao.spec.material("form").substitutes
        assert dibao.cited("lodge", "web") == "YI-2.4b"
        assert dibao.cited("lodge", "channels") == "YI-3c"

    def test_the_certificate_of_not_receiving_elsewhere_is_abolished(self, dibao):
        """YI-2.4c"""
        banned = {proof.code: proof for proof in dibao.spec.banned}
        assert banned["elsewhere_certificate"].cite.ref == "YI-2.4c"
        assert "经办人员" in banned["elsewhere_certificate"].instead
        assert "elsewhere_certificate" not in dibao.papers(ADULT, registered_elsewhere=True).codes

    def test_refusals_and_changes_reach_people_in_time(self, dibao):
        """YI-2.4e"""
        assert dibao.spec.notice("refusal").title == "申请低保不予批准告知书"
        assert dibao.spec.notice("decision_stop").title == "低保金调整(停发)告知书"
        assert dibao.step("notify").cite.ref == "YI-2.4e"


class TestTemporary:
    def test_relief_within_twenty_four_hours(self, temporary):
        """YI-2.3b: from the report, through nights and holidays, without a ceiling."""
        relief = temporary.clock("relief")
        assert (relief.limit, relief.unit, relief.start) == (24, "hour", ("report",))
        assert temporary.step("relieve").option("ceiling") is None
        assert temporary.silent("emergency_ceiling")

    def test_five_things_within_five_working_days(self, temporary):
        """YI-2.3c: relieved 2024-10-01, due Saturday 10-12, a make-up day."""
        assert temporary.step("relieve").option("backfill") == [
            "person",
            "reason",
            "amount",
            "signature",
            "seal",
        ]
        assert temporary.due("backfill", date(2024, 10, 1)) == date(2024, 10, 12)

    def test_the_expenditure_type_has_twelve_working_days_and_no_cap(self, temporary):
        """YI-2.3a, YI-1a"""
        assert temporary.due("whole", date(2025, 4, 21)) == date(2025, 5, 9)
        assert temporary.step("confirm").option("limit") is None


def test_the_subsidies_say_only_that_they_were_devolved():
    """YI-1b: no limit, no posting, no procedure; offered with dibao, granted by nobody's machine."""
    for code in ("elder_subsidy", "disability_subsidy"):
        subsidy = law("yicheng", code)
        assert subsidy.silent("steps", "whole", "posting")
        assert subsidy.spec.word("offered_with", "") == "dibao"
        assert subsidy.step("confirm").cite.ref == "YI-1b"


@pytest.mark.parametrize("code", ["dibao", "tekun", "temporary"])
def test_people_are_trained_before_a_new_policy_is_applied(code):
    """YI-3d: the only place whose document says so."""
    place = law("yicheng", code)
    stated = place.pack.rows(code)
    (training,) = [row for row in stated if row.key == "training_before"]
    assert (training.value, training.cite.ref) == ("true", "YI-3d")
    assert not [row for row in law("shangyu", "dibao").pack.rows("dibao") if row.key == "training_before"]


def test_separate_hands_are_not_in_this_text(dibao):
    """The house keeps three pairs of hands apart here too, but does not put it into Yicheng's mouth."""
    assert dibao.step("confirm").apart_from == ()
    assert dibao.silent("hands")
