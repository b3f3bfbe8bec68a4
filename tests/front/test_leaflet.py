"""明白纸 and short message of a programme: the number of the page's version on both, and a telephone."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader

from front.contact import contact
from policies.models import Jurisdiction, Programme
from policies.rules.disclosure_text import MOST_CHARACTERS
from tests.front.household import Resident

pytestmark = pytest.mark.django_db
CODES = ("dibao", "margin", "tekun", "temporary")


def flat(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("code", CODES)
def test_page_sheet_and_message_bear_one_version_and_a_telephone(resident, village, code):
    """QY-4.4, YI-4.1b, YI-4.3, SY-7.4: A4 sheet of one or two pages and a message of at most 600 characters."""
    address = f"/policy/of/shangyu/{code}/"
    page = flat(resident.open(address).content.decode())
    answer = Resident().get(f"{address}sheet.pdf")
    assert answer["Content-Type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(answer.content))
    assert 1 <= len(pdf.pages) <= 2
    sheet = flat("".join(one.extract_text() for one in pdf.pages))
    message = Resident().get(f"{address}message.txt").content.decode()

    assert len(message) <= MOST_CHARACTERS
    for said in (page, sheet, flat(message)):
        assert "第1版" in said
        assert "2023-01-01" in said
        assert contact().phone in said
    assert flat(message) in page.replace("<br>", "")


def test_a_new_version_changes_all_three_together(resident, village, wen_and_lu):
    """QY-4.4: the number on the sheet is never that of another version."""
    writer, publisher = wen_and_lu
    programme = Programme.objects.get(jurisdiction__code="shangyu", code="dibao")
    programme.summary = "新的一句话。"
    programme.save_revision(user=writer).publish(user=publisher, skip_permission_checks=True)

    address = "/policy/of/shangyu/dibao/"
    sheet = PdfReader(io.BytesIO(Resident().get(f"{address}sheet.pdf").content))
    for said in (
        resident.open(address).content.decode(),
        "".join(one.extract_text() for one in sheet.pages),
        Resident().get(f"{address}message.txt").content.decode(),
    ):
        assert "第2版" in flat(said)
        assert "新的一句话" in flat(said)


@pytest.mark.parametrize("paper", ["sheet.pdf", "message.txt"])
def test_where_nothing_is_in_force_there_is_no_paper(village, paper):
    programme = Programme.objects.get(jurisdiction__code="shangyu", code="dibao")
    Programme.objects.create(
        jurisdiction=Jurisdiction.objects.get(code="shangyu"), code="later", name="以后的"
    )
    assert Resident().get(f"/policy/of/shangyu/later/{paper}").status_code == 404
    assert Resident().get(f"/policy/of/nowhere/{programme.code}/{paper}").status_code == 404


def test_who_asks_for_sheets_all_day_is_told_to_wait(village):
    answers = [Resident().get("/policy/of/shangyu/nothing/sheet.pdf").status_code for _ in range(61)]
    assert answers == [404] * 60 + [429]
