"""大字版 for staff: one press on any page, kept in the cookie of the public pages, nothing cut off on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.casework.desk.cast import PASSWORD, at, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
WIDER = """() => [document.documentElement, document.querySelector("main")]
  .some((box) => box.scrollWidth > box.clientWidth + 1)"""
NAMES = (
    "desk_queue",
    "desk_cases",
    "desk_statements",
    "desk_export",
    "desk_kin",
    "desk_check",
    "desk_check_report",
    "desk_relief",
    "desk_notices",
    "desk_stubs",
    "desk_untouched",
    "desk_postings",
    "second_factor",
)


@pytest.fixture
def town(transactional_db, wall_clock):
    standing = build(wall_clock)
    standing.case = standing.lodge(at(3, 2))
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


def test_no_desk_page_is_cut_off_on_a_phone_in_large_letters_in_the_dark(town, live_server, enter):
    page = enter(
        "刘敏",
        PASSWORD,
        viewport={"width": 360, "height": 740},
        color_scheme="dark",
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page.context.add_cookies([{"name": "yimen_text", "value": "large", "url": live_server.url}])
    found, act = {}, reverse("desk_act", args=[town.case.pk, "request_missing"])
    for address in (*map(reverse, NAMES), reverse("desk_case", args=[town.case.pk]), act):
        page.goto(live_server.url + address)
        assert letters(page) >= 22, address
        violations = Axe().run(page, options=RULES).response["violations"]
        wide = ["wide"] if page.evaluate(WIDER) else []
        if trouble := wide + [(one["id"], one["nodes"][0]["html"][:140]) for one in violations]:
            found[address] = trouble

    assert not found
