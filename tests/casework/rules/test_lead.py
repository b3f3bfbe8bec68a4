"""Who files, closes and makes an application of a lead, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.rules.lead import (
    check_assigning,
    check_authority,
    check_closing,
    check_filing,
    check_joining,
    check_naming,
    check_reporter,
    check_splitting,
    check_staff,
    check_telling,
    check_township,
    check_turning,
    name_key,
    one_household,
    way_in,
)
from casework.rules.refusal import StepRefused
from casework.rules.roles import OFFICE_ROLES, Actor

VILLAGE = Actor("1", "张会计", ("village",), ("770101901",))
CLERK = Actor("2", "刘敏", ("acceptor",), ("770101",))
OTHER = Actor("3", "外乡人", ("acceptor",), ("770102",))
COUNTY = Actor("5", "何科长", ("county",), ("77",))
HERE = "770101901"


def refused(check, *args, **kwargs):
    with pytest.raises(StepRefused) as caught:
        check(*args, **kwargs)
    return caught.value.code


def test_a_lead_is_taken_off_a_case_by_whoever_reads_it_with_a_reason():
    for officer in (VILLAGE, CLERK):
        check_splitting(officer, HERE, "同名，不是一个人", joined=True)
        assert refused(check_splitting, officer, HERE, " ", joined=True) == "missing"
        assert refused(check_splitting, officer, HERE, "同名", joined=False) == "order"
        assert refused(check_splitting, officer, HERE, "同名", joined=True, barred=True) == "relative"
    assert refused(check_splitting, COUNTY, HERE, "同名", joined=True) == "role"
    assert refused(check_splitting, OTHER, HERE, "同名", joined=True) == "role"


def test_a_village_files_what_it_saw():
    check_filing(VILLAGE, HERE, "周老汉", "", "漏雨")
    check_filing(VILLAGE, HERE, "周老汉", "13800000077", "漏雨", related=True)
    assert refused(check_filing, CLERK, HERE, "周老汉", "", "漏雨") == "role"
    assert refused(check_filing, VILLAGE, "770101902", "周老汉", "", "漏雨") == "role"
    assert refused(check_filing, VILLAGE, HERE, " · ", "", "漏雨") == "missing"
    assert refused(check_filing, VILLAGE, HERE, "周老汉", "", " ") == "missing"
    assert refused(check_filing, VILLAGE, HERE, "周老汉", "abc", "漏雨") == "invalid"
    assert refused(check_filing, VILLAGE, HERE, "周老汉", "", "漏雨", related=None) == "missing"


def test_its_township_closes_it_once_with_a_reason():
    check_township(CLERK, HERE)
    check_closing(CLERK, HERE, "搬走了", closed=False)
    assert refused(check_township, OTHER, HERE) == "role"
    assert refused(check_closing, VILLAGE, HERE, "搬走了", closed=False) == "role"
    assert refused(check_closing, CLERK, HERE, "搬走了", closed=True) == "order"
    assert refused(check_closing, CLERK, HERE, "搬走了", closed=False, number="城关2026-0001") == "order"
    assert refused(check_closing, CLERK, HERE, " ", closed=False) == "missing"


@pytest.mark.parametrize("role", OFFICE_ROLES)
def test_only_its_village_and_the_acceptor_of_its_township_make_an_application_of_it(role):
    ways = {"village": "take", "acceptor": "window"}
    here, elsewhere = (Actor("4", "某人", (role,), (unit,)) for unit in (HERE[:6], "770102"))

    assert way_in(here, HERE) == ways.get(role, "")
    assert way_in(elsewhere, HERE) == ""
    if role in ways:
        assert check_turning(here, HERE, closed=False, to=HERE) == ways[role]
    else:
        assert refused(check_turning, here, HERE, closed=False) == "role"
    assert refused(check_turning, elsewhere, HERE, closed=False) == "role"


UNITS = st.sampled_from(("77", "770101", "770101901", "770101902", "770102", "770102901"))
POSTS = st.builds(
    lambda roles, units: Actor("6", "某人", tuple(roles), tuple(units)),
    st.lists(st.sampled_from(OFFICE_ROLES), max_size=3, unique=True),
    st.lists(UNITS, max_size=2, unique=True),
)


@given(
    actor=POSTS,
    closed=st.booleans(),
    number=st.sampled_from(("", "城关2026-0001")),
    barred=st.booleans(),
    to=UNITS,
)
def test_whoever_comes_only_the_right_hand_turns_an_open_lead_that_is_not_of_his_kin(
    actor, closed, number, barred, to
):
    """The property of the wrong hands: every way to an application goes through each of these doors."""
    try:
        way = check_turning(actor, HERE, closed=closed, number=number, barred=barred, to=to)
    except StepRefused:
        way = ""

    covers = any(HERE.startswith(unit) for unit in actor.units)
    right = covers and bool({"village", "acceptor"} & set(actor.roles))
    there = any(to.startswith(unit) for unit in actor.units)
    assert bool(way) == (right and not closed and not number and not barred and there)
    assert way in ("", "take" if "village" in actor.roles else "window")


def test_a_lead_that_has_ended_becomes_no_application():
    assert refused(check_turning, CLERK, HERE, closed=True) == "order"
    with pytest.raises(StepRefused, match="城关2026-0001"):
        check_turning(CLERK, HERE, closed=False, number="城关2026-0001")


def test_a_household_of_another_village_is_not_filed_by_the_way():
    assert refused(check_turning, VILLAGE, HERE, closed=False, to="770101902") == "scope"


def test_kin_have_no_hand_in_it():
    assert refused(check_township, CLERK, HERE, barred=True) == "relative"
    assert refused(check_closing, CLERK, HERE, "搬走了", closed=False, barred=True) == "relative"
    assert refused(check_turning, VILLAGE, HERE, closed=False, barred=True) == "relative"


def test_whoever_deals_with_leads_may_stand_aside_and_nobody_else():
    check_staff(VILLAGE, HERE)
    check_staff(CLERK, HERE)
    assert refused(check_staff, OTHER, HERE) == "role"
    assert refused(check_staff, Actor("5", "何科长", ("county",), ("77",)), HERE) == "role"


def test_nothing_is_filed_for_who_has_not_agreed_and_the_village_says_why():
    """SY-A1.1e: who files for somebody says why, and on what evidence."""
    check_authority("take", "年纪大", "委托书", agreed=True)
    check_authority("window", "", "", agreed=True)
    assert refused(check_authority, "window", "", "", agreed=False) == "consent"
    assert refused(check_authority, "take", "年纪大", " ", agreed=True) == "missing"
    assert refused(check_authority, "take", "", "委托书", agreed=True) == "missing"


def test_a_name_is_one_name_however_it_is_spaced():
    assert name_key("周 老汉") == name_key(" 周老汉 ") == name_key("周\u3000老汉")
    assert name_key("阿依·古丽") == name_key("阿依•古丽")
    assert name_key("周老汉") != name_key("周老太")


def test_a_resident_tells_what_he_saw_and_need_not_say_of_whom():
    check_telling("两天没见烟囱冒烟")
    assert refused(check_telling, " ") == "missing"


def test_a_name_is_added_once_and_while_the_lead_is_open():
    check_naming("周老汉", "", named=False, closed=False)
    check_naming("", "13800000077", named=False, closed=False)
    assert refused(check_naming, "周老汉", "", named=True, closed=False) == "duplicate"
    assert refused(check_naming, "周老汉", "", named=False, closed=True) == "order"
    assert refused(check_naming, "周老汉", "", named=False, closed=False, number="城关2026-0001") == "order"
    assert refused(check_naming, " · ", "", named=False, closed=False) == "missing"


def test_one_household_is_the_same_village_and_the_same_name():
    assert one_household(HERE, "周老汉", HERE, "周老汉")
    assert not one_household(HERE, "周老汉", "770101902", "周老汉")
    assert not one_household(HERE, "周老汉", HERE, "周老太")
    assert not one_household(HERE, "", HERE, ""), "of two without a name nobody knows"


def test_the_township_closes_a_lead_onto_the_case_of_its_double():
    fits = {"same": True, "onto": "城关2026-0001", "closed": False}
    check_joining(CLERK, HERE, **fits)
    for actor in (VILLAGE, OTHER, COUNTY):
        assert refused(check_joining, actor, HERE, **fits) == "role"
    assert refused(check_joining, CLERK, HERE, **fits, barred=True) == "relative"
    assert refused(check_joining, CLERK, HERE, **fits | {"closed": True}) == "order"
    assert refused(check_joining, CLERK, HERE, **fits, number="城关2026-0002") == "order"
    assert refused(check_joining, CLERK, HERE, **fits | {"onto": ""}) == "order"
    assert refused(check_joining, CLERK, HERE, **fits | {"same": False}) == "scope"


def test_the_county_gives_away_what_nobody_at_home_may_deal_with():
    fits = {"alone": True, "near": False, "closed": False}
    check_assigning(COUNTY, HERE, OTHER, **fits)
    for actor in (VILLAGE, CLERK, OTHER, Actor("7", "邻县", ("county",), ("78",))):
        assert refused(check_assigning, actor, HERE, OTHER, **fits) == "role"
    assert refused(check_assigning, COUNTY, HERE, OTHER, **fits | {"closed": True}) == "order"
    assert refused(check_assigning, COUNTY, HERE, OTHER, **fits, number="城关2026-0001") == "order"
    assert refused(check_assigning, COUNTY, HERE, OTHER, **fits | {"alone": False}) == "order"
    assert refused(check_assigning, COUNTY, HERE, VILLAGE, **fits) == "invalid"
    assert refused(check_assigning, COUNTY, HERE, OTHER, **fits | {"near": True}) == "invalid"


def test_only_who_keeps_the_books_of_the_village_reports_for_it():
    check_reporter(VILLAGE, HERE)
    assert refused(check_reporter, VILLAGE, "770101902") == "role"
    assert refused(check_reporter, CLERK, HERE) == "role"
