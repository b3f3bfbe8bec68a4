"""Yangcheng: one application for six programmes, posted after it is confirmed, paid after it is posted; no number."""

from datetime import date

import pytest

from tests.law.reading_law import ADULT, copies, law

SIX = ("dibao", "tekun", "margin", "expenditure_poor", "illness_poor", "temporary")


@pytest.fixture(scope="module")
def dibao():
    return law("yangcheng", "dibao")


def test_six_programmes(dibao):
    """YC-2a"""
    assert {body["code"] for body in dibao.pack.programmes} == set(SIX)


@pytest.mark.parametrize("code", SIX)
def test_one_order_for_all_of_them(code):
    """YC-4a, YC-4b: applied, accepted, surveyed, confirmed, posted, paid."""
    found = law("yangcheng", code)
    assert found.step("accept").after == ("lodge",)
    assert {"check", "visit"} <= set(found.step("review").after)
    assert found.step("confirm").after == ("review",)
    assert found.step("post").after == ("confirm",)
    assert found.cited("lodge", "joint_form") == "YC-4a"
    assert found.cited("confirm", "after") == "YC-4b" or found.step("confirm").cite.ref == "YC-2b"


@pytest.mark.parametrize("code", SIX)
def test_one_form_for_all_of_them(code, dibao):
    """YC-4a: reclassifying asks for no paper a second time."""
    found = law("yangcheng", code)
    common = copies(dibao.papers(ADULT))
    assert {paper: copies(found.papers(ADULT)).get(paper) for paper in common} == common
    assert found.spec.material("form").name == dibao.spec.material("form").name


def test_the_township_accepts_and_confirms(dibao):
    """YC-3.2.1a, YC-6.2a"""
    assert dibao.step("accept").cite.ref == dibao.step("confirm").cite.ref == "YC-3.2.1a"
    assert dibao.step("confirm").roles == ("approver",)
    assert dibao.cited("confirm", "signed") == "YC-6.2a"


def test_no_money_before_the_posting(dibao):
    """YC-3.2.1b, YC-3.3.4b"""
    assert dibao.step("pay").after == ("post",)
    assert dibao.step("pay").option("payer") == "county"
    assert dibao.cited("pay", "after") == "YC-3.2.1b"
    assert dibao.step("pay").cite.ref == "YC-3.3.4b"


def test_the_county_does_the_check(dibao):
    """YC-3.3.5"""
    assert dibao.step("check").option("done_by") == "county"
    assert dibao.step("check").option("authorisation") == "adults"


def test_what_the_village_helps_with(dibao):
    """YC-3.1.2a, YC-3.1.2b, YC-3.1.2c, YC-3.1.2d"""
    assert dibao.step("lodge").option("delegation_evidence") is True
    assert dibao.cited("lodge", "delegation_evidence") == "YC-3.1.2a"
    assert dibao.cited("visit", "village_assists") == "YC-3.1.2b"
    assert dibao.step("appraise").option("village_assists")
    assert dibao.step("appraise").cite.ref == "YC-3.1.2c"
    assert dibao.cited("post", "village") == "YC-3.1.2d"


def test_one_door_and_a_truthful_declaration(dibao):
    """YC-5.1a, YC-6.4a"""
    assert dibao.step("lodge").cite.ref == "YC-5.1a"
    assert dibao.step("lodge").option("commitment") is True
    assert dibao.spec.material("declaration").cite.ref == "YC-6.4a"


def test_changes_in_writing_with_proof(dibao):
    """YC-5.1b, YC-5.1c, YC-5.2b"""
    assert dibao.step("change").option("written_reason") is True
    assert dibao.step("change").option("proof_required") is True
    assert dibao.cited("change", "proof_required") == "YC-5.2b"
    assert dibao.spec.notice("decision_adjust").cite.ref == "YC-5.1b"
    assert dibao.spec.notice("decision_stop").cite.ref == "YC-5.1c"


def test_filed_with_the_county_one_household_one_file(dibao):
    """YC-5.2a, YC-5.4a"""
    assert dibao.step("file").option("to") == "county"
    assert dibao.step("file").cite.ref == "YC-5.4a"
    assert dibao.cited("file", "household") == "YC-5.2a"


def test_reviewed_once_a_year(dibao):
    """YC-5.3a"""
    row = dibao.values.need("review_months", date(2025, 6, 1))
    assert (row.value, row.cite.ref) == ("12", "YC-5.3a")


def test_temporary_aid_up_to_a_limit_that_is_not_given():
    """YC-2b: “以下” includes the number; without the number nothing is confirmed."""
    temporary = law("yangcheng", "temporary")
    assert temporary.step("confirm").option("limit") == "township_limit"
    assert temporary.unset("township_limit")
    row = next(row for row in temporary.values.rows if row.key == "township_limit")
    assert row.operator == "at_most"


@pytest.mark.parametrize("code", SIX)
def test_there_is_not_one_number_of_days(code):
    found = law("yangcheng", code)
    assert found.silent("whole", "extension", "first_opinion", "forward")
    assert found.unset("posting_days")
    assert not [clock.name for clock in found.spec.clocks if clock.limit is not None]
