"""Whatever the pages do not show, the API does not show: before, during and after, with every worker dead."""

from datetime import date

import pytest
from django.utils.http import http_date
from wagtail.models import Page, PageViewRestriction, Site

from notices.models import Publication, PublicRow
from policies.models import Jurisdiction, PolicyIndexPage, PolicyPage, Programme
from tests.notices.scene import Scene, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.fixture
def posting():
    """A posting of 2025-09-26 10:00 whose last day is 2025-10-03; nobody has baked it or will take it down."""
    scene = Scene(quiet=True).posted()
    from notices import actions

    return actions.publish_posting(event=scene.case.events.get(kind="post"), now=moment("2025-09-26 10:00"))


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("2025-09-26 09:59:59", 404),
        ("2025-09-26 10:00", 200),
        ("2025-10-02 12:00", 200),
        ("2025-10-03 00:00", 200),
        ("2025-10-03 23:59:59", 200),
        ("2025-10-04 00:00", 410),
        ("2026-10-04 00:00", 410),
    ],
)
def test_a_posting_hangs_to_the_end_of_its_last_day(posting, reader, clock, now, status):
    """SY-A1.4a: seven days, and not a second more."""
    clock(now)
    assert reader.get(f"/api/postings/{posting.pk}/").status_code == status
    listed = reader.read("/api/postings/")
    assert (listed["count"], len(listed["items"])) == ((1, 1) if status == 200 else (0, 0))
    assert ("李小田" in str(listed)) is (status == 200)


def test_a_kept_tag_does_not_keep_a_posting_alive(posting, reader, clock):
    clock("2025-10-03 23:00")
    tag = reader.get(f"/api/postings/{posting.pk}/")["ETag"]
    clock("2025-10-04 00:00")
    assert reader.get(f"/api/postings/{posting.pk}/", headers={"If-None-Match": tag}).status_code == 410
    assert "李小田" not in reader.get(f"/api/postings/{posting.pk}/").content.decode()


def test_no_copy_outlives_the_last_day(posting, reader, clock):
    clock("2025-10-03 12:00")
    assert reader.get("/api/postings/")["Cache-Control"] == "public, max-age=300"
    clock("2025-10-03 23:59:30")
    for address in ("/api/postings/", f"/api/postings/{posting.pk}/"):
        assert reader.get(address)["Cache-Control"] == "public, max-age=30"


def test_what_was_taken_down_is_gone_and_what_was_withheld_was_never_there(posting, reader, clock):
    clock("2025-09-27 12:00")
    Publication.objects.filter(pk=posting.pk).update(taken_down_at=moment("2025-09-27 11:00"))
    assert reader.refused(f"/api/postings/{posting.pk}/", 410) == "gone"
    Publication.objects.filter(pk=posting.pk).update(taken_down_at=None, withheld=True)
    assert reader.refused(f"/api/postings/{posting.pk}/", 404) == "not-found"
    assert reader.read("/api/postings/")["count"] == 0


def test_a_posting_is_no_roster_and_a_roster_no_posting(posting, reader, clock):
    clock("2025-09-27 12:00")
    assert reader.refused(f"/api/rosters/{posting.pk}/", 404) == "not-found"
    assert reader.refused(f"/api/rosters/{posting.pk}/rows/", 404) == "not-found"


def test_only_the_columns_of_the_programme_leave(posting, reader, clock):
    clock("2025-09-27 12:00")
    PublicRow.objects.filter(publication=posting).update(
        support_mode="分散供养", reason_class="因病", group="三组"
    )
    [line] = reader.read(f"/api/postings/{posting.pk}/")["rows"]
    assert (line["name"], line["amount_fen"], line["support_mode"]) == ("李小田", 120_000, None)
    Publication.objects.filter(pk=posting.pk).update(
        columns=[["amount", "金额"], ["case", "编号"], ["mask_label", ""]]
    )
    shown = reader.read(f"/api/postings/{posting.pk}/")
    assert shown["columns"] == [{"key": "amount", "label": "金额"}]
    assert {key for key, value in shown["rows"][0].items() if value is not None} == {"serial", "amount_fen"}


def test_a_number_that_passed_all_other_walls_stops_here(posting, reader, clock, caplog):
    clock("2025-09-27 12:00")
    Publication.objects.filter(pk=posting.pk).update(title="公示 770101195803070014")
    assert reader.refused(f"/api/postings/{posting.pk}/", 404) == "not-found"
    listed = reader.get("/api/postings/")
    assert listed.status_code == 200 and "770101195803070014" not in listed.content.decode()
    assert "not published" in caplog.text and "770101195803070014" not in caplog.text


def test_a_line_leaves_the_roster_after_its_last_day(reader, clock):
    scene = Scene().confirmed()
    roster = Publication.objects.get(kind="roster")
    PublicRow.objects.filter(publication=roster).update(until_day=date(2025, 10, 31))
    assert scene.case.applicant_name == "李小田"
    for now, count in (("2025-10-31 23:59", 1), ("2025-11-01 00:00", 0)):
        clock(now)
        assert reader.read(f"/api/rosters/{roster.pk}/")["row_count"] == count
        assert reader.read("/api/rosters/")["items"][0]["row_count"] == count
        rows = reader.read(f"/api/rosters/{roster.pk}/rows/")
        assert (rows["count"], len(rows["items"])) == (count, count)


@pytest.fixture
def page(village):
    """A policy page of the place, live."""
    root = Site.objects.get(is_default_site=True).root_page
    index = root.add_child(instance=PolicyIndexPage(title="政策", slug="policies", locale=root.locale))
    place = Jurisdiction.objects.get(code="shangyu")
    made = PolicyPage(
        title="下放方案",
        slug="plan",
        jurisdiction=place,
        issuer="区政府",
        effective_from=date(2023, 1, 1),
        effective_until=date(2025, 12, 31),
        one_sentence="在乡镇就能批。",
        who_may="<p>人均收入<b>低于</b>标准的家庭。</p><ul><li>一</li><li>二</li></ul>",
        what_you_get="<p>生活费。</p>",
        how_to_apply="<p>到窗口。</p>",
        whom_to_ask="<p>窗口。</p>",
        locale=root.locale,
    )
    index.add_child(instance=made)
    made.programmes.set(Programme.objects.filter(jurisdiction=place, code="dibao"))
    made.save_revision().publish()
    return PolicyPage.objects.get(pk=made.pk)


def seen(reader, page):
    """Whether list and page both show it; they must agree."""
    listed = page.pk in [item["id"] for item in reader.read("/api/policies/")["items"]]
    assert reader.get(f"/api/policies/{page.pk}/").status_code == (200 if listed else 404)
    return listed


def test_a_document_out_of_force_stays_to_be_read_and_says_so(page, reader, clock):
    for now, expired in (("2025-12-31 23:59", False), ("2026-01-01 00:00", True)):
        clock(now)
        assert seen(reader, page)
        assert reader.read(f"/api/policies/{page.pk}/")["expired"] is expired


def test_drafts_hidden_and_restricted_pages_are_not_there(page, reader):
    assert seen(reader, page)
    page.one_sentence = "还没定的新说法。"
    page.save_revision()
    assert reader.read(f"/api/policies/{page.pk}/")["one_sentence"] == "在乡镇就能批。"
    restriction = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert not seen(reader, page)
    restriction.delete()
    page.refresh_from_db()
    page.unpublish()
    assert not seen(reader, page)
    draft = PolicyPage.objects.get(pk=page.pk).copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert not seen(reader, draft)


def test_a_page_that_expires_is_hidden_with_it(page, reader):
    Page.objects.filter(pk=page.pk).update(live=False, expired=True)
    assert not seen(reader, page)


def test_sections_come_as_html_and_as_plain_text(page, reader):
    body = reader.read(f"/api/policies/{page.pk}/")
    assert [section["key"] for section in body["sections"]] == [
        "who_may",
        "what_you_get",
        "how_to_apply",
        "whom_to_ask",
    ]
    assert body["sections"][0]["text"] == "人均收入低于标准的家庭。\n一\n二"
    assert "<b>低于</b>" in body["sections"][0]["html"]
    assert body["programmes"] == ["shangyu/dibao"] and body["page"] == "/policies/plan/"
    assert body["revision"] == page.live_revision_id and body["published_at"]


def test_a_programme_without_a_version_is_not_named(page, reader):
    place = Jurisdiction.objects.get(code="shangyu")
    page.programmes.add(Programme.objects.create(jurisdiction=place, code="draft", name="草稿"))
    page.save()
    assert reader.read(f"/api/policies/{page.pk}/")["programmes"] == ["shangyu/dibao"]
    assert reader.read("/api/policies/")["items"][0]["programmes"] == ["shangyu/dibao"]


def test_a_posting_says_when_it_last_changed(posting, reader, clock):
    clock("2025-09-29 12:00")
    address = f"/api/postings/{posting.pk}/"
    assert reader.get(address)["Last-Modified"] == "Sun, 28 Sep 2025 16:00:00 GMT"  # midnight in Shanghai
    unchanged = {"If-Modified-Since": "Sun, 28 Sep 2025 16:00:00 GMT"}
    assert reader.get(address, headers=unchanged).status_code == 304
    clock("2025-09-30 00:00")
    assert reader.get(address, headers=unchanged).status_code == 200
    assert reader.get("/api/postings/").get("Last-Modified") is None


def test_a_page_says_when_it_was_published(page, reader):
    published = PolicyPage.objects.get(pk=page.pk).last_published_at
    assert reader.get(f"/api/policies/{page.pk}/")["Last-Modified"] == http_date(published.timestamp())
