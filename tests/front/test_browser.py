"""The public site in a real Chromium: accessible, large when asked, narrow enough, and complete without a script."""

from pathlib import Path

import pytest

from front.models import OfficeContact
from tests.front.household import ACCOUNT, ANSWERS, LI, WANG, photo
from tests.support.accessibility import barriers, small_targets

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/policy/",
    "/policy/of/shangyu/dibao/",
    "/check/",
    "/apply/",
    "/apply/household/new/",
    "/track/",
    "/complain/",
    "/help/",
    "/privacy/",
    "/accessibility/",
    "/contact/",
    "/demo/",
    "/settings/text-size/",
    "/lang/",
    "/nowhere/",
)


@pytest.fixture
def county(village):
    OfficeContact.objects.create(county="青石县", phone="0000-1234567")
    return village


def context_of(open_context, live_server, size="normal", **options):
    context = open_context(**options)
    context.add_cookies([{"name": "yimen_text", "value": size, "url": live_server.url}])
    return context


@pytest.mark.parametrize(
    ("size", "width", "scheme"),
    [
        ("normal", 360, "light"),
        ("normal", 1280, "light"),
        ("normal", 360, "dark"),
        ("large", 360, "dark"),
        ("large", 1280, "light"),
    ],
)
def test_axe_finds_nothing_on_any_page(open_context, live_server, county, size, width, scheme):
    view = {"width": width, "height": 800}
    # A frozen clock of animations keeps colours from being measured half way.
    page = context_of(
        open_context,
        live_server,
        size,
        viewport=view,
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
    ).new_page()
    page.goto(f"{live_server.url}/apply/")
    page.click("main form button")
    found = {}
    for address in PAGES:
        page.goto(live_server.url + address)
        if against := barriers(page):
            found[address] = against

    assert not found


@pytest.mark.parametrize("size", ["normal", "large", "largest"])
def test_nothing_is_wider_than_the_narrowest_phone(open_context, live_server, county, size):
    page = context_of(open_context, live_server, size, viewport={"width": 320, "height": 640}).new_page()
    page.goto(f"{live_server.url}/apply/")
    page.click("main form button")
    wide = {}
    for address in PAGES:
        page.goto(live_server.url + address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[address] = width

    assert not wide


def test_two_hundred_percent_text_still_fits(open_context, live_server, county):
    page = context_of(open_context, live_server, viewport={"width": 320, "height": 640}).new_page()
    for address in ("/", "/apply/", "/track/", "/help/"):
        page.goto(live_server.url + address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


@pytest.mark.parametrize(
    ("size", "letters", "least"), [("normal", 18, 44), ("large", 22, 60), ("largest", 30, 60)]
)
def test_letters_and_targets_are_as_large_as_promised(
    open_context, live_server, county, size, letters, least
):
    page = context_of(open_context, live_server, size, viewport={"width": 360, "height": 740}).new_page()
    small = {}
    page.goto(f"{live_server.url}/apply/")
    page.click("main form button")
    for address in PAGES:
        page.goto(live_server.url + address)
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.body); return [parseFloat(s.fontSize), parseFloat(s.lineHeight)] })()"
        )
        assert style[0] >= letters
        assert style[1] / style[0] >= 1.5
        if items := small_targets(page, least):
            small[address] = items

    assert not small


def test_elder_mode_stays_light_and_in_one_column(open_context, live_server, county):
    page = context_of(
        open_context, live_server, "large", viewport={"width": 1280, "height": 800}, color_scheme="dark"
    ).new_page()
    page.goto(live_server.url)

    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    lefts = page.eval_on_selector_all(
        ".door", "doors => doors.map(door => door.getBoundingClientRect().left)"
    )

    assert paper == "rgb(251, 249, 244)"
    assert len(set(lefts)) == 1


def test_the_elder_switch_is_one_of_the_first_three_stops_and_stays(open_context, live_server, county):
    page = context_of(open_context, live_server).new_page()
    page.goto(f"{live_server.url}/help/")
    stops = []
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.name || ''"))
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2

    assert "size" in stops
    page.click("button[name=size][value=large]")
    page.goto(f"{live_server.url}/track/")
    assert page.locator("html.elder").count() == 1
    page.click("button[name=size][value=normal]")
    assert page.locator("html.elder").count() == 0


def test_errors_take_the_focus_and_each_leads_to_its_field(page, live_server, county):
    page.goto(f"{live_server.url}/apply/")
    page.click("main form button")
    page.goto(f"{live_server.url}/apply/household/new/")
    page.fill("#id_id_number", "7701011958030700")
    page.fill("#id_phone", "12")
    page.click("main form .actions button")

    page.wait_for_selector("#error-summary:focus")
    assert page.title().startswith("出错")
    links = page.locator("#error-summary a")
    assert links.count() == 3
    for number in range(3):
        words = links.nth(number).inner_text()
        links.nth(number).click()
        focused = page.evaluate("document.activeElement.id")
        assert words in page.locator(f"#{focused}_error").inner_text()
    assert page.input_value("#id_id_number") == "7701011958030700"
    assert not page.complaints


def test_the_whole_way_without_any_script(open_context, live_server, county, tmp_path):
    picture = Path(tmp_path) / "photo.jpg"
    picture.write_bytes(photo().read())
    page = context_of(
        open_context, live_server, java_script_enabled=False, viewport={"width": 360, "height": 740}
    ).new_page()
    press = "main form .actions button"

    def go():
        page.locator(press).first.click()
        page.wait_for_load_state()

    page.goto(f"{live_server.url}/apply/")
    page.click("main form.actions button")
    page.goto(f"{live_server.url}/apply/household/")
    for person in (LI, WANG):
        if "/new/" not in page.url:
            page.click("a[href$='/household/new/']")
        for name, value in person.items():
            if name == "relation":
                page.select_option("#id_relation", value)
            else:
                page.fill(f"#id_{name}", value)
        go()
    page.click("main .actions a.button")
    while "/apply/trouble/" in page.url:
        answer_one(page, county)
        go()
    assert "/m/" in page.url
    page.goto(f"{live_server.url}/apply/photos/")
    while page.locator("a.row:has(.tag.todo)").count():
        page.locator("a.row:has(.tag.todo)").first.click()
        page.set_input_files("input[type=file]", str(picture))
        go()
    for key, person in (("m1", LI), ("m2", WANG)):
        page.goto(f"{live_server.url}/apply/signing/{key}/")
        page.check("#id_agree")
        page.fill("#id_name", person["name"])
        go()
    page.goto(f"{live_server.url}/apply/account/")
    page.fill("#id_account", ACCOUNT)
    go()
    page.goto(f"{live_server.url}/apply/check/")
    page.click("main form button")
    page.wait_for_url("**/apply/receipt/")
    code = page.locator(".code").nth(1).inner_text()
    page.goto(f"{live_server.url}/track/")
    page.fill("#id_code", code)
    page.fill("#id_second", LI["id_number"][-4:])
    page.click(press)
    page.wait_for_url("**/track/case/")

    assert "您现在不用做什么" in page.inner_text("main")
    assert page.locator(".steps .now").count() == 1


def answer_one(page, village):
    """Answer the question on the page the way the household would."""
    key = page.url.rstrip("/").rsplit("/", 1)[-1]
    answer = village if key == "village" else ANSWERS[key]
    if key == "village":
        page.select_option("#id_village", answer)
    elif page.locator(f"input[type=radio][name={key}]").count():
        page.check(f"input[name={key}][value={answer}]")
    elif isinstance(answer, list):
        for word in answer:
            page.check(f"input[name={key}][value={word}]")
    else:
        page.fill(f"#id_{key}", answer)


def test_a_script_error_or_a_refused_style_would_be_seen_on_no_page(page, live_server, county):
    page.goto(f"{live_server.url}/apply/")
    page.click("main form button")
    for address in PAGES[:-1]:
        page.goto(live_server.url + address)

    assert not page.complaints
