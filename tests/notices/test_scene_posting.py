"""From first opinion to an empty board: what the village reads, and from which minute it reads it no more."""

from pathlib import Path

import pytest

from notices.baked import BakedSite
from notices.models import Notice, Publication, PublicRow
from tests.notices.scene import Browser, Scene, moment, nowhere

pytestmark = pytest.mark.django_db


def browser(root: Path, at: str) -> Browser:
    return Browser(BakedSite(nowhere, root, clock=lambda: moment(at).timestamp()))


def test_a_posting_hangs_seven_days_and_comes_down_with_every_worker_dead_sy_a1_4a(shelf_root):
    Scene().posted()
    posting = Publication.objects.get(kind="posting")
    before = browser(shelf_root, "2025-09-26 09:59").get(posting.address)
    up = browser(shelf_root, "2025-09-26 10:00").get(posting.address)
    last = browser(shelf_root, "2025-10-03 23:59").get(posting.address)
    over = browser(shelf_root, "2025-10-04 00:00").get(posting.address)
    assert [answer.code for answer in (before, up, last, over)] == [404, 200, 200, 410]
    assert "李小田" in up.text
    assert "李小田" not in over.text
    assert "一门" in over.text
    assert "过了期也能反映情况" in over.text
    assert "公示到 2025年10月3日" in up.text


def test_every_paper_of_the_posting_is_over_with_it(shelf_root):
    Scene().posted()
    posting = Publication.objects.get(kind="posting")
    for address in ("poster.pdf", "list.pdf"):
        assert browser(shelf_root, "2025-10-03 12:00").get(posting.address + address).body[:5] == b"%PDF-"
        assert browser(shelf_root, "2025-10-04 00:00").get(posting.address + address).code == 410


def test_index_board_and_screen_forget_the_posting_by_themselves(shelf_root):
    Scene().posted()
    unit = Publication.objects.get(kind="posting").unit
    board = f"/public/board/{unit.pk}/"
    for address in ("/public/", board, f"{board}screen/"):
        assert unit.name in browser(shelf_root, "2025-10-03 12:00").get(address).text
        after = browser(shelf_root, "2025-10-04 00:00").get(address)
        assert after.code == 200
        assert "李小田" not in after.text
    assert "正在公示 1 件" not in browser(shelf_root, "2025-10-04 00:00").get("/public/").text


def test_the_row_holds_what_may_be_shown_and_nothing_else(shelf_root):
    Scene().posted(1200)
    row = PublicRow.objects.get()
    assert (row.display_name, row.village, row.persons, row.amount_fen) == ("李小田", "演示村", 2, 120_000)
    assert (row.programme, row.care_fen, row.support_mode, row.reason_class, row.first_month) == (
        "",
        None,
        "",
        "",
        "",
    )


def test_heard_twice_it_hangs_once(shelf_root):
    from casework.models import Event
    from notices.receivers import on_event

    scene = Scene().posted()
    event = Event.objects.get(kind="post")
    on_event(event=event, now=moment("2025-09-26 10:01"))
    on_event(event=Event.objects.get(kind="accept"), now=moment("2025-09-26 10:01"))
    assert Publication.objects.filter(kind="posting").count() == 1
    assert Notice.objects.filter(kind="acceptance").count() == 1
    assert [notice.kind for notice in scene.case.known().notices] == ["acceptance"]


def test_a_second_posting_takes_the_place_of_the_first(shelf_root):
    scene = Scene().posted()
    scene.do("2025-09-30 14:00", "object", words="丙已经工作")
    scene.do("2025-10-01 14:00", "appraise", "李", **{"for": 8, "against": 1})
    scene.do("2025-10-01 16:00", "close_objection", "李", outcome="dismissed")
    scene.do("2025-10-02 10:00", "repost", "李", where=["board"])
    first, second = Publication.objects.filter(kind="posting").order_by("pk")
    assert browser(shelf_root, "2025-10-02 12:00").get(first.address).code == 410
    assert "公示到 2025年10月9日" in browser(shelf_root, "2025-10-02 12:00").get(second.address).text


def test_an_upheld_objection_takes_the_posting_down(shelf_root):
    scene = Scene().posted()
    posting = Publication.objects.get(kind="posting")
    scene.do("2025-09-30 14:00", "object", words="家里有车")
    scene.do("2025-10-01 14:00", "resurvey", "陈", who=["陈", "李"])
    scene.do("2025-10-01 16:00", "close_objection", "李", outcome="upheld")
    assert browser(shelf_root, "2025-10-01 17:00").get(posting.address).code == 410


def test_a_minor_is_never_named(shelf_root):
    Scene(household=({"name": "欧阳小明", "age": 15},)).posted()
    posting = Publication.objects.get(kind="posting")
    page = browser(shelf_root, "2025-09-27 10:00").get(posting.address).text
    assert "欧阳某" in page
    assert "小明" not in page


def test_a_place_may_print_names_half_hidden(shelf_root):
    Scene(parameters={"name_mask": "middle"}).posted()
    page = browser(shelf_root, "2025-09-27 10:00").get(Publication.objects.get(kind="posting").address).text
    assert "李*田" in page
    assert "李小田" not in page


class TestRoster:
    def test_who_is_approved_stands_on_it_and_who_was_refused_does_not(self, shelf_root):
        Scene().confirmed()
        roster = Publication.objects.get(kind="roster")
        assert roster.last_day is None
        page = browser(shelf_root, "2026-06-01 10:00").get(roster.address).text
        assert "李小田" in page
        assert "1,200.00" in page

    def test_nobody_leaves_later_than_the_last_paid_month_with_every_worker_dead_sy_a1_7a(self, shelf_root):
        scene = Scene().confirmed()
        scene.do("2026-03-09 10:00", "propose_change", "李", stop=True, cause="家庭收入超过标准")
        scene.do("2026-03-09 11:00", "notice", "李", kind="advance")
        scene.do(
            "2026-03-10 10:00",
            "serve",
            "李",
            kind="advance",
            method="direct",
            servers=["李", "陈"],
            signed_by="李小田",
        )
        scene.do("2026-03-16 09:00", "decide_change", "孙")
        roster = Publication.objects.get(kind="roster")
        assert "李小田" in browser(shelf_root, "2026-03-16 10:00").get(roster.address).text
        scene.do(
            "2026-03-17 10:00",
            "serve",
            "李",
            kind="decision",
            method="direct",
            servers=["李", "陈"],
            signed_by="李小田",
        )
        assert scene.case.last_month == "2026-03"
        for address in (roster.address, f"/public/board/{roster.unit_id}/"):
            assert "李小田" in browser(shelf_root, "2026-03-31 23:59").get(address).text
            assert "李小田" not in browser(shelf_root, "2026-04-01 00:00").get(address).text

    def test_unsigned_the_roster_keeps_the_old_amount_sy_a1_6d(self, shelf_root):
        scene = Scene().confirmed()
        scene.do("2026-03-09 10:00", "propose_change", "李", to=800, cause="收入增加")
        scene.do("2026-03-09 11:00", "notice", "李", kind="advance")
        scene.do(
            "2026-03-10 10:00",
            "serve",
            "李",
            kind="advance",
            method="direct",
            servers=["李", "陈"],
            signed_by="李小田",
        )
        scene.do("2026-03-16 09:00", "decide_change", "孙")
        assert PublicRow.objects.get(publication__kind="roster").amount_fen == 120_000
