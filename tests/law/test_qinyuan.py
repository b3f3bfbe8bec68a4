"""Qinyuan: nobody decides alone, two levels visit, and not one number of days."""

from datetime import date

import pytest

from tests.law.reading_law import ADULT, law


@pytest.fixture(scope="module")
def dibao():
    return law("qinyuan", "dibao")


@pytest.fixture(scope="module")
def temporary():
    return law("qinyuan", "temporary")


def test_told_once_accepted_complete_and_told_in_writing(dibao):
    """QY-3.1.1a, QY-3.1.1b, QY-3.1.1d"""
    assert dibao.step("disclose").cite.ref == "QY-3.1.1a"
    assert dibao.step("accept").cite.ref == "QY-3.1.1b"
    assert dibao.spec.notice("acceptance").cite.ref == "QY-3.1.1d"
    assert dibao.spec.notice("missing").cite.ref == "QY-3.1.1a"


def test_the_applicant_commits_himself(dibao):
    """QY-3.1.1j"""
    assert dibao.step("lodge").option("commitment") is True
    assert "declaration" in {item.code for item in dibao.papers(ADULT).signed}


def test_two_people_of_both_levels_and_other_ways_of_asking(dibao):
    """QY-3.1.1e, QY-3.1.1f"""
    visit = dibao.step("visit")
    assert (visit.option("least"), visit.option("levels")) == (2, ["township", "village"])
    assert visit.option("methods") == ["visit", "neighbours", "letter", "phone", "video"]
    assert dibao.cited("visit", "methods") == "QY-3.1.1f"


def test_no_check_without_authorisation(dibao):
    """QY-3.1.1g, QY-3.1.1h"""
    assert dibao.step("check").option("authorisation") == "adults"
    assert dibao.step("check").cite.ref == "QY-3.1.1g"
    assert {item.ref for item in dibao.papers(ADULT).shared} == {"QY-3.1.1h"}


@pytest.mark.parametrize("code", ["dibao", "tekun", "margin", "temporary"])
def test_a_meeting_under_the_township_head_with_minutes(code):
    """QY-3.1.1k, QY-4.1a: how many must come is not stated."""
    found = law("qinyuan", code)
    confirm = found.step("confirm")
    assert (confirm.option("mode"), confirm.option("chair")) == ("panel", "township_head")
    assert confirm.option("minutes") is True
    assert found.cited("confirm", "chair") == "QY-4.1a"
    assert found.silent("quorum")


def test_special_applicants_go_through_the_same_meeting(dibao):
    """QY-3.1.1l"""
    assert dibao.cited("confirm", "special") == "QY-3.1.1l"
    assert dibao.step("confirm").cite.ref == "QY-3.1.1k"


def test_monthly_management_and_typed_changes(dibao):
    """QY-3.1.1o, QY-3.1.1p"""
    assert dibao.values.number("review_months", date(2025, 1, 1)) == 1
    assert dibao.values.need("review_months", date(2025, 1, 1)).cite.ref == "QY-3.1.1o"
    assert dibao.step("change").option("panel") is True
    assert dibao.step("change").cite.ref == "QY-3.1.1p"


def test_the_roster_goes_up_on_the_thirtieth(dibao):
    """QY-3.1.2a"""
    assert dibao.values.number("roster_day", date(2026, 2, 1)) == 30
    assert dibao.cited("pay", "roster_day") == "QY-3.1.2a"


@pytest.mark.parametrize("code", ["dibao", "tekun"])
def test_the_dead_are_matched_before_each_roster(code):
    """QY-4.1b"""
    found = law("qinyuan", code)
    assert found.step("pay").option("death_match") is True
    assert found.cited("pay", "death_match") == "QY-4.1b"


def test_paid_to_the_person_and_nothing_kept_back(dibao):
    """QY-3.1.2c, QY-3.1.3b"""
    pay = dibao.step("pay")
    assert pay.option("payee") == ["applicant", "guardian", "carer"]
    assert pay.option("channels") == ["account"]
    assert dibao.cited("pay", "fee") == "QY-3.1.3b"


def test_support_in_an_institution_is_paid_to_the_institution():
    """QY-3.1.2c"""
    assert "institution" in law("qinyuan", "tekun").step("pay").option("payee")


def test_posted_where_people_live_and_on_the_website(dibao):
    """QY-3.3.1a, QY-3.3.1b: when, and for how long, is not said: the decision does not wait for it."""
    assert dibao.step("post").option("places") == ["board", "screen", "website"]
    assert "post" not in dibao.step("confirm").after
    assert dibao.silent("posting")
    assert dibao.unset("posting_days")
    assert dibao.cited("post", "columns") == "QY-3.3.1b"


def test_temporary_aid_is_surveyed_decided_together_and_paid_into_the_account(temporary):
    """QY-3.1.1q, QY-3.1.2d"""
    assert {"check", "visit"} <= set(temporary.step("review").after)
    assert temporary.step("review").cite.ref == "QY-3.1.1q"
    assert temporary.step("pay").option("channels") == ["account"]
    assert temporary.cited("confirm", "mode") == "QY-3.1.2d"


def test_where_the_county_begins_is_not_stated(temporary):
    """QY-3.1.1r: without a figure nothing can be confirmed."""
    assert temporary.step("confirm").option("limit") == "township_limit"
    assert temporary.unset("township_limit")
    assert temporary.cited("confirm", "county") == "QY-3.1.1r"


def test_files_electronic_for_dibao_and_on_paper_for_temporary_aid(dibao, temporary):
    """QY-3.1.1t, QY-3.1.1w"""
    assert (dibao.step("file").option("form"), dibao.step("file").cite.ref) == ("electronic", "QY-3.1.1t")
    assert (temporary.step("file").option("form"), temporary.step("file").cite.ref) == ("paper", "QY-3.1.1w")
    assert law("qinyuan", "margin").step("file").option("form") == "paper"


@pytest.mark.parametrize("code", ["dibao", "tekun", "margin", "temporary"])
def test_the_prescribed_limit_has_no_figure(code):
    """QY-3.1.1n: no clock is shown."""
    found = law("qinyuan", code)
    assert found.silent("whole")
    assert found.spec.clock("whole") is None
    assert not [clock.name for clock in found.spec.clocks if clock.limit is not None]
