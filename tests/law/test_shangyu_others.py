"""Shangyu: dibao-margin, tekun (annex 2) and temporary aid (main text only)."""

from datetime import date

import pytest

from tests.law.reading_law import ADULT, MINOR, copies, law


@pytest.fixture(scope="module")
def margin():
    return law("shangyu", "margin")


@pytest.fixture(scope="module")
def tekun():
    return law("shangyu", "tekun")


@pytest.fixture(scope="module")
def temporary():
    return law("shangyu", "temporary")


class TestMargin:
    def test_goes_the_way_of_dibao(self, margin):
        """SY-2a, SY-3.3: the annex covers both, one form feeds both."""
        dibao = law("shangyu", "dibao")
        for kind in ("accept", "check", "visit", "review", "post"):
            assert margin.step(kind) == dibao.step(kind)
        assert margin.spec.clock("whole") == dibao.spec.clock("whole")
        assert margin.spec.material("form").name == dibao.spec.material("form").name

    def test_pays_nothing_and_posts_no_amount(self, margin):
        assert margin.step("confirm").option("amounts") is None
        assert margin.spec.step("pay") is None
        assert "amount" not in {column.key for column in margin.spec.posting_columns}

    def test_where_the_line_lies_is_not_in_the_text(self, margin):
        assert margin.unset("margin_multiple")

    def test_its_papers_do_not_borrow_the_printed_titles_of_dibao(self, margin):
        assert "边缘" in margin.spec.posting_title
        assert "边缘" in margin.spec.notice("refusal").title
        assert margin.silent("advance_notice", "defence")


class TestTekun:
    def test_filed_where_the_household_is_registered_also_by_another_person(self, tekun):
        """SY-A2.1a"""
        lodge = tekun.step("lodge")
        assert lodge.cite.ref == "SY-A2.1a"
        assert lodge.option("route_by_registration")
        assert "委托村(社区)或者他人" in lodge.option("channel_names")

    def test_three_kinds_of_paper_and_a_fourth_for_the_disabled(self, tekun):
        """SY-A2.1b"""
        assert copies(tekun.papers(ADULT)) == {"id_copy": 1, "form": 1, "service_agreement": 1}
        disabled = {**ADULT, "disability": True}
        assert copies(tekun.papers(disabled, disability=True)) == {
            "id_copy": 1,
            "form": 1,
            "service_agreement": 1,
            "disability_card": 1,
        }

    def test_an_orphan_shows_the_household_book(self, tekun):
        """SY-A2.1b"""
        assert copies(tekun.papers(MINOR)) == {"household_book": 1, "form": 1, "service_agreement": 1}

    def test_everybody_signs(self, tekun):
        """SY-A2.1c"""
        assert tekun.step("lodge").option("signatures") == "members"
        assert tekun.cited("lodge", "signatures") == "SY-A2.1c"

    def test_everything_missing_is_told_once(self, tekun):
        """SY-A2.1d: stated for tekun, silent for dibao."""
        assert tekun.step("disclose").cite.ref == "SY-A2.1d"
        assert not tekun.silent("disclosure")
        assert law("shangyu", "dibao").silent("disclosure")

    @pytest.mark.parametrize(
        ("clock", "ref", "start", "due"),
        [
            ("forward", "SY-A2.1e", date(2024, 9, 12), date(2024, 9, 18)),
            ("check", "SY-A2.2", date(2024, 9, 18), date(2024, 9, 23)),
            ("first_opinion", "SY-A2.3", date(2024, 9, 18), date(2024, 10, 10)),
            ("posting_end", "SY-A2.4a", date(2026, 3, 16), date(2026, 3, 23)),
            ("confirm", "SY-A2.5a", date(2025, 4, 2), date(2025, 4, 8)),
            ("defence", "SY-A2.6b", date(2026, 3, 10), date(2026, 3, 13)),
            ("objection", "SY-A2.6e", date(2026, 3, 20), date(2026, 4, 20)),
        ],
    )
    def test_its_clocks(self, tekun, clock, ref, start, due):
        """SY-A2.1e, SY-A2.2, SY-A2.3, SY-A2.4a, SY-A2.5a, SY-A2.6b, SY-A2.6e"""
        assert tekun.due(clock, start) == due
        assert tekun.clock(clock).cite.ref == ref

    def test_twenty_days_for_an_objection_to_the_end_only(self, tekun):
        """SY-A2.6e: an objection to the first posting has no limit of its own."""
        assert tekun.clock("objection").start == ("object:stop",)

    def test_posted_on_its_own_sheet_and_objected_to_in_two_ways(self, tekun):
        """SY-A2.4a, SY-A2.4b"""
        assert tekun.spec.posting_title == "浙江省特困人员救助供养对象办理公示表"
        assert tekun.step("post").option("answers") == ["resurvey", "appraise"]
        assert tekun.cited("post", "answers") == "SY-A2.4b"

    def test_two_amounts(self, tekun):
        """SY-A2.5a, SY-5a: living money and care money, from next month, through the township."""
        assert tekun.step("confirm").option("amounts") == ["amount", "care_amount"]
        assert tekun.step("pay").option("first") == "month_after"
        assert tekun.step("pay").option("payer") == "township"
        assert tekun.values.number("pay_day", date(2025, 1, 1)) is None

    def test_the_refusal_is_served_as_in_annex_one(self, tekun):
        """SY-A2.5b"""
        assert tekun.spec.notice("refusal").title == "不符合特困人员救助告知书"
        assert tekun.step("serve").option("methods") == ["direct", "left", "post", "public"]
        assert tekun.step("serve").cite.ref == "SY-A2.5b"

    def test_the_end_is_told_to_the_person_the_village_or_a_relative(self, tekun):
        """SY-A2.6a: for dibao only the party himself."""
        dibao = law("shangyu", "dibao")
        assert (dibao.spec.notice("advance_stop").signers, dibao.step("serve").option("signed_by")) == (
            (),
            ["applicant"],
        )
        assert tekun.spec.notice("advance_stop").title == "特困人员救助供养停发事先告知书"
        assert set(tekun.spec.notice("advance_stop").signers) == {"applicant", "village", "relative"}

    def test_annex_two_speaks_of_the_end_only(self, tekun):
        """SY-A2.6a: the row is called 终止; annex 1's is 低保调整及停发. A new amount is not announced first."""
        assert tekun.step("change").option("governs") == ["stop"]
        assert law("shangyu", "dibao").step("change").option("governs") is None

    def test_the_end_is_posted_and_comes_the_month_after(self, tekun):
        """SY-A2.6c, SY-A2.6d, SY-A2.6e"""
        change = tekun.step("change")
        assert change.option("posting_on_stop") is True
        assert "institution" in change.option("places")
        assert change.option("effect") == "month_after_posting"
        assert change.option("repost") == "required"
        cites = {option: tekun.cited("change", option) for option in ("posting_on_stop", "effect", "repost")}
        assert cites == {"posting_on_stop": "SY-A2.6c", "effect": "SY-A2.6d", "repost": "SY-A2.6e"}

    def test_the_long_term_board_without_a_certificate(self, tekun):
        """SY-A2.7"""
        assert tekun.step("announce").cite.ref == "SY-A2.7"
        assert tekun.unset("certificate_review_months")


class TestTemporary:
    def test_the_township_decides_up_to_six_standards_the_sixth_included(self, temporary):
        """SY-2a, SY-2b: above that the district."""
        row = temporary.values.need("township_multiple", date(2025, 1, 1))
        assert (row.value, row.operator, row.cite.ref) == ("6", "at_most", "SY-2a")
        assert temporary.step("confirm").option("limit") == "township_limit"
        assert temporary.cited("confirm", "county") == "SY-2b"

    def test_emergency_relief_up_to_twelve_standards_within_a_day_and_a_night(self, temporary):
        """SY-4.4c, SY-4.4d"""
        row = temporary.values.need("emergency_multiple", date(2025, 1, 1))
        assert (row.value, row.operator, row.cite.ref) == ("12", "at_most", "SY-4.4c")
        relief = temporary.clock("relief")
        assert (relief.limit, relief.unit, relief.start, relief.cite.ref) == (
            24,
            "hour",
            ("report",),
            "SY-4.4d",
        )

    def test_the_county_is_told_and_the_papers_follow_without_a_limit(self, temporary):
        """SY-4.4e, SY-4.4f"""
        assert temporary.step("relieve").option("tell_county") is True
        assert temporary.cited("relieve", "tell_county") == "SY-4.4e"
        assert temporary.cited("relieve", "backfill") == "SY-4.4f"
        assert temporary.spec.clock("backfill") is None
        assert temporary.silent("backfill")

    def test_two_yuan_a_head_in_reserve_for_emergencies_only(self, temporary):
        """SY-4.4g, SY-4.4h"""
        row = temporary.values.need("reserve_per_head", date(2025, 1, 1))
        assert (temporary.values.fen("reserve_per_head", date(2025, 1, 1)), row.operator) == (200, "at_least")
        assert row.cite.ref == "SY-4.4g"
        assert temporary.unset("registered_population")
        assert temporary.step("relieve").option("reserve") is True
        assert temporary.cited("relieve", "reserve") == "SY-4.4h"
        assert temporary.step("pay").option("reserve") is None

    def test_a_special_plan_is_filed_first(self, temporary):
        """SY-4.4a"""
        assert temporary.step("confirm").option("special") == "file_plan"
        assert temporary.cited("confirm", "special") == "SY-4.4a"

    def test_into_the_account_and_cash_or_kind_only_for_a_reason(self, temporary):
        """SY-5b"""
        assert temporary.step("relieve").option("channels") == ["account", "cash", "kind"]
        assert temporary.cited("relieve", "channels") == "SY-5b"

    def test_no_step_table_so_no_posting_and_no_length_of_one(self, temporary):
        assert temporary.spec.step("post") is None
        assert temporary.silent("posting", "first_opinion", "check")
        assert temporary.unset("posting_days")
