"""Letters of several households printed at one press: one file, only one's own, and written down."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from casework import outbox
from casework.models import Export
from notices.models import Notice
from tests.casework.desk.cast import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(town, settings, tmp_path):
    settings.BAKED_ROOT = tmp_path / "baked"
    for name in ("甲一", "乙二"):
        case = town.lodge(at(3, 2), name=name, supplied=("form",))
        codes = ["id_copy", "household_book"]
        town.do("request_missing", case, "刘敏", at(3, 3), codes=codes)
    while outbox.drain(now=at(3, 4)):
        pass
    return list(Notice.objects.order_by("issued_at", "pk"))


def test_two_letters_are_one_file_and_one_line_in_the_book(town, letters):
    assert len(letters) == 2
    liu = town.sit("刘敏", at(3, 4))
    assert liu.get(reverse("desk_notices")).content.decode().count('name="notice"') == 2

    made = liu.post(reverse("desk_notices_print"), {"notice": [str(one.pk) for one in letters]})

    assert made["Content-Type"] == "application/pdf"
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    assert all(one.number.replace(" ", "") in words.replace(" ", "") for one in letters)
    export = Export.objects.get()
    assert (export.what, export.rows, str(export.officer_id)) == ("letters", 2, str(town.officers["刘敏"].pk))


def test_another_towns_officer_and_nothing_ticked_get_a_sentence_and_no_letter(town, letters):
    ticks = {"notice": [str(letters[0].pk), "xyz"]}

    for name, sent in (("外乡人", ticks), ("刘敏", {})):
        answer = town.sit(name, at(3, 4)).post(reverse("desk_notices_print"), sent)
        assert answer.status_code == 422
        assert "还没有勾" in answer.content.decode()
    assert town.sit("张会计", at(3, 4)).post(reverse("desk_notices_print"), ticks).status_code == 403
    assert not Export.objects.exists()
