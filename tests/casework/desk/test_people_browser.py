"""The pages of the office's people and of the second factor in a real browser, wide and on a phone: no barrier, no overflow."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from casework.actions import people
from casework.rules.keeping import EVERYWHERE, Keeper
from casework.rules.refusal import StepRefused
from policies.rules.identity import demo_id
from tests.casework.desk.cast import at, build
from tests.support.accessibility import barriers
from tests.support.second_factor import tie_phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = ({"width": 1280, "height": 900}, {"width": 390, "height": 844})
NUMBER = demo_id("770101", datetime.date(1980, 5, 4), 301)


@pytest.fixture
def standing_town(transactional_db, wall_clock):
    """刘敏 and 全能 are found to be one human, and somebody was refused."""
    town = build(wall_clock)
    keeper = Keeper(None, "运维", (), EVERYWHERE)
    people.identify(officer=town.officers["刘敏"].pk, id_number=NUMBER, keeper=keeper, at=at(3, 2))
    with pytest.raises(StepRefused):
        people.identify(officer=town.officers["全能"].pk, id_number=NUMBER, keeper=keeper, at=at(3, 2))
    case = town.lodge(at(3, 2))
    town.sit("王镇长", at(3, 3)).post(reverse("desk_act", args=[case.pk, "accept"]), {"seen": case.seq})
    return town


def client_of(user):
    """Somebody signed in who has not confirmed with his phone yet."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def look(page, what):
    """Look at a page in both sizes: nothing that axe knows, and nothing wider than the screen."""
    for size in SIZES:
        page.set_viewport_size(size)
        assert barriers(page) == [], what
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (what, size)


def test_the_county_s_pages_have_no_barrier_and_a_merge_is_walked_to_its_code(
    standing_town, live_server, sit_down
):
    ids = {name: standing_town.officers[name].pk for name in ("刘敏", "全能")}
    page = sit_down(client_of(standing_town.user("何科长")))
    for name, arguments in (
        ("desk_people", []),
        ("desk_refusals", []),
        ("desk_supervision", []),
        ("desk_untouched", []),
        ("desk_kin", []),
        ("second_factor", []),
        ("desk_officer", [ids["全能"]]),
    ):
        page.goto(live_server.url + reverse(name, args=arguments))
        look(page, name)

    page.get_by_role("link", name="把“刘敏”并进来").click()
    page.wait_for_url("**/merge/**")
    look(page, "merge")
    page.fill("input[name=id_number]", NUMBER)
    page.get_by_role("button", name="是同一个人，并成一条").click()
    page.wait_for_selector("input[name=second_factor]")

    look(page, "ask")
    assert "/merge/" in page.url
    standing_town.officers["刘敏"].refresh_from_db()
    assert standing_town.officers["刘敏"].merged_into is None


def test_the_keeper_s_pages_have_no_barrier(standing_town, live_server, sit_down):
    keeper = get_user_model().objects.create_superuser("keeper")
    wang = standing_town.user("王镇长")
    tie_phone(wang)
    page = sit_down(client_of(keeper))

    for name, arguments in (("second_factor_all", []), ("second_factor_off", [wang.pk]), ("desk_people", [])):
        page.goto(live_server.url + reverse(name, args=arguments))
        look(page, name)
