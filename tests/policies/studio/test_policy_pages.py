"""A policy page goes out whole, and whoever answers for it is told when it has grown old."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text

from casework.actions.staffing import editing_groups
from policies.models import PolicyIndexPage, PolicyPage
from policies.rules.validator import NotPublishable
from policies.studio.page_panels import pages_of
from tests.support.second_factor import confirm_once_for_all

pytestmark = pytest.mark.django_db
TEXTS = {
    "title": "社会救助办理方案",
    "issuer": "区政府办公室",
    "effective_from": date(2023, 1, 1),
    "one_sentence": "日子过不下去的，每月发一笔生活费。",
    "who_may": "<p>家里人均收入低于低保标准的。</p>",
    "what_you_get": "<p>每月一笔生活费。</p>",
    "how_to_apply": "<p>找村里，找窗口，都行。</p>",
    "whom_to_ask": "<p>打窗口的电话。</p>",
}


@pytest.fixture
def library(db):
    return Page.objects.get(depth=1).add_child(instance=PolicyIndexPage(title="政策库", slug="library"))


def laid(library, place, **changed) -> PolicyPage:
    page = PolicyPage(jurisdiction=place, live=False, **{**TEXTS, **changed})
    return library.add_child(instance=page)


@pytest.fixture
def publishes(publisher):
    """老陆, whose group puts pages before the public."""
    editing_groups()
    return publisher


def sent(page, **changed):
    texts = {
        name: rich_text(getattr(page, name))
        for name in ("who_may", "what_you_get", "how_to_apply", "whom_to_ask")
    }
    plain = {
        "title": page.title,
        "slug": page.slug,
        "one_sentence": page.one_sentence,
        "jurisdiction": str(page.jurisdiction_id),
        "issuer": page.issuer,
        "effective_from": "2023-01-01",
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""},
    }
    return nested_form_data({**plain, **texts}) | changed


class TestWhole:
    def test_a_page_without_its_procedure_is_not_published(self, library, shangyu, publishes):
        """HX-8.5: given a page lacking its procedure, publication is refused and the section named."""
        page = laid(library, shangyu, how_to_apply="<p></p>")
        with pytest.raises(NotPublishable, match=r"怎么办.*申办流程"):
            page.save_revision(user=publishes).publish(user=publishes)
        page.refresh_from_db()
        assert not page.live

        page.how_to_apply = TEXTS["how_to_apply"]
        page.save_revision(user=publishes).publish(user=publishes)
        page.refresh_from_db()
        assert page.live

    def test_the_form_keeps_the_draft_and_names_the_section_when_it_is_sent_on(
        self, client, library, shangyu, publishes
    ):
        """HX-8.5"""
        page = laid(library, shangyu)
        page.save_revision()
        client.force_login(publishes)
        confirm_once_for_all(client, publishes)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        hollow = sent(page, how_to_apply=rich_text('<p data-block-key="a"></p>'))

        kept = client.post(address, hollow)
        assert kept.status_code == 302
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().lacking().keys() == {"how_to_apply"}

        refused = client.post(address, {**hollow, "action-publish": "1"})
        assert refused.status_code == 200
        assert "申办流程" in str(refused.context["form"].errors["how_to_apply"])
        page.refresh_from_db()
        assert not page.live

        done = client.post(
            address, {**sent(page, how_to_apply=rich_text("<p>找窗口。</p>")), "action-publish": "1"}
        )
        assert done.status_code == 302, done.context["form"].errors
        page.refresh_from_db()
        assert page.live


class TestAge:
    @pytest.fixture
    def pages(self, library, shangyu, yicheng, editor):
        """Three published pages of 小温: one fresh, one due, one whose document has run out (YI-0)."""
        today = timezone.localdate()
        made = {
            "新": laid(library, shangyu, title="新页", slug="new", review_by=today + timedelta(days=30)),
            "老": laid(library, shangyu, title="老页", slug="old", review_by=today),
            "废": laid(library, yicheng, title="废页", slug="gone", effective_until=date(2025, 9, 4)),
        }
        for page in made.values():
            page.owner = editor
            page.save_revision().publish()
        return made

    def home(self, client, user) -> str:
        client.force_login(user)
        return client.get(reverse("wagtailadmin_home")).content.decode()

    def test_the_owner_sees_amber_and_red_and_nothing_of_what_is_fresh(self, client, pages, editor):
        text = self.home(client, editor)
        assert (
            text.index("desk-stale-stale")
            < text.index("老页")
            < text.index("desk-stale-expired")
            < text.index("废页")
        )
        assert "新页" not in text.partition("该再看一遍的政策页")[2].partition("</section>")[0]
        assert "2025-09-04 已失效" in text

    def test_another_editor_is_left_in_peace_and_a_publisher_sees_all(self, client, pages, publisher):
        other = User.objects.create_user("qin")
        other.groups.add(Group.objects.get(name="编辑"))
        assert "该再看一遍的政策页" not in self.home(client, other)
        assert pages_of(publisher).count() == 3
        assert "老页" in self.home(client, publisher)

    def test_the_page_itself_is_amber_in_the_editor(self, client, pages, publishes):
        client.force_login(publishes)
        shown = {
            name: client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
            for name, page in pages.items()
        }
        assert "就该再看一遍了" in shown["老"]
        assert "已经失效" in shown["废"]
        assert "就该再看一遍了" not in shown["新"]
