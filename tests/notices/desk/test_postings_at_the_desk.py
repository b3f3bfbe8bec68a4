"""A posting is a task: a photo when it hangs, one on its last day, closed only with a photo; what was shown is kept."""

import hashlib

import pytest
from django.core.files.storage import storages

from casework import outbox
from notices.actions.hanging import keep_snapshot
from notices.baking import bake
from notices.models import PostingSnapshot, Publication
from policies.models import Unit
from tests.casework.desk.cast import at
from tests.front.household import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting(town) -> Publication:
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    while outbox.drain(now=at(3, 10)):
        pass
    return Publication.objects.get(kind="posting")


def send(town, who, posting, when, **said):
    return town.sit(who, when).post(f"/cms/desk/posting/{posting.pk}/", said, follow=True)


def test_without_a_photo_it_is_not_closed(town, posting):
    """YC-3.1.2d: marking done without photo is refused; with one photo and date it closes."""
    refused = send(town, "张会计", posting, at(3, 11), do="close").content.decode()
    assert "还没有照片" in refused
    posting.refresh_from_db()
    assert posting.done_at is None
    listed = town.sit("张会计").get("/cms/desk/postings/").content.decode()
    assert "贴出来的照片" in listed
    assert (
        "照片传好了"
        in send(town, "张会计", posting, at(3, 11), photo=photo(), taken_on="2026-03-11").content.decode()
    )
    assert "贴出来的照片" not in town.sit("张会计").get("/cms/desk/postings/").content.decode()
    last = town.sit("张会计", at(3, 17)).get(f"/cms/desk/posting/{posting.pk}/").content.decode()
    assert "最后一天还贴着的照片" in last
    assert "这次公示办结了" in send(town, "刘敏", posting, at(3, 18), do="close").content.decode()
    posting.refresh_from_db()
    assert posting.done_at == at(3, 18)
    assert f"/posting/{posting.pk}/" not in town.sit("刘敏").get("/cms/desk/postings/").content.decode()


@pytest.mark.parametrize("day", ["2026-03-09", "2026-03-12", "soon"])
def test_a_photo_is_of_a_day_on_which_it_hung(town, posting, day):
    send(town, "张会计", posting, at(3, 11), photo=photo(), taken_on=day)
    assert not posting.photos.exists()


def test_a_photo_of_the_board_is_the_offices_only(town, posting, client):
    """公示照片 stay inside: the county and other towns learn nothing by guessing, the public nothing at all."""
    send(town, "张会计", posting, at(3, 11), photo=photo(), taken_on="2026-03-11")
    path = f"/cms/desk/posting/{posting.pk}/photo/{posting.photos.get().pk}/"
    sent = town.sit("刘敏").get(path)
    assert b"".join(sent.streaming_content)[:3] == b"\xff\xd8\xff"
    assert town.sit("外乡人").get(path).status_code == 404
    assert client.get(path).status_code == 302
    assert town.sit("何科长").post(f"/cms/desk/posting/{posting.pk}/", {"do": "close"}).status_code == 403


def test_what_was_shown_stays_as_it_was_when_the_page_changes(town, posting):
    """QY-3.1.1s: page later changed, snapshot bytes unchanged."""
    kept = PostingSnapshot.objects.get(publication=posting)
    with storages["private"].open(kept.name) as file:
        before = file.read()
    assert hashlib.sha256(before).hexdigest() == kept.sha256
    assert "李桂田" in before.decode()
    Unit.objects.filter(pk=town.village.parent_id).update(phone="0575-82119999")
    bake(
        Publication.objects.select_related("unit__parent", "unit__jurisdiction", "programme").get(),
        now=at(3, 12),
    )
    first, second = PostingSnapshot.objects.all()
    assert (first.pk, first.sha256) == (kept.pk, kept.sha256)
    with storages["private"].open(first.name) as file:
        assert file.read() == before
    assert second.sha256 != first.sha256
    keep_snapshot(posting, before, at=at(3, 13))
    assert PostingSnapshot.objects.count() == 2
    path = f"/cms/desk/posting/{posting.pk}/page/{first.pk}/"
    sent = town.sit("刘敏").get(path)
    assert "attachment" in sent["Content-Disposition"]
    assert b"".join(sent.streaming_content) == before


def test_a_posting_that_was_held_back_says_so(town, posting):
    """What carries a private number is never put up; whoever would hang it on the board is told."""
    clerk = town.sit("刘敏", at(3, 11))
    assert "没有发布出去" not in clerk.get("/cms/desk/postings/").content.decode()
    Publication.objects.update(withheld=True)
    assert "没有发布出去" in clerk.get("/cms/desk/postings/").content.decode()
    assert "村里的公示栏先不要贴" in clerk.get(f"/cms/desk/posting/{posting.pk}/").content.decode()


def test_the_page_of_the_case_says_it_too(town, posting):
    """Whoever works on the case learns who to ask and what to do without opening the postings."""
    page = f"/cms/desk/case/{posting.case_id}/"
    assert "没有发布出去" not in town.sit("刘敏", at(3, 11)).get(page).content.decode()
    Publication.objects.update(withheld=True)
    for who in ("刘敏", "张会计"):
        text = town.sit(who, at(3, 11)).get(page).content.decode()
        assert "请告诉县里的管理员" in text
        assert f"/cms/desk/posting/{posting.pk}/" in text.split("没有发布出去")[1].split("</p>")[0]
