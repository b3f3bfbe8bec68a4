"""The doctor looks at the folders, the disk and the backups."""

import os

import pytest

from tests.yimen.doctor.conftest import the_one
from yimen.doctor import folders, papers


@pytest.fixture
def private_at(settings):
    """Move the private storage to a folder."""

    def move(place):
        private = settings.STORAGES["private"]
        options = {**private["OPTIONS"], "location": place}
        settings.STORAGES = {**settings.STORAGES, "private": {**private, "OPTIONS": options}}

    return move


def test_a_private_folder_of_its_own_is_well(strict, private_at, tmp_path):
    private_at(tmp_path / "private")

    assert the_one(folders.private(strict)).level == "good"


def test_a_private_folder_inside_the_public_one_is_broken(trial, private_at, settings):
    private_at(settings.MEDIA_ROOT / "private")

    found = the_one(folders.private(trial))

    assert found.level == "bad"
    assert "MEDIA" in found.said


def test_a_private_folder_that_everybody_may_read_is_named(strict, private_at, tmp_path):
    (tmp_path / "private").mkdir()
    (tmp_path / "private").chmod(0o755)
    private_at(tmp_path / "private")

    assert the_one(folders.private(strict)).level == "bad"


def test_a_folder_that_is_a_file_cannot_be_written(trial, private_at, settings, tmp_path):
    (tmp_path / "file").touch()
    private_at(tmp_path / "file")
    settings.BAKED_ROOT = tmp_path / "file" / "baked"

    assert the_one(folders.private(trial)).level == "bad"
    assert the_one(folders.baked(trial)).level == "bad"


def test_a_folder_for_postings_is_well(trial, settings, tmp_path):
    settings.BAKED_ROOT = tmp_path / "baked"

    assert the_one(folders.baked(trial)).level == "good"


@pytest.mark.parametrize(("free", "level"), [(100, "bad"), (2 * 1024**3, "hint"), (50 * 1024**3, "good")])
def test_a_full_disk_is_announced(free, level):
    assert folders.room(free).level == level


def test_the_disk_of_this_machine_is_looked_at(trial):
    assert "GB" in the_one(folders.disk(trial)).said


def test_backups_nobody_told_of_are_asked_for(strict):
    assert the_one(folders.backup(strict)).level == "hint"


def test_backups_grow_old(strict, trial, settings, tmp_path):
    settings.YIMEN_BACKUPS = str(tmp_path)
    assert the_one(folders.backup(strict)).level == "bad"
    assert the_one(folders.backup(trial)).level == "hint"

    dump = tmp_path / "sunday.dump"
    dump.touch()
    assert the_one(folders.backup(strict)).level == "good"

    long_ago = strict.now.timestamp() - 5.5 * 86400
    os.utime(dump, (long_ago, long_ago))
    assert "5 天" in the_one(folders.backup(strict)).said


def test_papers_can_be_printed_in_chinese(trial):
    assert the_one(papers.printing(trial)).level == "good"


def test_a_press_that_stands_still_is_named(trial, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("no font")

    monkeypatch.setattr(papers.pdf, "render", broken)

    assert the_one(papers.printing(trial)).level == "bad"


def test_paper_with_boxes_instead_of_chinese_is_named(trial, monkeypatch):
    monkeypatch.setitem(papers.SHEET, "heading", "□□")

    assert the_one(papers.printing(trial)).level == "bad"
