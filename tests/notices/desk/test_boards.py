"""Photos of the long-term boards: the village sends one, who has not is listed, the county takes them all."""

import io
import zipfile

import pytest

from casework.models import Export
from notices.models import PostingPhoto, Publication
from policies.models import Programme
from tests.casework.desk.cast import at, build
from tests.casework.desk.conftest import Clock
from tests.front.household import photo

pytestmark = pytest.mark.django_db
PAGE = "/cms/desk/boards/"


@pytest.fixture
def town(db, shelf_root, monkeypatch):
    from casework.desk import clock

    wall = Clock()
    monkeypatch.setattr(clock, "now", wall.now)
    town = build(wall)
    dibao = Programme.objects.get(jurisdiction__code="shangyu", code="dibao")
    for unit in (town.village, town.other):
        Publication.objects.create(
            kind="roster", subject="roster", unit=unit, programme=dibao, title="低保", visible_from=at(3, 1)
        )
    return town


def send(town, who, village, day="2026-03-04"):
    roster = Publication.objects.get(kind="roster", unit=village)
    said = {"photo": photo(), "taken_on": day}
    return town.sit(who, at(3, 5)).post(f"{PAGE}{roster.pk}/", said)


def test_the_village_that_sent_none_is_listed_and_the_county_takes_the_rest(town):
    """SY-A1.7d: of two boards one has its photo, the other is named; the file holds no name of anybody."""
    send(town, "张会计", town.village)
    text = town.sit("何科长", at(3, 6)).get(PAGE).content.decode()
    assert "还有 1 个村(社区)没有照片。" in text
    assert "传照片" not in text
    answer = town.sit("何科长").post(PAGE, {"since": "2026-03-01", "until": "2026-03-06"})
    assert "一共 1 张。" in text
    sent = answer.getvalue()
    assert answer["Content-Length"] == str(len(sent))
    with zipfile.ZipFile(io.BytesIO(sent)) as whole:
        listed = whole.read("清单.csv").decode()
        pictures = [name for name in whole.namelist() if name.endswith(".jpg")]
    assert f"{town.other.name},还没有" in listed
    assert len(pictures) == 1
    assert pictures[0].startswith(town.village.code)
    assert Export.objects.get().what == "board_photos"


def test_a_photo_of_another_month_does_not_count(town):
    send(town, "张会计", town.village)
    text = town.sit("何科长").get(f"{PAGE}?since=2026-04-01&until=2026-04-30").content.decode()
    assert "还有 2 个村(社区)没有照片。" in text


def test_the_village_takes_nothing_out_and_another_town_sees_nothing(town):
    assert town.sit("张会计", at(3, 5)).post(PAGE).status_code == 403
    assert send(town, "外乡人", town.village).status_code == 404
    assert send(town, "何科长", town.village).status_code == 403
    assert not PostingPhoto.objects.exists()
    assert town.village.name not in town.sit("外乡人").get(PAGE).content.decode()


def test_a_bad_day_is_said_and_nothing_is_kept(town):
    send(town, "张会计", town.village, day="soon")
    send(town, "张会计", town.village, day="2026-03-09")
    assert not PostingPhoto.objects.exists()
    assert town.sit("张会计").get(f"{PAGE}?since=soon").status_code == 200
