"""`manage.py packs`: what it says and what it refuses."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from policies.models import CalendarYear, Jurisdiction

pytestmark = pytest.mark.django_db


def packs(*args: str) -> str:
    out = StringIO()
    call_command("packs", *args, stdout=out)
    return out.getvalue()


def test_all_places_and_the_calendar_and_then_nothing_new():
    first = packs("load", "--all")
    assert "工作日表：新录" in first
    assert Jurisdiction.objects.count() == 5
    again = packs("load", "--all")
    assert again.count("没有变化") == 5
    assert "工作日表：已经有了" in again


def test_the_national_pack_is_the_calendar_only():
    packs("load", "national")
    assert CalendarYear.objects.count() == 9
    assert Jurisdiction.objects.count() == 0


def test_a_diff_loads_nothing():
    assert "+ 项目 城乡最低生活保障(dibao):第 1 版" in packs("diff", "qinyuan")
    assert Jurisdiction.objects.count() == 0


def test_out_and_in_again(tmp_path):
    packs("load", "huaxi")
    assert "place.json" in packs("export", "huaxi", "--to", str(tmp_path / "out"))
    assert "没有变化" in packs("diff", "--from", str(tmp_path / "out"))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("load",), "请写地方的代号"),
        (("load", "atlantis"), "没有“atlantis”"),
        (("export", "huaxi"), "先载入再导出"),
        (("diff", "--from", "/nonexistent"), "没有 place.toml"),
    ],
)
def test_what_it_cannot_do_it_says_in_chinese(args, said):
    with pytest.raises(CommandError, match=said):
        packs(*args)


def test_a_database_without_tables_is_named_in_a_sentence(monkeypatch):
    monkeypatch.setattr(
        MigrationExecutor, "migration_plan", lambda *_: [(Migration("0001_chats", "chat"), False)]
    )
    with pytest.raises(CommandError, match=r"还没有建好\(还差 1 步\)。先运行 manage.py migrate"):
        packs("load", "--all")
    assert not Jurisdiction.objects.exists()


def test_a_refused_load_leaves_the_calendar_alone(tmp_path):
    with pytest.raises(CommandError, match="请写地方的代号"):
        packs("load")
    with pytest.raises(CommandError):
        packs("load", "--from", str(tmp_path))
    assert CalendarYear.objects.count() == 0


def test_a_folder_of_another_place_is_not_loaded_under_this_name(tmp_path):
    packs("load", "huaxi")
    packs("export", "huaxi", "--to", str(tmp_path / "out"))
    with pytest.raises(CommandError, match="不是“yicheng”的"):
        packs("diff", "yicheng", "--from", str(tmp_path / "out"))


def test_where_nothing_can_be_written_it_says_so(tmp_path):
    packs("load", "huaxi")
    taken = tmp_path / "taken"
    taken.write_text("一个文件", encoding="utf-8")
    with pytest.raises(CommandError, match="写不了"):
        packs("export", "huaxi", "--to", str(taken))
