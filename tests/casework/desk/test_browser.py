"""The desk in a real browser: by keyboard alone, on a phone, in the dark, and without one barrier that axe knows."""

import pytest
from django.urls import reverse

from casework.models import Case
from tests.casework.desk.cast import at
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TABS = 60


def tab_to(page, wanted):
    """Press Tab until the focus stands on an element that matches; every stop must show where it is."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """wanted => {
                const one = document.activeElement, look = getComputedStyle(one);
                const shown = parseFloat(look.outlineWidth) >= 2 && look.outlineStyle !== "none";
                return {there: one.matches(wanted), shown: shown || one === document.body};
            }""",
            wanted,
        )
        if stop["there"]:
            assert stop["shown"], f"no visible focus on {wanted}"
            return
    raise AssertionError(f"{wanted} is not reached by Tab")


def test_a_case_is_accepted_with_the_keyboard_alone(standing_town, live_server, sit_down):
    case = standing_town.lodge(at(3, 2))
    page = sit_down(standing_town.sit("刘敏", at(3, 3)))
    page.goto(f"{live_server.url}{reverse('desk_queue')}")

    tab_to(page, ".desk-table__number a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('desk_case', args=[case.pk])}")
    tab_to(page, ".desk-primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/do/accept/")
    tab_to(page, ".desk-form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('desk_case', args=[case.pk])}")

    assert "收下了" in page.inner_text(".messages")
    assert Case.objects.get(pk=case.pk).stage == "accepted"
    assert not page.complaints


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_queue_case_and_forms_have_no_barrier_and_never_scroll_sideways(
    standing_town, live_server, sit_down, width, scheme
):
    standing_town.lodge(at(3, 2), name="新来的", supplied=("form",))
    ready = standing_town.lodge(at(3, 2))
    standing_town.bring_to_approval(ready)
    approver = standing_town.sit("王镇长", at(3, 19))
    page = sit_down(approver, viewport={"width": width, "height": 900}, color_scheme=scheme)
    case = reverse("desk_case", args=[ready.pk])

    for address in (
        reverse("desk_queue"),
        reverse("wagtailadmin_home"),
        reverse("desk_cases"),
        reverse("desk_export"),
        case,
        f"{case}do/confirm/",
        f"{case}do/refuse/",
        f"{case}do/relative/",
        f"{case}see/m1/id_number/",
    ):
        page.goto(f"{live_server.url}{address}")
        page.wait_for_load_state("networkidle")
        assert barriers(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_three_mistakes_are_named_once_above_and_once_at_their_field(standing_town, live_server, sit_down):
    case = standing_town.lodge(at(3, 2))
    page = sit_down(standing_town.sit("刘敏", at(3, 3)))
    page.goto(f"{live_server.url}{reverse('desk_act', args=[case.pk, 'relative'])}")
    page.locator("input[name=officer]").first.check()

    page.click(".desk-form button[type=submit]")
    page.wait_for_selector(".desk-errors")

    assert page.evaluate("document.activeElement.matches('.desk-errors')")
    links = page.locator(".desk-errors a")
    assert links.count() == 2
    for number in range(links.count()):
        assert page.locator(links.nth(number).get_attribute("href")).count() == 1
    assert page.locator("input[name=officer]").first.is_checked()
