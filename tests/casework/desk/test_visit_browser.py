"""The home visit in a real Chromium: three households without a network, a restart, and each handed in once."""

import io

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from casework.models import Attachment, Event, SurveySheet
from tests.casework.desk.cast import at
from tests.support.accessibility import barriers
from tests.support.browser import executable, take_seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STORE = """() => new Promise((resolve) => {
  const asked = indexedDB.open("yimen-visits", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("drafts").objectStore("drafts").getAll();
    all.onsuccess = () => { asked.result.close(); resolve(all.result.map((one) => one.photos.length)); };
  };
})"""
PHONE = {"width": 390, "height": 844}


def accepted(town, name):
    case = town.lodge(at(3, 2), name=name)
    town.do("accept", case, "刘敏", at(3, 3))
    return case


@pytest.fixture
def telephone(chromium, tmp_path):
    """A function that switches one telephone on: its storage is the same each time."""
    running = []

    def switch_on(**more):
        context = chromium.browser_type.launch_persistent_context(
            str(tmp_path / "telephone"), executable_path=executable(), viewport=PHONE, locale="zh-CN", **more
        )
        context.set_default_timeout(15_000)
        running.append(context)
        return context

    yield switch_on
    for context in running:
        context.close()


def photos(number):
    found = []
    for place in range(number):
        made = io.BytesIO()
        Image.new("RGB", (320, 240), (10 * place, 80, 60)).save(made, "JPEG")
        found.append({"name": f"{place}.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()})
    return found


def fill(page, name):
    page.wait_for_selector("form[data-begun]")
    page.get_by_label("张会计（村社经办）").check()
    page.fill("textarea[name=findings]", f"{name}家的房子漏雨")
    page.fill("input[name=m1_wage]", "500")
    page.set_input_files("input[name=photos]", photos(4))
    expect(page.locator("[data-photos] li")).to_have_count(4)


def kept(page):
    return sorted(page.evaluate(STORE))


def test_three_households_without_a_network_survive_a_restart_and_arrive_once(
    standing_town, live_server, telephone
):
    town = standing_town
    cases = [accepted(town, name) for name in ("甲户", "乙户", "丙户")]
    urls = [f"{live_server.url}{reverse('desk_visit', args=[case.pk])}" for case in cases]
    town.clock.set(at(3, 5))
    first = telephone()
    page = first.pages[0]
    take_seat(page.context, town.sit("陈立"), live_server.url)
    page.goto(f"{live_server.url}{reverse('desk_visits')}")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.click("[data-take]")
    expect(page.locator("[data-taken]")).to_contain_text("3/3")

    first.set_offline(True)
    for url, name in zip(urls, ("甲户", "乙户", "丙户"), strict=True):
        page.goto(url)
        assert page.locator("[data-offline]").is_visible()
        fill(page, name)
        page.click("button[type=submit]")
        expect(page.locator("[data-kept]")).to_contain_text("存好了")
    page.reload()
    page.wait_for_selector("form[data-begun]")
    assert page.input_value("textarea[name=findings]") == "丙户家的房子漏雨"
    assert kept(page) == [4, 4, 4]
    assert not SurveySheet.objects.exists()
    first.close()

    second = telephone()
    page = second.pages[0]
    town.clock.set(at(3, 5, 16))
    take_seat(
        second, town.sit("陈立"), live_server.url
    )  # the session ended with the browser; what was typed did not
    page.goto(f"{live_server.url}{reverse('desk_queue')}")
    page.get_by_role("link", name="还有 3 户的入户调查没有交上去").click()
    expect(page.locator("body")).to_have_attribute("data-unsent", "0", timeout=60_000)
    assert kept(page) == []

    assert SurveySheet.objects.count() == 3
    assert Event.objects.filter(kind="visit").count() == 3
    assert Attachment.objects.filter(material="visit_photo").count() == 12
    assert not Attachment.objects.filter(material="visit_photo", case=None).exists()
    assert not Attachment.objects.filter(material="visit_photo", taken_at=None).exists()
    assert page.locator("[data-offline]").is_hidden()
    assert (
        page.evaluate(
            "caches.open('yimen-visit-pages').then((kept) => kept.keys()).then((all) => all.length)"
        )
        <= 1
    )


def test_two_breaks_on_the_way_and_everything_still_arrives_once(standing_town, live_server, telephone):
    town, case = standing_town, accepted(standing_town, "丁户")
    town.clock.set(at(3, 5))
    context = telephone()
    page = context.pages[0]
    take_seat(page.context, town.sit("陈立"), live_server.url)
    page.goto(f"{live_server.url}{reverse('desk_visit', args=[case.pk])}")
    fill(page, "丁户")
    broken = []

    def break_off(route):
        # The server has taken it in, and its answer is lost: the worst moment.
        if len(broken) < 2:
            broken.append(route.request.url)
            route.fetch()
            route.abort()
        else:
            route.continue_()

    context.route("**/photo/", break_off)
    page.click("button[type=submit]")
    expect(page.locator("[data-kept]")).to_contain_text("接着交")
    while len(broken) < 2:
        page.evaluate("window.dispatchEvent(new Event('online'))")
        page.wait_for_timeout(100)
    expect(page.locator("[data-kept]")).to_contain_text("接着交")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_url("**/inquiry/")

    assert len(broken) == 2
    assert SurveySheet.objects.count() == 1
    assert Attachment.objects.filter(case=case, material="visit_photo").count() == 4


def test_what_the_place_refuses_is_said_on_the_telephone_and_nothing_is_lost(
    standing_town, live_server, telephone
):
    town, case = standing_town, accepted(standing_town, "戊户")
    town.clock.set(at(3, 5))
    page = telephone().pages[0]
    take_seat(page.context, town.sit("陈立"), live_server.url)
    page.goto(f"{live_server.url}{reverse('desk_visit', args=[case.pk])}")
    fill(page, "戊户")
    page.fill("input[name=m2_wage]", "-5")
    page.click("button[type=submit]")
    page.wait_for_selector("[data-errors]:not([hidden])")

    assert page.input_value("textarea[name=findings]") == "戊户家的房子漏雨"
    page.fill("input[name=m2_wage]", "5")
    page.click("button[type=submit]")
    page.wait_for_url("**/inquiry/")
    assert SurveySheet.objects.get(case=case).found()["income"] == 606_000


def test_signing_out_with_something_unsent_asks_first(standing_town, live_server, telephone):
    town, case = standing_town, accepted(standing_town, "己户")
    town.clock.set(at(3, 5))
    page = telephone(ignore_https_errors=True).pages[0]
    take_seat(page.context, town.sit("陈立"), live_server.url)
    page.goto(f"{live_server.url}{reverse('desk_visit', args=[case.pk])}")
    fill(page, "己户")
    page.goto(f"{live_server.url}{reverse('desk_queue')}")

    with page.expect_event("dialog") as asked:
        page.evaluate("""() => {
            const form = document.createElement("form");
            form.action = "/cms/logout/";
            form.method = "post";
            document.body.append(form);
            form.requestSubmit();
        }""")
    said = asked.value.message
    asked.value.dismiss()

    assert "1 户的入户调查没有交上去" in said
    assert "/login/" not in page.url


@pytest.mark.parametrize("width", [360, 1280])
def test_the_form_and_its_pages_have_no_barrier_and_never_scroll_sideways(
    standing_town, live_server, sit_down, width
):
    town, case = standing_town, accepted(standing_town, "庚户")
    page = sit_down(town.sit("陈立", at(3, 5)), viewport={"width": width, "height": 900})
    for name in ("desk_visits", "desk_visit", "desk_inquiry"):
        page.goto(f"{live_server.url}{reverse(name, args=[] if name == 'desk_visits' else [case.pk])}")
        page.wait_for_load_state("networkidle")
        assert barriers(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
