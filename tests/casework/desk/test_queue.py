"""Scenes at the queue: the order of the law's clock, counts that are links, searches, and an honest empty page."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse

from casework.desk.remaining import remaining
from casework.models import Case, Export
from policies import queries as law
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at

QUEUE = "desk_queue"
MOST_QUERIES = 17


def numbers(response):
    return [row.number for row in response.context["rows"]]


def accepted(town, day, name="李桂田"):
    case = town.lodge(at(3, 2), name=name)
    town.do("accept", case, "刘敏", at(3, day))
    return case


def test_the_nearest_limit_is_first_the_emergency_before_it_and_the_household_last(town):
    late = accepted(town, 6, "甲一")
    early = accepted(town, 3, "乙二")
    returned = town.lodge(at(3, 2), name="丙三", supplied=("form",))
    town.do("request_missing", returned, "刘敏", at(3, 3), codes=["id_copy", "household_book"])
    urgent = town.lodge(at(3, 2), name="丁四", programme="temporary", emergency=True)

    page = town.sit("刘敏", at(3, 9)).get(reverse(QUEUE))

    assert numbers(page) == [urgent.number, early.number, late.number, returned.number]


def test_what_was_handed_in_a_minute_ago_stands_on_top_for_who_accepts_and_for_nobody_else(town):
    late = accepted(town, 3, "甲一")
    older = town.lodge(at(3, 2), name="乙二")
    newest = town.lodge(at(3, 9), name="丙三")

    accepts = town.sit("刘敏", at(3, 9)).get(reverse(QUEUE))
    reviews = town.sit("陈立", at(3, 9)).get(reverse(QUEUE))

    assert [row.number for row in accepts.context["fresh"]] == [newest.number, older.number]
    assert text(accepts).index(newest.number) < text(accepts).index(late.number)
    assert not reviews.context["fresh"]


def test_every_count_of_the_strip_leads_to_exactly_the_cases_it_counts(town):
    for day in (3, 4, 5):
        accepted(town, day, f"户{day}")
    town.lodge(at(3, 2), name="新来")
    liu = town.sit(
        "刘敏", Case.objects.filter(next_due__isnull=False).earliest("next_due").next_due + timedelta(hours=1)
    )

    page = liu.get(reverse(QUEUE))
    found = {tile.code: tile for tile in page.context["tiles"]}

    assert found["over"].count == 1
    assert found["new"].count == 1
    for tile in found.values():
        assert len(numbers(liu.get(tile.url))) == tile.count


@pytest.mark.parametrize(
    ("day", "hour", "words", "level"),
    [
        (3, 10, "还剩 12 个工作日", "later"),
        (18, 10, "还剩 1 个工作日", "soon"),
        (19, 23, "今天到期", "today"),
        (20, 0, "已超 1 天", "over"),
    ],
)
def test_the_words_say_what_the_clock_says(town, day, hour, words, level):
    case = accepted(town, 3)
    town.do("request_check", case, "陈立", at(3, 3, 11))
    case.refresh_from_db()

    left = remaining(case.next_due, at(3, day, hour), law.calendar())

    assert (left.words, left.level) == (words, level)
    assert left.due == "3月19日 星期四"


def test_a_case_is_found_by_number_and_by_name_but_never_by_a_private_number(town):
    case = town.lodge(at(3, 2), name="欧阳秀")
    town.lodge(at(3, 2), name="别家")
    liu = town.sit("刘敏", at(3, 3))
    private = town.family("欧阳秀")[0].id_number

    assert numbers(liu.get(reverse(QUEUE), {"q": "欧阳"})) == [case.number]
    assert numbers(liu.get(reverse(QUEUE), {"q": case.number})) == [case.number]
    refused = liu.get(reverse(QUEUE), {"q": private})
    assert numbers(refused) == []
    assert "请不要在这里输身份证号" in text(refused)


@pytest.mark.parametrize(
    "filters", [{"stage": "accepted"}, {"programme": "dibao"}, {"unit": "x"}, {"flag": "delegated"}]
)
def test_filters_narrow_and_nonsense_does_not_break(town, filters):
    case = accepted(town, 3)

    page = town.sit("刘敏", at(3, 4)).get(reverse(QUEUE), filters)

    assert page.status_code == 200
    assert numbers(page) == ([] if "flag" in filters else [case.number])


def test_an_empty_queue_says_why_and_what_to_do(town):
    page = town.sit("刘敏", at(3, 3)).get(reverse(QUEUE))

    assert "现在没有要办的件" in text(page)
    assert reverse("desk_cases") in text(page)
    assert "desk-table" not in text(page)


def test_the_queue_costs_the_same_with_one_case_and_with_thirty(town, django_assert_max_num_queries):
    liu = town.sit("刘敏", at(3, 9))
    accepted(town, 3)
    liu.get(reverse(QUEUE))
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        liu.get(reverse(QUEUE))
    for number in range(29):
        accepted(town, 3, f"户{number}")

    with django_assert_max_num_queries(MOST_QUERIES) as many:
        page = liu.get(reverse(QUEUE))

    assert len(page.context["rows"]) == 25
    assert len(many) == len(few)


def test_decided_cases_are_in_the_archive_and_not_in_the_queue(town):
    case = town.lodge(at(3, 2))
    town.do("decline", case, "刘敏", at(3, 3), reason="不属于")
    liu = town.sit("刘敏", at(3, 4))

    assert numbers(liu.get(reverse(QUEUE))) == []
    assert numbers(liu.get(reverse("desk_cases"))) == [case.number]


def test_a_list_leaves_only_with_a_reason_that_is_written_down(town):
    accepted(town, 3, "=1+1")
    liu = town.sit("刘敏", at(3, 4))
    url = f"{reverse('desk_export')}?list=desk_queue"

    assert liu.post(url, {"reason": ""}).status_code == 422
    assert not Export.objects.exists()
    file = liu.post(url, {"reason": "月底报数"})

    kept = Export.objects.get()
    assert (str(kept.officer), kept.rows, kept.reason) == ("刘敏", 1, "月底报数")
    sheet = openpyxl.load_workbook(io.BytesIO(file.content)).active
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "'=1+1" in {cell.value for cell in cells}


def test_forty_cases_stand_in_the_order_of_their_limits_over_holidays_and_pauses(town):
    """Accepted over Qingming and May Day, checked or not, some sent back: two pages, one order."""
    for number in range(40):
        month, day = (3, 16 + number % 12) if number % 2 else (4, 1 + number % 25)
        case = town.lodge(
            at(month, day, 9), name=f"户{number:02d}", supplied=("form",) if number % 10 == 9 else "all"
        )
        if number % 10 == 9:
            town.do("request_missing", case, "刘敏", at(month, day), codes=["id_copy", "household_book"])
            continue
        town.do("accept", case, "刘敏", at(month, day))
        if number % 3 == 0:
            town.do("request_check", case, "陈立", at(month, day, 11))
    now = at(4, 27)
    liu = town.sit("陈立", now)

    rows = [row for page in (1, 2) for row in liu.get(reverse(QUEUE), {"p": page}).context["rows"]]

    cases = {case.number: case for case in Case.objects.all()}
    assert len(rows) == len(cases) == 40
    running = [cases[row.number] for row in rows if not row.paused]
    assert [row.paused for row in rows] == sorted(row.paused for row in rows)
    assert [case.next_due for case in running] == sorted(case.next_due for case in running)
    assert len(running) == 36
    for row in rows:
        assert row.remaining == remaining(cases[row.number].next_due, now, law.calendar())
        assert row.paused or row.remaining.words.startswith(("还剩", "已超", "今天到期"))
