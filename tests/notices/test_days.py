"""What passing days do by themselves: a new month's amount, a roster once a day, lists once a morning."""

import pytest

from casework.models import Outbox
from notices import actions
from notices.actions.shelving import BAKE, LISTS, ROSTER
from notices.models import Publication, PublicRow
from tests.notices.scene import Scene, moment

pytestmark = pytest.mark.django_db


def test_a_new_amount_stands_on_the_roster_from_its_month_on(shelf_root):
    scene = Scene().confirmed()
    scene.do("2026-03-09 10:00", "propose_change", "李", to=800, cause="收入增加")
    scene.do("2026-03-09 11:00", "notice", "李", kind="advance")
    door = {"method": "direct", "servers": ["李", "陈"], "signed_by": "李小田"}
    scene.do("2026-03-10 10:00", "serve", "李", kind="advance", **door)
    scene.do("2026-03-16 09:00", "decide_change", "孙")
    scene.do("2026-03-17 10:00", "serve", "李", kind="decision", **door)
    assert PublicRow.objects.get(publication__kind="roster").amount_fen == 120_000
    actions.order_rosters(now=moment("2026-04-01 00:01"))
    scene.settle("2026-04-01 00:01")
    assert PublicRow.objects.get(publication__kind="roster").amount_fen == 80_000


def test_rosters_are_ordered_once_a_day(shelf_root):
    Scene().confirmed()
    for minute in ("00:01", "00:02", "23:59"):
        assert actions.order_rosters(now=moment(f"2025-10-10 {minute}")) == 1
    actions.order_rosters(now=moment("2025-10-11 00:01"))
    assert Outbox.objects.filter(kind=ROSTER).count() == 2


def test_an_unchanged_roster_is_not_baked_again(shelf_root):
    scene = Scene().confirmed()
    before = Outbox.objects.filter(kind=BAKE).count()
    actions.order_rosters(now=moment("2025-10-10 00:01"))
    scene.settle("2025-10-10 00:01")
    assert Outbox.objects.filter(kind=BAKE).count() == before


def test_tidying_clears_what_nobody_sees_any_more(shelf_root):
    scene = Scene().posted()
    assert actions.take_down(now=moment("2025-10-03 23:59")) == 0
    assert actions.take_down(now=moment("2025-10-04 00:00")) == 1
    assert actions.take_down(now=moment("2025-10-04 00:01")) == 0
    scene.settle("2025-10-04 00:01")
    assert list((shelf_root / "public" / str(Publication.objects.get().pk)).glob("*.html*")) == []


def test_a_hundred_postings_bake_the_lists_once(shelf_root, monkeypatch):
    baked: list[bool] = []
    monkeypatch.setattr(
        "notices.receivers.bake_lists", lambda unit, *, now, index: baked.append(unit is not None and index)
    )
    scene = Scene(quiet=True).posted()
    posting = actions.publish_posting(
        event=scene.case.events.get(kind="post"), now=moment("2025-09-26 10:00")
    )
    for number in range(100):
        actions.shelving.queue_bake(posting, reason=f"test:{number}", at=moment("2025-09-26 10:00"))
    Outbox.objects.exclude(kind=LISTS).update(done_at=moment("2025-09-26 10:00"))
    scene.settle("2025-09-26 10:05")
    assert baked == [True]


def test_the_command_brings_everything_back(shelf_root, capsys):
    import shutil

    from django.core.management import call_command

    Scene().confirmed()
    roster = Publication.objects.get(kind="roster")
    shutil.rmtree(shelf_root)
    call_command("bake")
    assert "重新生成" in capsys.readouterr().out
    assert (shelf_root / "public" / str(roster.pk) / "manifest.json").exists()
    assert (shelf_root / "public" / "over" / "manifest.json").exists()
