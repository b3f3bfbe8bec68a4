"""The stub book of an office: three refusals, three numbers in a row, printed as one list."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from casework import outbox
from notices.models import Notice
from tests.casework.desk.cast import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(town):
    for name in ("李桂田", "阿依古丽·买买提", "周小满"):
        case = town.lodge(at(3, 2), name=name)
        town.bring_to_opinion(case)
        town.do("refuse", case, "王镇长", at(3, 10), reason="家庭月人均收入高于标准")
    while outbox.drain(now=at(3, 10)):
        pass
    return town


def test_numbers_run_without_a_gap_and_stubs_say_what_the_letters_say(town):
    """HX-5.2b"""
    assert sorted(Notice.objects.filter(kind="refusal").values_list("serial", flat=True)) == [1, 2, 3]
    text = town.sit("刘敏", at(3, 11)).get("/cms/desk/stubs/?kind=refusal").content.decode()
    assert "号码连着，没有缺" in text
    for notice in Notice.objects.filter(kind="refusal"):
        assert notice.number in text
        assert notice.stub_hash[:12] in text


def test_it_is_printed(town):
    answer = town.sit("刘敏", at(3, 11)).get("/cms/desk/stubs/?kind=refusal&print=1")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "阿依古丽·买买提" in text.replace("\n", "").replace(" ", "")
    assert "不予批准告知书存根2026年" in text.replace(" ", "")


def test_another_town_sees_none_of_it_and_the_village_is_turned_away(town):
    text = town.sit("外乡人", at(3, 11)).get("/cms/desk/stubs/?kind=refusal&year=nonsense").content.decode()
    assert "李桂田" not in text
    assert "没有出过" in text
    assert town.sit("张会计").get("/cms/desk/stubs/").status_code == 403


def test_an_announcement_that_still_runs_is_not_yet_a_day_of_service(town):
    """SY-A1.5h"""
    Notice.objects.filter(serial=1).update(state="served", served_on=date(2026, 4, 10))
    clerk = town.sit("刘敏", at(3, 11))
    assert "公告中，2026-04-10 过完算送达" in clerk.get("/cms/desk/stubs/?kind=refusal").content.decode()
    pages = PdfReader(io.BytesIO(clerk.get("/cms/desk/stubs/?kind=refusal&print=1").content)).pages
    assert "公告到2026年4月10日" in "".join(page.extract_text() for page in pages).replace("\n", "").replace(
        " ", ""
    )
