"""Scenes at the calendar: next year's notice is looked at first, entered once, and the limits follow."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casework.models import Case, Deadline, Redating
from policies import queries as law
from policies.models import CalendarDay, CalendarYear
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at

NOTICE = "2027-01-01 休 元旦\n2027-01-04 休 演示\n2027-10-01 休 国庆节"
MOST_QUERIES = 16


def asked(**more):
    return {"year": "2027", "source": "演示通知1号", "text": NOTICE, **more}


@pytest.fixture
def turn_of_the_year(town):
    case = town.lodge(at(12, 28))
    town.do("accept", case, "刘敏", at(12, 28))
    town.do("request_check", case, "陈立", at(12, 28, 11))
    return case


@pytest.fixture
def he(town):
    return town.sit("何科长", at(12, 28, 15))


def test_the_county_sees_which_years_are_known_and_which_are_provisional(he):
    page = text(he.get(reverse("law_calendar")))

    assert "录入 2027 年" in page
    assert "改正 2026 年" in page
    assert page.count("暂定</span>") == 1


def test_a_look_shows_days_and_limits_and_changes_nothing(he, turn_of_the_year):
    page = he.post(reverse("law_calendar_enter"), asked(look="1"))

    assert page.status_code == 200
    assert {line["case"].pk for line in page.context["moves"]} == {turn_of_the_year.pk}
    assert any(line["was_provisional"] and not line["now_provisional"] for line in page.context["moves"])
    assert [one["day"] for one in page.context["changes"]] == [
        date(2027, 1, 1),
        date(2027, 1, 4),
        date(2027, 10, 1),
    ]
    assert turn_of_the_year.number in text(page)
    assert not CalendarYear.objects.filter(year=2027).exists()
    assert not Redating.objects.exists()


def test_what_was_looked_at_is_entered_and_the_limits_become_dates(he, turn_of_the_year):
    look = he.post(reverse("law_calendar_enter"), asked(look="1"))
    foretold = {(line["label"], line["now"]) for line in look.context["moves"]}

    done = he.post(reverse("law_calendar_enter"), asked(enter="1", seen=look.context["seen"]), follow=True)

    assert done.status_code == 200
    pass_ = Redating.objects.get()
    assert (pass_.by_name, pass_.source, pass_.what) == ("何科长", "演示通知1号", "录入 2027 年")
    assert {(one.label, one.now.isoformat()) for one in pass_.moved.all()} == foretold
    assert turn_of_the_year.number in text(done)
    assert not Deadline.objects.filter(case=turn_of_the_year, met_at=None, provisional=True).exists()
    assert law.calendar().known(date(2027, 6, 1))


def test_nothing_is_entered_that_nobody_looked_at(he, turn_of_the_year):
    answer = he.post(reverse("law_calendar_enter"), asked(enter="1"))

    assert answer.status_code == 409
    assert "请重新看一遍" in text(answer)
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_a_mistake_is_named_with_its_line_and_what_was_typed_stays(he):
    answer = he.post(reverse("law_calendar_enter"), asked(text="2027-01-01 休\n元旦三天", look="1"))

    assert answer.status_code == 422
    assert "第 2 行" in text(answer)
    assert "元旦三天" in text(answer)


def sheet(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("n.csv", "2027-01-01,休,元旦\n2027-10-01,休,国庆节".encode()),
        ("n.csv", "2027-01-01,休,元旦\n2027-10-01,休,国庆节".encode("gb18030")),
        (
            "n.xlsx",
            sheet([["日期", "休班"], [date(2027, 1, 1), "休", "元旦"], ["2027-10-01", "休", "国庆节"]]),
        ),
    ],
)
def test_a_table_does_as_well_as_pasted_lines(he, name, data):
    page = he.post(
        reverse("law_calendar_enter"), asked(text="", look="1", file=SimpleUploadedFile(name, data))
    )

    assert page.status_code == 200
    assert [one["day"] for one in page.context["changes"]] == [date(2027, 1, 1), date(2027, 10, 1)]
    assert "2027-10-01 休 国庆节" in text(page)


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"\xff\xfe\x00\x81", sheet([])])
def test_what_is_no_table_is_refused_with_a_sentence(he, data):
    answer = he.post(
        reverse("law_calendar_enter"), asked(text="", look="1", file=SimpleUploadedFile("n.xlsx", data))
    )

    assert answer.status_code == 422


def test_a_known_year_is_compared_with_the_package(he):
    days = CalendarDay.objects.filter(date__year=2026)
    lines = [f"{day.date} {'班' if day.working else '休'} {day.name}" for day in days]

    same = he.post(reverse("law_calendar_enter"), asked(year="2026", text="\n".join(lines), look="1"))
    other = he.post(reverse("law_calendar_enter"), asked(year="2026", text="\n".join(lines[1:]), look="1"))

    assert "一致" in text(same)
    assert same.context["changes"] == []
    assert other.context["differing"] == (days.order_by("date").first().date,)
    assert "请照通知原文核对" in text(other)


def test_an_editor_without_a_post_sees_limits_and_no_case(editor, turn_of_the_year):
    page = editor.post(reverse("law_calendar_enter"), asked(look="1"))

    assert page.context["moved"] > 0
    assert turn_of_the_year.number not in text(page)
    assert turn_of_the_year.applicant_name not in text(page)


@pytest.mark.parametrize("name", ["刘敏", "赵强", "张会计", "王镇长"])
@pytest.mark.parametrize("address", ["law_calendar", "law_calendar_enter"])
def test_nobody_else_comes_in(town, name, address):
    client = town.sit(name)

    assert client.get(reverse(address)).status_code == 403
    assert reverse(address) not in text(client.get(reverse("desk_queue")))


def test_more_cases_ask_no_more_of_the_database(town, he, django_assert_max_num_queries):
    for number in range(4):
        case = town.lodge(at(12, 28), name=f"户{number}")
        town.do("accept", case, "刘敏", at(12, 28))
    he.get(reverse("law_calendar"))

    with django_assert_max_num_queries(MOST_QUERIES):
        page = he.post(reverse("law_calendar_enter"), asked(look="1"))
    with django_assert_max_num_queries(MOST_QUERIES):
        he.get(reverse("law_calendar"))

    assert Case.objects.count() == 4
    assert page.context["moved"] >= 4
