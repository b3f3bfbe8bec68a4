"""The staff shell works in a real browser under our content policy, and calls nobody outside."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_clerk_signs_in_and_edits_a_page_without_one_complaint(live_server, page):
    get_user_model().objects.create_superuser("王主任", password="invented-pass-77")

    page.goto(f"{live_server.url}/cms/login/")
    page.fill("input[name=username]", "王主任")
    page.fill("input[name=password]", "invented-pass-77")
    page.click("button[type=submit]")
    page.wait_for_url("**/cms/")
    home = Page.objects.filter(depth=2).first()
    page.goto(f"{live_server.url}/cms/pages/{home.pk}/edit/")
    page.fill("#id_title", "城关镇的门")
    page.get_by_role("button", name="保存草稿").first.click()
    page.wait_for_load_state("networkidle")

    home.refresh_from_db()
    assert home.get_latest_revision_as_object().title == "城关镇的门"
    assert not page.complaints


def test_nothing_outside_the_machine_is_reached(live_server, page):
    page.goto(f"{live_server.url}/healthz")

    reached = page.evaluate("fetch('http://example.com/').then(() => true, () => false)")

    assert reached is False
