"""Photos of the long-term boards: the village sends one, who has not is listed, the county takes them all."""

import io
import zipfile
from datetime import date

import pytest
from pypdf import PdfReader

from casework.models import Export
from notices.boards import period
from notices.models import PostingPhoto, Publication, PublicRow
from notices.queries import office_phones
from policies.models import ParameterValue, Programme, Unit
from policies.rules.parameters import Parameter
from policies.rules.private_numbers import scan
from tests.casework.desk.cast import at
from tests.front.household import photo

pytestmark = pytest.mark.django_db
PAGE = "/cms/desk/boards/"
WINDOW = f"{PAGE}window.pdf"


@pytest.fixture
def town(town):
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
    assert "还有 1 个村（社区）没有照片。" in text
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
    assert "还有 2 个村（社区）没有照片。" in text


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


def stated(months: str) -> None:
    ParameterValue.objects.filter(key="board_photo_months").delete()
    ParameterValue.objects.create(
        jurisdiction=Programme.objects.get(jurisdiction__code="shangyu", code="dibao").jurisdiction,
        key="board_photo_months", label="长期公示栏多少个月拍一次照片", value=months, unit="month",
        since=date(2026, 1, 1), clause="区民政局通知",
    )  # fmt: skip


def test_how_often_is_asked_on_the_page_where_the_place_does_not_say(town):
    """SY-A1.7d, SY-A2.7: “定期”, and no more."""
    text = town.sit("何科长", at(3, 6)).get(PAGE).content.decode()
    assert "多久拍一次，本地没有定" in text
    assert 'value="2026-03-01"' in text


def test_where_the_place_says_how_often_the_page_shows_who_is_behind(town):
    """SY-A1.7d, SY-A2.7: photographed every third month; one of two boards has its photo, the other is named."""
    stated("3")
    send(town, "张会计", town.village, day="2026-03-04")
    text = town.sit("何科长", at(5, 31)).get(PAGE).content.decode()
    assert "每 3 个月拍一次（区民政局通知）" in text
    assert 'value="2026-03-01"' in text
    assert "还有 1 个村（社区）没有照片" in text
    assert "还有 2 个村（社区）没有照片" in town.sit("何科长", at(6, 5)).get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("today", "months", "since"),
    [
        (date(2026, 5, 31), "3", date(2026, 3, 1)),
        (date(2026, 1, 15), "1", date(2025, 12, 16)),
        (date(2026, 3, 31), "12", date(2025, 4, 1)),
    ],
)
def test_the_days_that_count_go_back_as_many_months(today, months, since):
    """SY-A1.7d"""
    value = Parameter("board_photo_months", "", months)
    assert period(value, today) == (since, today)


def listed(unit, name, programme):
    """A standing roster of one line."""
    roster, _ = Publication.objects.get_or_create(
        kind="roster", subject="roster", unit=unit, programme=programme,
        defaults={"title": f"{programme.name}名册", "visible_from": at(3, 1)},
    )  # fmt: skip
    columns = [["name", "申请人姓名"], ["village", "村（社区）"]]
    Publication.objects.filter(pk=roster.pk).update(columns=columns)
    PublicRow.objects.create(
        publication=roster, serial=1, display_name=name, village=unit.name, from_day=date(2026, 3, 1)
    )


def test_the_township_prints_the_lists_of_all_its_villages_for_its_window(town):
    """SY-A1.7c, SY-A2.7: 低保 and 特困 of both villages, of no other township, and no number but the offices' own."""
    second = Unit.objects.create(
        jurisdiction=town.village.jurisdiction, parent=town.village.parent, level="village",
        code=f"{town.village.parent.code}902", name="白水村", short_name="白水村",
    )  # fmt: skip
    dibao, tekun = (
        Programme.objects.get(jurisdiction__code="shangyu", code=code) for code in ("dibao", "tekun")
    )
    listed(town.village, "李桂田", dibao)
    listed(second, "周远", tekun)
    listed(town.other, "外村人", dibao)

    liu = town.sit("刘敏", at(3, 6))
    assert WINDOW in liu.get(PAGE).content.decode()
    answer = liu.get(WINDOW)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]
    assert len(pages) == 2
    assert "李桂田" in pages[0]
    assert "长期公示" in pages[0]
    assert "周远" in pages[1]
    assert "外村人" not in "".join(pages)
    assert scan("".join(pages), allow=office_phones()) == ()


def test_the_village_prints_no_list_for_the_window_and_an_empty_one_is_said(town):
    """SY-A1.7c"""
    assert town.sit("张会计", at(3, 6)).get(WINDOW).status_code == 403
    Publication.objects.all().delete()
    assert town.sit("刘敏", at(3, 6)).get(WINDOW).status_code == 409
