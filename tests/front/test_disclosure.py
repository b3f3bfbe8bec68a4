"""One list in three clothes: what chat, page and sheet say is the same list under the same number (SY-A1.1)."""

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader

from casework.models import Disclosure
from front.views import disclosure as views
from policies.rules.disclosure import thaw
from policies.rules.disclosure_text import MOST_CHARACTERS, short_text
from tests.front.household import CHILD, WANG, Resident

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(resident, village):
    resident.begin()
    resident.tell_household(WANG, CHILD)
    resident.answer_questions(village)
    return Disclosure.objects.get()


def flat(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def printed(response):
    return flat("".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages))


def test_page_sheet_and_message_name_the_same_papers_number_and_version(resident, given):
    page = flat(resident.open(f"/m/{given.token}/").content.decode())
    answer = Resident().get(f"/m/{given.token}/sheet.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    sheet, found = printed(answer), thaw(given.items)
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 1
    message = short_text(
        found,
        number=given.number,
        since=given.version.effective_from,
        address=f"http://testserver/m/{given.token}/",
    )
    assert len(message) <= MOST_CHARACTERS
    assert flat(message) in page.replace("<br>", "")
    for said in (page, sheet, flat(message)):
        assert given.number in said
        for item in found.items:
            assert flat(item.name) in said
    day = given.version.effective_from
    assert f"{day:%Y-%m-%d}" in page
    assert f"{day.year}年{day.month}月{day.day}日起施行" in sheet


def test_a_stranger_without_the_token_gets_nothing(given):
    assert Resident().get("/m/nothing/sheet.pdf").status_code == 404


def test_without_a_printer_the_page_to_print_stands_in(given, monkeypatch):
    def broken(*_args, **_kwargs):
        raise OSError("no font")

    monkeypatch.setattr(views, "sheet_bytes", broken)
    answer = Resident().get(f"/m/{given.token}/sheet.pdf")
    assert answer.status_code == 302
    assert answer.url == f"/m/{given.token}/print/"


def test_the_sheet_is_not_made_without_end(given):
    visitor = Resident()
    codes = {visitor.get(f"/m/{given.token}/sheet.pdf").status_code for _ in range(32)}
    assert codes == {200, 429}
