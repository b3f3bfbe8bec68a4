"""Every public page of a county that is full of life: accessible, narrow enough, easy to hit, in both sizes of type."""

from __future__ import annotations

import pytest
from django.utils import timezone

from casework import outbox
from casework.models import Case
from notices.models import Publication
from policies import queries as law
from tests.front.household import LI, Resident, code_on
from tests.support.accessibility import barriers, small_targets
from yimen.demo import county as demo
from yimen.demo import journeys
from yimen.demo.cases import fill, workday_ago
from yimen.demo.people import Registry

pytestmark = [pytest.mark.browser, pytest.mark.kill]
DOORS = (
    "/", "/policy/", "/policies/devolution/", "/policy/of/shangyu/dibao/", "/check/", "/apply/", "/track/", "/public/",
    "/complain/", "/chat/", "/help/", "/privacy/", "/accessibility/", "/contact/", "/demo/", "/settings/text-size/",
    "/lang/", "/nowhere/",
)  # fmt: skip
SIZES, WIDTHS = ("normal", "large"), (360, 1280)
WIDER = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def full_house(house, transactional_db, settings):
    """A web server over a small demo county; its address, and the pages that only a full county has."""
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": house.folder / "private"},
    }
    settings.STORAGES = {**settings.STORAGES, "private": private}
    settings.BAKED_ROOT, settings.YIMEN_DEMO = house.folder / "baked", True
    offices = demo.build(timezone.localtime())
    fill(offices, seed=77, number=1, now=timezone.localtime(), tell=lambda done, total: None)
    post_one_today(offices[0])
    resident = Resident()
    receipt = resident.apply(offices[0].villages[0].code)
    outbox.drain(now=timezone.now())
    case = Case.objects.get(applicant_name=LI["name"])
    posting = Publication.objects.up(timezone.now()).filter(kind="posting").first()
    roster = Publication.objects.up(timezone.now()).filter(kind="roster").first()
    _, address = house.start_web(YIMEN_DEMO="true")
    full = (
        f"/public/{posting.pk}/", f"/public/{posting.pk}/object/", f"/public/{roster.pk}/",
        f"/public/board/{roster.unit_id}/", f"/m/{case.lodgement.disclosure.token}/", f"/t/{case.token}/",
    )  # fmt: skip
    return address, full, code_on(receipt)


def post_one_today(office):
    """A household whose posting was put up this morning: those of the demo may hang their last day by now."""
    today, calendar = timezone.localdate(), law.calendar()
    needed = journeys.ROADS["posted"][1]
    walked = journeys.Journey(office, 1, Registry(78, today), calendar, workday_ago(calendar, today, needed))
    journeys.walk("posted", walked)


def open_as(open_context, address, size, width, **options):
    context = open_context(
        viewport={"width": width, "height": 800}, reduced_motion="reduce", bypass_csp=True, **options
    )
    context.add_cookies([{"name": "yimen_text", "value": size, "url": address}])
    return context.new_page()


def complaints(page, size):
    """What axe, the ruler and the finger find on the page that is open."""
    least = 60 if size == "large" else 44
    return barriers(page) + [f"under {least} px: {one}" for one in small_targets(page, least)]


@pytest.mark.parametrize("size", SIZES)
def test_axe_and_the_finger_find_nothing(full_house, open_context, size):
    address, full, code = full_house
    found = {}
    for width in WIDTHS:
        page = open_as(open_context, address, size, width)
        for path in (*DOORS, *full):
            page.goto(address + path)
            if wrong := complaints(page, size):
                found[path, width] = wrong
        page.goto(f"{address}/track/")
        page.fill("#id_code", code)
        page.fill("#id_second", LI["id_number"][-4:])
        page.locator("main form .actions button").first.click()
        page.wait_for_url("**/track/case/")
        if wrong := complaints(page, size):
            found["/track/case/", width] = wrong

    assert not found


def test_nothing_is_wider_than_a_small_phone_even_with_letters_twice_as_large(full_house, open_context):
    address, full, _ = full_house
    found = {}
    for size in SIZES:
        page = open_as(open_context, address, size, 320)
        for path in (*DOORS, *full):
            page.goto(address + path)
            plain = page.evaluate(WIDER)
            page.add_style_tag(content="html { font-size: 200% !important; }")
            if plain > 0 or page.evaluate(WIDER) > 0:
                found[path, size] = (plain, page.evaluate(WIDER))

    assert not found
