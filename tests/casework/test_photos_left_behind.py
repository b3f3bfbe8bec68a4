"""Photos of a visit whose form was never handed in are removed after a while; what was handed in stays."""

import logging
from datetime import timedelta

import pytest
from django.core.files.storage import storages

from casework import evidence, tasks
from casework.actions.survey import PHOTO, sweep_photos
from casework.models import Attachment
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from tests.casework.desk.cast import at, build
from tests.front.household import photo

pytestmark = pytest.mark.django_db
TAKEN = at(3, 6)


@pytest.fixture
def town(db, settings, tmp_path, wall_clock):
    private = settings.STORAGES["private"]
    moved = {**private, "OPTIONS": {**private["OPTIONS"], "location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": moved}
    return build(wall_clock)


def taken(material=PHOTO, **more) -> Attachment:
    return evidence.store_photo(photo(), material=material, actor=Actor(), at=TAKEN, owner="k:1", **more)


def test_only_what_nobody_handed_in_goes_and_its_file_with_it(town, django_capture_on_commit_callbacks):
    left, kept = taken(), taken(case=town.lodge(at(3, 2)))
    paper = taken("id_copy")
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_photos(now=TAKEN + timedelta(days=31), days=30) == 1
    assert set(Attachment.objects.values_list("pk", flat=True)) == {kept.pk, paper.pk}
    assert not storages["private"].exists(left.name)
    assert storages["private"].exists(kept.name)
    assert storages["private"].exists(paper.name)


@pytest.mark.parametrize(("later", "days"), [(30, 30), (400, 0)])
def test_before_its_time_or_with_the_sweep_switched_off_it_stays(town, later, days):
    row = taken()
    assert sweep_photos(now=TAKEN + timedelta(days=later), days=days) == 0
    assert Attachment.objects.filter(pk=row.pk).exists()


def test_what_was_handed_in_is_never_forgotten(town):
    row = taken(case=town.lodge(at(3, 2)))
    with pytest.raises(StepRefused):
        evidence.forget(row)


def test_the_beat_does_it_and_the_log_says_how_many(town, caplog, monkeypatch, settings):
    settings.YIMEN_VISIT_PHOTO_DAYS = 7
    taken()
    taken()
    monkeypatch.setattr(tasks.timezone, "now", lambda: TAKEN + timedelta(days=8))
    with caplog.at_level(logging.INFO, "casework.tasks"):
        tasks.tick()
    assert not Attachment.objects.exists()
    assert "2 photos" in caplog.text
