"""Huaxi: seventeen units, a cadre in the lead, two postings, the twentieth of the month; its annexes are missing."""

from datetime import date

import pytest

from tests.law.reading_law import ADULT, MINOR, copies, law


@pytest.fixture(scope="module")
def dibao():
    return law("huaxi", "dibao")


def test_four_programmes(dibao):
    """HX-2a"""
    assert {body["code"] for body in dibao.pack.programmes} == {"dibao", "margin", "tekun", "temporary"}


def test_seventeen_units_are_named_and_two_are_not(dibao):
    """HX-3: four 镇, five 乡, eight 街道."""
    townships = [unit for unit in dibao.pack.units if unit.level == "township"]
    covered = [unit.name for unit in townships if unit.covered]
    assert len(covered) == 17
    kinds = {ending: sum(name.endswith(ending) for name in covered) for ending in ("镇", "乡", "街道")}
    assert kinds == {"镇": 4, "乡": 5, "街道": 8}
    assert {unit.name for unit in townships if not unit.covered} == {"党武街道", "湖潮苗族布依族乡"}


def test_what_becomes_of_an_approval_without_its_letter_is_for_the_district_to_say(dibao):
    """HX-A2: the letter is listed as annex 2, and its text is not in the document."""
    assert dibao.unset("delegation_letter")


def test_delegation_states_its_reason(dibao):
    """HX-4.2b"""
    assert dibao.step("lodge").option("delegation_reason") is True
    assert dibao.step("lodge").cite.ref == "HX-4.2b"


def test_the_file_of_a_household(dibao):
    """HX-5.1a: application, declaration, authorisation, registration and identity, report and survey."""
    papers = dibao.papers(ADULT, MINOR)
    assert copies(papers) == {"form": 1, "id_copy": 1, "household_book": 1}
    assert {item.name for item in papers.signed} == {"家庭经济状况书面声明", "家庭经济状况调查授权书"}
    assert {"check", "visit"} <= set(dibao.step("review").after)


@pytest.mark.parametrize(
    ("fact", "paper"),
    [
        ("marriage_changed", "marriage_proof"),
        ("illness", "illness_proof"),
        ("disability", "disability_card"),
        ("renting", "lease"),
        ("farming_land", "land_contract"),
        ("registered_elsewhere", "insurance_record"),
    ],
)
def test_other_proofs_only_as_needed(dibao, fact, paper):
    """HX-5.1b"""
    assert paper not in dibao.papers(ADULT, **{fact: False}).codes
    assert paper in dibao.papers(ADULT, **{fact: True}).codes
    assert dibao.spec.material(paper).cite.ref == "HX-5.1b"


def test_a_cadre_leads_the_survey(dibao):
    """HX-4.4f"""
    assert dibao.step("visit").option("lead") == "cadre"
    assert dibao.step("visit").cite.ref == "HX-4.4f"


def test_four_named_duties(dibao):
    """HX-4.4g: named, not said to be distinct."""
    assert dibao.cited("confirm", "hands") == "HX-4.4g"
    assert dibao.step("confirm").apart_from == ()
    assert dibao.silent("hands")


def test_posted_before_and_after(dibao):
    """HX-5.2c: two sheets; for how long is in an annex that nobody has."""
    assert dibao.step("post").option("subject") == "both"
    assert dibao.step("post").after == ("review",)
    assert "post" in dibao.step("confirm").after
    assert dibao.unset("posting_days", "confirm_days")
    assert dibao.length("confirm") is None


def test_objectors_are_appraised_and_stubs_kept(dibao):
    """HX-5.2b, HX-5.2d"""
    assert dibao.step("appraise").cite.ref == "HX-5.2d"
    assert dibao.spec.notice("refusal").title == "申请最低生活保障不予批准告知书"
    assert dibao.spec.notice("decision_stop").title == "最低生活保障金调整(停发)告知书"
    assert dibao.step("notify").cite.ref == "HX-5.2b"


def test_the_dead_are_not_approved(dibao):
    """HX-8.6b: no support for the dead; the match is looked at before it is confirmed."""
    for code in ("dibao", "margin", "tekun"):
        assert law("huaxi", code).step("confirm").option("death_check") is True
    assert dibao.cited("confirm", "death_check") == "HX-8.6b"


def test_results_are_filed_and_twelve_in_a_hundred_drawn(dibao):
    """HX-4.4a, HX-4.4b"""
    assert dibao.step("file").option("to") == "county"
    assert dibao.step("file").cite.ref == "HX-4.4a"
    row = dibao.values.need("sample_percent", date(2025, 1, 1))
    assert (row.value, row.cite.ref) == ("12", "HX-4.4b")


def test_a_disputed_result_may_be_taken_up_a_level(dibao):
    """HX-4.4e"""
    assert dibao.step("confirm").option("special") == "elevate"
    assert dibao.cited("confirm", "special") == "HX-4.4e"


def test_the_twentieth_is_the_cut_off(dibao):
    """HX-6.2a"""
    assert dibao.values.number("cutoff_day", date(2025, 6, 1)) == 20
    assert dibao.step("pay").option("cutoff_day") == 20


def test_temporary_aid_up_to_six_months_standards_inclusive():
    """HX-2a, HX-2b: of that place and that year; the district only supervises below it."""
    temporary = law("huaxi", "temporary")
    row = temporary.values.need("township_multiple", date(2025, 1, 1))
    assert (row.value, row.operator, row.cite.ref) == ("6", "at_most", "HX-2a")
    assert temporary.step("confirm").option("limit") == "township_limit"
    assert law("huaxi", "dibao").cited("confirm", "county") == "HX-2b"
    assert temporary.spec.step("post") is None
    assert temporary.silent("posting", "emergency")


@pytest.mark.parametrize("code", ["dibao", "margin", "tekun", "temporary"])
def test_no_limit_of_time_is_stated_for_anything(code):
    found = law("huaxi", code)
    assert found.silent("whole", "first_opinion", "check", "forward")
    assert not [clock.name for clock in found.spec.clocks if clock.limit is not None]


def test_poor_households_and_the_monitoring_list_are_identified_together(dibao):
    """HX-1"""
    assert dibao.step("lodge").option("monitoring") is True
    assert dibao.cited("lodge", "monitoring") == "HX-1"
