"""A policy page that has grown old turns amber on the county's home too, and only there."""

from datetime import date

from wagtail.models import Page

from policies.models import Jurisdiction, PolicyIndexPage, PolicyPage
from policies.rules.page_duties import SECTIONS

TITLE = "该再看一遍的政策页"


def published(place: str, **changed) -> PolicyPage:
    index = PolicyIndexPage.objects.first() or Page.objects.get(depth=1).add_child(
        instance=PolicyIndexPage(title="政策库", slug="library")
    )
    return index.add_child(
        instance=PolicyPage(
            jurisdiction=Jurisdiction.objects.get(code=place),
            issuer="区政府办公室",
            effective_from=date(2023, 1, 1),
            **{**dict.fromkeys(SECTIONS, "写明了。"), "title": "办理方案", "slug": "plan", **changed},
        )
    )


def home(town, name: str) -> str:
    return town.sit(name).get("/cms/").content.decode()


def test_the_county_sees_what_is_due_in_its_own_place(town):
    """QY-3.2.1: the county looks after the rules it gives; today is 2026-03-02."""
    published(town.place, review_by=date(2026, 3, 1), title="过了日子的方案")
    text = home(town, "何科长")
    assert "desk-stale-stale" in text
    assert "过了日子的方案" in text
    assert "2026-03-01 该看了" in text


def test_a_township_is_not_bothered_and_a_fresh_page_bothers_nobody(town):
    published(town.place, review_by=date(2026, 3, 3))
    assert TITLE not in home(town, "何科长")
    PolicyPage.objects.update(review_by=date(2026, 3, 1))
    assert TITLE in home(town, "何科长")
    assert TITLE not in home(town, "刘敏")
