"""From the queue, at one press: the acceptance notices of the cases that were ticked, as one PDF."""

import io

import pytest
from pypdf import PdfReader

from casework import outbox
from casework.models import Export
from notices.models import Notice
from tests.casework.desk.cast import at

pytestmark = pytest.mark.django_db
PRINT = "/cms/desk/notices/acceptances/"


@pytest.fixture
def town(town):
    for name in ("李桂田", "周小满"):
        town.do("accept", town.lodge(at(3, 2), name=name), "刘敏", at(3, 3))
    while outbox.drain(now=at(3, 3)):
        pass
    town.late = town.lodge(at(3, 3), name="王二妹")
    return town


def ticks() -> list[str]:
    return [f"{row.case_id}:{row.case.seq}" for row in Notice.objects.filter(kind="acceptance")]


def test_the_queue_has_the_button_and_a_tick_for_each(town):
    text = town.sit("刘敏", at(3, 4)).get("/cms/desk/").content.decode()
    assert f'formaction="{PRINT}"' in text
    assert len(ticks()) == 2
    for tick in ticks():
        assert text.count(f'value="{tick}"') == 1


def test_one_press_makes_one_file_and_it_is_written_down(town):
    answer = town.sit("刘敏", at(3, 4)).post(PRINT, {"case": ticks()})
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "李桂田" in text
    assert "周小满" in text
    assert "no-store" in answer["Cache-Control"]
    kept = Export.objects.get()
    assert (kept.what, kept.rows, kept.officer) == ("letters", 2, town.officers["刘敏"])


def test_a_case_without_such_a_letter_is_named_and_nothing_is_printed_by_halves(town):
    mixed = [*ticks(), f"{town.late.pk}:{town.late.seq}"]
    answer = town.sit("刘敏", at(3, 4)).post(PRINT, {"case": mixed})
    assert answer.status_code == 422
    assert town.late.number in answer.content.decode()
    assert not Export.objects.exists()


@pytest.mark.parametrize("sent", [[], ["nonsense"], ["nonsense:x"]])
def test_no_tick_no_file(town, sent):
    assert town.sit("刘敏", at(3, 4)).post(PRINT, {"case": sent}).status_code == 422


def test_neither_the_village_nor_another_town_gets_them(town):
    assert town.sit("张会计", at(3, 4)).post(PRINT, {"case": ticks()}).status_code == 403
    assert PRINT not in town.sit("张会计").get("/cms/desk/").content.decode()
    assert town.sit("外乡人", at(3, 4)).post(PRINT, {"case": ticks()}).status_code == 422
    assert not Export.objects.exists()
