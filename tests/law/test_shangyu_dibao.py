"""Shangyu, annex 1: dibao from the application to the long-term roster."""

from datetime import date

import pytest

from tests.law.reading_law import ADULT, MINOR, copies, law


@pytest.fixture(scope="module")
def dibao():
    return law("shangyu", "dibao")


def test_it_runs_from_the_first_of_january_2023(dibao):
    """SY-6: not a day earlier, and without an end."""
    assert dibao.spec.in_force(date(2023, 1, 1))
    assert not dibao.spec.in_force(date(2022, 12, 31))
    assert dibao.spec.effective_until is None


class TestApplying:
    def test_four_ways_in_the_village_among_them(self, dibao):
        """SY-A1.1a, SY-4.1a: window, two online platforms, or the village on behalf with evidence."""
        lodge = dibao.step("lodge")
        assert lodge.cite.ref == "SY-A1.1a"
        assert set(lodge.option("channels")) == {"window", "web", "bot", "village"}
        assert lodge.option("delegation_evidence")
        assert lodge.option("delegation_reason")
        assert dibao.cited("lodge", "delegation_evidence") == "SY-4.1a"

    def test_two_adults_and_a_child_bring_four_papers_and_no_more(self, dibao):
        """SY-A1.1b: an identity card for each adult, the household book for the child, one form."""
        assert copies(dibao.papers(ADULT, ADULT, MINOR)) == {"id_copy": 2, "household_book": 1, "form": 1}

    def test_a_couple_without_children_needs_no_household_book(self, dibao):
        """SY-A1.1b"""
        assert copies(dibao.papers(ADULT, ADULT)) == {"id_copy": 2, "form": 1}

    def test_the_social_security_card_will_do(self, dibao):
        """SY-A1.1b: the column of papers names it beside the identity card."""
        assert dibao.spec.material("id_copy").substitutes == ("社保卡",)

    def test_all_members_and_the_supporting_family_sign(self, dibao):
        """SY-A1.1c, SY-A1.1d"""
        assert dibao.step("lodge").option("signatures") == "members"
        assert dibao.step("lodge").option("supporters_sign") is True
        assert dibao.cited("lodge", "signatures") == "SY-A1.1c"
        assert dibao.cited("lodge", "supporters_sign") == "SY-A1.1d"

    def test_nothing_unrelated_is_asked_for(self, dibao):
        """SY-A1.3c"""
        assert [(banned.code, banned.cite.ref) for banned in dibao.spec.banned] == [
            ("hardship_certificate", "SY-A1.3c")
        ]


class TestClocks:
    def test_the_village_passes_on_within_three_working_days(self, dibao):
        """SY-A1.1e: taken Thursday 2024-09-12, due Wednesday 09-18: Saturday 14 is worked, 15 to 17 are not."""
        assert dibao.due("forward", date(2024, 9, 12)) == date(2024, 9, 18)
        assert dibao.clock("forward").start == ("take",)

    def test_the_check_goes_out_within_three_working_days(self, dibao):
        """SY-A1.2a"""
        assert dibao.due("check", date(2024, 9, 18)) == date(2024, 9, 23)
        assert dibao.clock("check").start == ("accept",)
        assert dibao.step("check").option("authorisation") == "adults"

    def test_twelve_days_to_the_first_opinion_not_to_the_decision(self, dibao):
        """SY-A1.1f"""
        assert dibao.due("first_opinion", date(2024, 9, 18)) == date(2024, 10, 10)
        assert dibao.clock("first_opinion").stop == ("first_opinion", "refuse")

    def test_twenty_days_for_the_whole(self, dibao):
        """SY-4.2e"""
        assert dibao.due("whole", date(2025, 9, 11)) == date(2025, 10, 15)
        assert dibao.clock("whole").stop == ("confirm", "refuse")

    def test_twenty_eight_at_most_and_for_two_reasons_only(self, dibao):
        """SY-4.2f"""
        assert dibao.due("whole", date(2025, 9, 11), extended=True) == date(2025, 10, 27)
        assert dibao.clock("whole").extension_reasons == ("late_check", "complex")

    def test_three_days_after_the_posting_and_never_past_the_whole(self, dibao):
        """SY-A1.5a: the end of a posting 2025-04-02 gives 04-08."""
        assert dibao.due("confirm", date(2025, 4, 2)) == date(2025, 4, 8)
        assert dibao.clock("confirm").within == "whole"

    def test_three_calendar_days_to_be_heard(self, dibao):
        """SY-A1.6b"""
        assert dibao.due("defence", date(2026, 3, 10)) == date(2026, 3, 13)
        assert dibao.clock("defence").unit == "day"


class TestDeciding:
    def test_three_people(self, dibao):
        """SY-4.2d"""
        assert dibao.step("review").apart_from == ("accept",)
        assert dibao.step("confirm").apart_from == ("accept", "review")
        assert dibao.cited("confirm", "apart_from") == "SY-4.2d"

    def test_staff_give_the_opinion_and_the_leader_in_charge_decides(self, dibao):
        """SY-4.2c"""
        assert dibao.step("review").roles == ("reviewer",)
        assert dibao.step("confirm").roles == ("approver",)
        assert dibao.step("confirm").option("mode") == "single"
        assert dibao.cited("review", "roles") == dibao.cited("confirm", "roles") == "SY-4.2c"

    def test_the_opinion_waits_for_report_and_visit(self, dibao):
        """SY-A1.2b, SY-A1.3a"""
        assert {"check", "visit"} <= set(dibao.step("review").after)
        assert dibao.cited("review", "check") == "SY-A1.2b"
        assert dibao.step("review").cite.ref == "SY-A1.3a"

    def test_the_village_assists_the_visit_and_the_form_is_made_online(self, dibao):
        """SY-4.1b, SY-A1.3b"""
        assert dibao.step("visit").option("village_assists") is True
        assert dibao.cited("visit", "village_assists") == "SY-4.1b"
        assert dibao.cited("visit", "form") == "SY-A1.3b"

    def test_posted_seven_days_before_the_decision(self, dibao):
        """SY-A1.4a"""
        assert dibao.step("post").after == ("review",)
        assert "post" in dibao.step("confirm").after
        assert dibao.due("posting_end", date(2025, 9, 26)) == date(2025, 10, 3)

    def test_an_objection_means_a_new_survey_or_an_appraisal(self, dibao):
        """SY-A1.4b"""
        assert dibao.step("post").option("answers") == ["resurvey", "appraise"]
        assert dibao.step("appraise").option("mode") == "on_objection"

    def test_the_sheet_has_its_printed_title_and_four_columns(self, dibao):
        """SY-A1.4c, SY-A1.7b: no identity number, no account."""
        assert dibao.spec.posting_title == "浙江省最低生活保障对象办理公示表"
        assert {column.key for column in dibao.spec.posting_columns} == {
            "name",
            "village",
            "members",
            "amount",
        }
        assert dibao.cited("announce", "columns") == "SY-A1.7b"

    def test_an_amount_is_fixed_and_paid_from_the_next_month(self, dibao):
        """SY-A1.5b, SY-5a: by the tenth, from the district."""
        assert dibao.step("confirm").option("amounts") == ["amount"]
        pay = dibao.step("pay")
        assert (pay.option("first"), pay.option("payer")) == ("month_after", "county")
        assert dibao.values.number("pay_day", date(2025, 1, 1)) == 10
        assert dibao.cited("pay", "day") == "SY-5a"


class TestServing:
    def test_the_refusal_has_its_printed_title_and_the_applicant_signs(self, dibao):
        """SY-A1.5c"""
        assert dibao.spec.notice("refusal").title == "不符合最低生活保障告知书"
        assert dibao.spec.notice("refusal").signers == ("applicant",)
        assert dibao.step("serve").option("signed_by") == ["applicant"]

    def test_two_people_serve(self, dibao):
        """SY-A1.5d"""
        assert dibao.step("serve").option("servers") == 2
        assert dibao.cited("serve", "servers") == "SY-A1.5d"

    def test_left_with_a_recording_or_a_witness_of_the_village(self, dibao):
        """SY-A1.5e, SY-A1.5f"""
        assert dibao.step("serve").option("left_needs") == ["recording", "witness"]
        assert dibao.step("serve").option("witness_roles") == ["village", "employer"]
        assert dibao.cited("serve", "recording") == "SY-A1.5e"
        assert dibao.cited("serve", "witness") == "SY-A1.5f"

    def test_by_post_to_a_confirmed_address(self, dibao):
        """SY-A1.5g"""
        assert dibao.step("serve").option("post_needs") == ["address_confirmed", "waybill"]
        assert dibao.cited("serve", "post_needs") == "SY-A1.5g"

    def test_announced_only_when_both_other_ways_failed_and_for_as_long_as_somebody_configures(self, dibao):
        """SY-A1.5h"""
        assert dibao.step("serve").option("public_after") == ["direct", "post"]
        assert dibao.cited("serve", "public_after") == "SY-A1.5h"
        assert dibao.unset("announcement_days")


class TestChanging:
    def test_told_before_heard_before_decided(self, dibao):
        """SY-A1.6a, SY-A1.6b, SY-A1.6c"""
        change = dibao.step("change")
        assert change.option("advance") is True
        assert change.cite.ref == "SY-A1.6a"
        assert dibao.cited("change", "defence") == "SY-A1.6b"
        assert dibao.cited("change", "answer") == "SY-A1.6c"

    def test_it_holds_once_the_decision_is_served(self, dibao):
        """SY-A1.6d"""
        assert dibao.step("change").option("effect") == "after_service"
        assert dibao.step("change").option("posting_on_stop") is None

    def test_the_amount_of_a_change_is_named(self, dibao):
        """SY-7.2b"""
        assert dibao.cited("change", "amount") == "SY-7.2b"

    def test_four_papers_with_their_printed_titles(self, dibao):
        """SY-A1.6a, SY-A1.6d"""
        titles = {
            kind: dibao.spec.notice(kind).title
            for kind in ("advance", "advance_stop", "decision_adjust", "decision_stop")
        }
        assert titles == {
            "advance": "最低生活保障调整事先告知书",
            "advance_stop": "最低生活保障停发事先告知书",
            "decision_adjust": "最低生活保障调整决定书",
            "decision_stop": "最低生活保障停发决定书",
        }


def test_the_long_term_board(dibao):
    """SY-A1.7a, SY-A1.7c, SY-A1.7d, SY-A1.7e: on the village's board and at the window, with photographs."""
    announce = dibao.step("announce")
    assert announce.cite.ref == "SY-A1.7a"
    assert announce.option("places") == ["board", "window"]
    assert announce.option("photos") is True
    cites = {option: dibao.cited("announce", option) for option in ("window", "photos")}
    assert cites == {"window": "SY-A1.7c", "photos": "SY-A1.7d"}
    yearly = dibao.values.need("certificate_review_months", date(2025, 1, 1))
    assert (yearly.value, yearly.cite.ref) == ("12", "SY-A1.7e")
    assert dibao.unset("board_photo_months")


def test_what_the_document_does_not_say_is_said_to_be_unsaid(dibao):
    """Silence is a value: no clock, no number, and the national rule only beside it."""
    assert dibao.silent("accept_limit", "visit_least", "objection", "file")
    assert dibao.unset("standard", "rounding", "payment_mode", "income_window_months")
    beside = {silence.key: silence.national for silence in dibao.spec.silences}
    assert beside["visit_least"] == "每组 2 人以上"
