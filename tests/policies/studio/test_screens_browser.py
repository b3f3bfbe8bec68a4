"""Packs, papers and old pages in a real browser: no barrier that axe knows, and never sideways, wide or on a phone."""

from __future__ import annotations

import os
from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from wagtail.models import Page

from policies.actions.pack_files import read_pack
from policies.actions.pack_import import receive_pack
from policies.actions.packs import load_pack
from policies.models import Jurisdiction, ParameterValue, PolicyIndexPage, PolicyPage
from policies.rules.page_duties import SECTIONS
from tests.policies.actions.test_pack_archives import toml, zipped
from tests.policies.conftest import NOON
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = 6
"""So many of the addresses are of our making; the forms behind them are Wagtail's, whose text editor has no name."""
PASSWORD = "a long enough secret"
LOOK = os.environ.get("YIMEN_LOOK", "")
"""A folder for pictures, for whoever wants to look at the screens himself."""


@pytest.fixture
def addresses(transactional_db) -> tuple[str, ...]:
    """One place in force, another handed in, a page that has run out; and 小温, who keeps the tables."""
    load_pack(pack=read_pack("huaxi"), at=NOON)
    user = User.objects.create_user("wen", password=PASSWORD, first_name="小温")
    user.groups.add(Group.objects.get(name="编辑"))
    received, _ = receive_pack(archive=zipped(toml("yicheng")), user=user, at=NOON)
    index = Page.objects.get(depth=1).add_child(instance=PolicyIndexPage(title="政策库", slug="library"))
    page = PolicyPage(
        title="办理方案",
        slug="plan",
        owner=user,
        jurisdiction=Jurisdiction.objects.get(code="huaxi"),
        issuer="区政府办公室",
        effective_from=date(2020, 9, 5),
        effective_until=date(2025, 9, 4),
        **dict.fromkeys(SECTIONS, "写明了。"),
    )
    index.add_child(instance=page)
    silent = ParameterValue.objects.get(jurisdiction__code="huaxi", key="delegation_letter")
    return (
        reverse("wagtailadmin_home"),
        reverse("studio_packs"),
        reverse("studio_pack", args=[received.pk]),
        reverse("studio_papers"),
        reverse("wagtailsnippets_policies_unitpaper:add"),
        reverse("wagtailsnippets_policies_training:add"),
        reverse("wagtailsnippets_policies_parametervalue:edit", args=[silent.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_the_new_screens_have_no_barrier_and_never_scroll_sideways(addresses, live_server, enter, width):
    page = enter("wen", PASSWORD, viewport={"width": width, "height": 900})
    for number, address in enumerate(addresses):
        page.goto(f"{live_server.url}{address}")
        page.wait_for_load_state("networkidle")
        if LOOK:
            page.screenshot(path=f"{LOOK}/{width}-{number}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        if number >= OURS:
            continue
        assert barriers(page) == [], address
