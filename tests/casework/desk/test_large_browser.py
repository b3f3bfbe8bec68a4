"""大字版 for staff: one press on any page, kept in the cookie of the public pages, nothing cut off on a phone."""

from datetime import datetime

import pytest
from django.urls import reverse

from casework.actions.complaint import complain_to_county
from casework.models import Statement
from casework.rules.asking import SHANGHAI
from tests.casework.desk.cast import PASSWORD, at, build
from tests.casework.desk.leading import filed
from tests.casework.desk.test_results import decided
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDER = """() => [document.documentElement, document.querySelector("main")]
  .some((box) => box.scrollWidth > box.clientWidth + 1)"""
NAMES = (
    "desk_queue",
    "desk_cases",
    "desk_statements",
    "desk_export",
    "desk_exports",
    "desk_kin",
    "desk_check",
    "desk_check_report",
    "desk_leads",
    "desk_relief",
    "desk_notices",
    "desk_stubs",
    "desk_untouched",
    "desk_monitoring",
    "desk_postings",
    "desk_boards",
    "desk_certificates",
    "second_factor",
)
COUNTY = (
    "desk_people",
    "desk_refusals",
    "desk_supervision",
    "desk_monitoring",
    "desk_special",
    "desk_exports",
    "desk_relief",
    "desk_boards",
)


@pytest.fixture
def town(transactional_db, wall_clock):
    standing = build(wall_clock)
    standing.case = standing.lodge(at(3, 2))
    filed(standing)
    standing.clock.set(at(3, 3))
    return standing


def letters(page):
    return page.evaluate("parseFloat(getComputedStyle(document.querySelector('.desk')).fontSize)")


def test_one_press_makes_the_letters_large_and_keeps_them_so(town, live_server, enter):
    page = enter("刘敏", PASSWORD)
    usual = letters(page)

    page.click("button[name=size][value=large]")
    page.wait_for_url("**/cms/desk/")
    page.goto(f"{live_server.url}{reverse('desk_statements')}")
    assert usual == 16
    assert letters(page) >= 22
    page.click("button[name=size][value=normal]")
    page.wait_for_url(f"**{reverse('desk_statements')}")
    assert letters(page) == usual


PHONE = {
    "viewport": {"width": 360, "height": 740},
    "color_scheme": "dark",
    "reduced_motion": "reduce",
    "bypass_csp": True,
}


def troubles(page, live_server, addresses):
    """What is cut off or what axe knows, page by page, in large letters."""
    page.context.add_cookies([{"name": "yimen_text", "value": "large", "url": live_server.url}])
    found = {}
    for address in addresses:
        page.goto(live_server.url + address)
        assert letters(page) >= 22, address
        wide = ["wide"] if page.evaluate(WIDER) else []
        if trouble := wide + barriers(page):
            found[address] = trouble
    return found


def test_no_desk_page_is_cut_off_on_a_phone_in_large_letters_in_the_dark(town, live_server, sit_down):
    complain_to_county(at=at(3, 3), words="没有人来家里看", topic="delay")
    case, told = town.case, Statement.objects.get(kind="complaint")
    act = reverse("desk_act", args=[case.pk, "request_missing"])
    pages = [*map(reverse, NAMES), reverse("desk_case", args=[case.pk]), act]
    marks = [reverse(name, args=[case.pk]) for name in ("desk_monitored", "desk_dishonesty")]
    county = [*map(reverse, COUNTY), reverse("desk_complaint", args=[told.pk]), *marks]
    reserve = reverse("desk_reserve", args=[town.village.parent.code])

    assert not troubles(sit_down(town.sit("刘敏"), **PHONE), live_server, pages)
    assert not troubles(sit_down(town.sit("何科长"), **PHONE), live_server, [*county, reserve])


@pytest.mark.parametrize(
    ("place", "day", "name"),
    [
        ("yicheng", datetime(2025, 4, 16, 10, tzinfo=SHANGHAI), "desk_wish"),
        ("yangcheng", at(3, 11), "desk_results"),
    ],
)
def test_pages_that_only_one_place_has_are_not_cut_off_either(
    transactional_db, wall_clock, live_server, sit_down, place, day, name
):
    town = build(wall_clock, place)
    if name == "desk_results":
        decided(town, "李桂田")

    assert not troubles(sit_down(town.sit("刘敏", day), **PHONE), live_server, [reverse(name)])


def test_what_waits_for_the_approver_is_weighed_on_a_phone(town, live_server, sit_down):
    town.bring_to_approval(town.case)
    page = sit_down(town.sit("王镇长", at(3, 18)), **PHONE)
    case = reverse("desk_case", args=[town.case.pk])

    assert not troubles(page, live_server, [case, f"{case}do/confirm/", f"{case}do/refuse/"])


def test_on_a_phone_the_day_of_a_row_is_written_in_one_line(town, live_server, sit_down):
    """In large letters the day and the number stand one under the other, not letter by letter in a narrow column."""
    page = sit_down(town.sit("刘敏"), **PHONE)
    page.context.add_cookies([{"name": "yimen_text", "value": "large", "url": live_server.url}])
    page.goto(live_server.url + reverse("desk_queue"))
    widths = page.locator("tbody td.desk-table__due").evaluate_all(
        "cells => cells.map((cell) => cell.getBoundingClientRect().width)"
    )

    assert widths
    assert min(widths) > 160
