"""The law's desk in a real browser: no barrier that axe knows, never sideways, and the notice entered by keyboard."""

import re
from datetime import date

import pytest
from django.urls import reverse

from casework import outbox
from casework.actions import begin_trial
from casework.models import Redating
from policies.models import CalendarYear, Jurisdiction, ParameterValue
from tests.casework.desk.cast import PLACE, at, build
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def standing_town(transactional_db, wall_clock):
    town = build(wall_clock)
    town.bring_to_approval(town.lodge(at(3, 2)))
    done = town.lodge(at(3, 2), name="周小满")
    town.bring_to_approval(done)
    town.do("confirm", done, "王镇长", at(3, 18), amount=102000)
    wall_clock.set(at(3, 19))
    return town


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_screens_of_the_law_have_no_barrier_and_never_scroll_sideways(
    standing_town, live_server, sit_down, width, scheme
):
    place = Jurisdiction.objects.get(code=PLACE)
    run = begin_trial(
        place=place, programme="dibao", on=date(2026, 4, 1), standard=None, user=None, at=at(3, 19)
    )
    waiting = begin_trial(
        place=place, programme="dibao", on=date(2026, 4, 2), standard=None, user=None, at=at(3, 19)
    )
    outbox.drain(now=at(3, 19), limit=1, kinds=("whatif",))
    row = ParameterValue.objects.get(jurisdiction=place, key="confirm_days", programme="dibao")
    silent = ParameterValue.objects.filter(jurisdiction=place, value=None).exclude(national_value="").first()
    county = standing_town.sit("何科长", at(3, 19))
    page = sit_down(county, viewport={"width": width, "height": 900}, color_scheme=scheme)

    for address in (
        reverse("law_calendar"),
        reverse("law_calendar") + "?year=2027",
        reverse("law_calendar_enter"),
        reverse("law_parameters"),
        reverse("law_parameter", args=[row.pk]) + "?value=5&since=2026-01-01",
        reverse("law_parameter", args=[row.pk]) + "?value=-5&since=",
        reverse("law_parameter", args=[silent.pk]),
        reverse("law_whatif"),
        reverse("law_whatif_run", args=[run.pk]),
        reverse("law_whatif_run", args=[waiting.pk]),
    ):
        page.goto(f"{live_server.url}{address}")
        page.wait_for_load_state("networkidle")
        assert barriers(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_next_years_notice_is_entered_with_the_keyboard_alone(standing_town, live_server, sit_down):
    page = sit_down(standing_town.sit("何科长", at(12, 28)))
    page.goto(f"{live_server.url}{reverse('law_calendar_enter')}")

    page.focus("#id_source")
    page.keyboard.type("演示通知1号")
    page.keyboard.press("Tab")
    page.keyboard.type("2027-01-01 休 元旦")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#law-look")
    assert page.evaluate("document.activeElement.matches('[data-desk-focus]')")
    page.focus("button[name=enter]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/law/calendar/\d+/$"))

    assert CalendarYear.objects.get(year=2027).complete
    assert Redating.objects.latest("pk").by_name == "何科长"
    assert not page.complaints
