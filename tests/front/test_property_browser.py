"""The page about property in a real Chromium: a number is asked only of what is ticked, and nothing is too small."""

import pytest

from tests.front.test_browser import context_of, county  # noqa: F401
from tests.support.accessibility import barriers, small_targets

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LI = {"name": "李桂田", "id_number": "770101195803070014"}


def at_property(page, address, village):
    """Walk to the page about property."""
    page.goto(f"{address}/apply/")
    page.click("main form.actions button")
    page.goto(f"{address}/apply/household/new/")
    for name, value in LI.items():
        page.fill(f"#id_{name}", value)
    page.click("main form .actions button")
    page.goto(f"{address}/apply/trouble/village/")
    page.select_option("#id_village", village)
    page.click("main form .actions button")
    page.goto(f"{address}/apply/trouble/property/")


@pytest.mark.parametrize(
    ("size", "width", "least"), [("normal", 360, 44), ("normal", 1280, 44), ("large", 360, 60)]
)
def test_the_page_about_property_is_easy_to_read_and_to_press(
    open_context,
    live_server,
    county,  # noqa: F811
    size,
    width,
    least,
):
    view = {"width": width, "height": 800}
    page = context_of(
        open_context, live_server, size, viewport=view, reduced_motion="reduce", bypass_csp=True
    ).new_page()
    at_property(page, live_server.url, county)
    box = page.locator("#id_much_deposits")
    assert not box.is_visible()

    page.check("input[name=property][value=deposits]")
    box.fill("5000")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not small_targets(page, least)
    assert not barriers(page)


def test_none_and_not_knowing_stand_alone(page, live_server, county):  # noqa: F811
    """Ticking the one takes the other off; nothing has to be refused for it."""
    at_property(page, live_server.url, county)

    page.check("input[name=property][value=none]")
    page.check("input[name=property][value=deposits]")
    assert not page.is_checked("input[name=property][value=none]")
    page.check("input[name=property][value=houses]")
    page.check("input[name=property][value=none]")

    ticked = "boxes => boxes.filter((box) => box.checked).map((box) => box.value)"
    assert page.locator("input[name=property]").evaluate_all(ticked) == ["none"]
    assert not page.complaints


def test_a_number_that_was_written_stays_in_sight_and_is_asked_about(page, live_server, county):  # noqa: F811
    at_property(page, live_server.url, county)
    page.check("input[name=property][value=deposits]")
    page.fill("#id_much_deposits", "5000")
    page.uncheck("input[name=property][value=deposits]")
    page.check("input[name=property][value=none]")
    assert page.locator("#id_much_deposits").is_visible()

    page.click("main form .actions button")

    page.wait_for_selector("#error-summary:focus")
    page.locator("#error-summary a").click()
    assert page.evaluate("document.activeElement.id") == "id_much_deposits"
    assert not page.complaints
