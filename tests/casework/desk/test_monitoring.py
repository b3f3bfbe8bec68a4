"""Scenes of the monitoring list: a file that is looked at first, a mark by hand, seen with the case and in the queue."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from casework.models import Monitored, OfficeEvent
from policies.rules.identity import demo_id
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at, build

WHERE = "desk_monitoring"
SOURCE = {"source": "区乡村振兴局 3 月监测对象名单", "since": "2026-03-01"}


@pytest.fixture
def district(db, wall_clock):
    return build(wall_clock, "huaxi")


def number_of(case, key="m1"):
    return case.household.members.get(key=key).person.sealed("id_number").open()


def listed(*numbers):
    book = Workbook()
    book.active.append(["姓名", "身份证号"])
    for number in numbers:
        book.active.append(["某某", number])
    made = io.BytesIO()
    book.save(made)
    made.seek(0)
    made.name = "list.xlsx"
    return made


def bring(client, *numbers, **more):
    looked = client.post(reverse(WHERE), {**SOURCE, "file": listed(*numbers), **more})
    return looked, looked.context.get("kept")


def flagged(client):
    rows = client.get(reverse("desk_queue"), {"flag": "monitored"}).context["rows"]
    return {row.number for row in rows}


def test_a_list_with_two_of_our_people_flags_both_households_and_no_other(district):
    """HX-1: given an imported list with two matching numbers, both households are flagged, others untouched."""
    first, second, third = (district.lodge(at(3, 2), name=name) for name in ("甲户", "乙户", "丙户"))
    stranger = demo_id("770101", date(1950, 1, 1), 999)
    liu = district.sit("刘敏", at(3, 3))

    looked, kept = bring(liu, number_of(first), number_of(second, "m2"), stranger, "123")

    assert (looked.context["fresh"], looked.context["strangers"]) == (2, 1)
    assert [line for line, _said in looked.context["wrong"]] == [5]
    assert not Monitored.objects.exists()
    liu.post(reverse(WHERE), {"kept": kept})
    assert set(Monitored.objects.values_list("household", flat=True)) == {
        first.household_id,
        second.household_id,
    }
    assert flagged(liu) == {first.number, second.number}
    assert "防返贫监测" in text(liu.get(reverse("desk_case", args=[first.pk])))
    assert "desk-flag--monitored" not in text(liu.get(reverse("desk_case", args=[third.pk])))


def test_no_number_of_the_list_is_kept_or_shown(district):
    case = district.lodge(at(3, 2))
    liu, number = district.sit("刘敏", at(3, 3)), number_of(case)

    looked, kept = bring(liu, number)
    liu.post(reverse(WHERE), {"kept": kept})

    assert number not in text(looked)
    event = OfficeEvent.objects.get(kind="monitored")
    assert event.data == {"households": [str(case.household_id)]}


def test_the_same_list_twice_marks_nobody_twice(district):
    case = district.lodge(at(3, 2))
    liu = district.sit("刘敏", at(3, 3))
    _looked, kept = bring(liu, number_of(case))
    for _again in range(2):
        liu.post(reverse(WHERE), {"kept": kept})

    looked, nothing = bring(liu, number_of(case))

    assert (looked.context["fresh"], looked.context["there"], nothing) == (0, 1, "")
    assert Monitored.objects.count() == 1


def test_a_list_reaches_only_one_s_own_townships_and_no_kin(district):
    elsewhere = district.lodge(at(3, 2), village=district.other)
    own = district.lodge(at(3, 2), name="乙户")
    officer = str(district.officers["刘敏"].pk)
    district.do("declare_relative", own, "何科长", at(3, 3), officer=officer, member="m1", relation="子女")

    looked, _kept = bring(district.sit("刘敏", at(3, 4)), number_of(elsewhere), number_of(own))

    assert (looked.context["fresh"], looked.context["strangers"]) == (0, 2)


def test_what_was_looked_at_by_another_or_changed_is_not_kept(district):
    case = district.lodge(at(3, 2))
    _looked, kept = bring(district.sit("刘敏", at(3, 3)), number_of(case))

    assert district.sit("陈立").post(reverse(WHERE), {"kept": kept}).status_code == 422
    assert district.sit("刘敏").post(reverse(WHERE), {"kept": kept[:-3]}).status_code == 422
    assert not Monitored.objects.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"source": ""}, "还没有填"),
        ({"since": "2026-13-01"}, "日期写得不对"),
        ({"since": "2026-03-09"}, "名单的日期还没有到"),
        ({"file": io.BytesIO(b"a,b\n1,2\n")}, "没有找到身份证号那一列"),
        ({"file": ""}, "还没有选文件"),
    ],
)
def test_bad_input_is_a_sentence_and_nothing_typed_is_lost(district, more, said):
    answer = district.sit("刘敏", at(3, 3)).post(reverse(WHERE), {**SOURCE, "file": listed("1"), **more})

    assert answer.status_code == 422
    assert said in text(answer)
    if "source" not in more:
        assert SOURCE["source"] in text(answer)


def test_one_household_is_marked_by_hand_and_taken_off_with_a_reason(district):
    """HX-1: by hand with source and date, shown with the case; what was is kept."""
    case = district.lodge(at(3, 2))
    liu, url = district.sit("刘敏", at(3, 3)), reverse("desk_monitored", args=[case.pk])

    assert liu.post(url, SOURCE | {"source": ""}).status_code == 422
    liu.post(url, SOURCE)
    assert flagged(liu) == {case.number}
    assert liu.post(url, {"do": "end", "reason": ""}).status_code == 422
    liu.post(url, {"do": "end", "reason": "风险消除"})

    assert flagged(liu) == set()
    page = text(liu.get(url))
    assert SOURCE["source"] in page and "风险消除" in page
    assert liu.post(url, {"do": "end", "reason": "再来"}).status_code == 422
    assert OfficeEvent.objects.filter(kind="monitored_off").count() == 1


def test_the_county_counts_the_households_of_each_township_and_opens_their_cases(district):
    """HX-1: counted for the county; each count opens exactly its list."""
    here, there = district.lodge(at(3, 2)), district.lodge(at(3, 2), name="乙户", village=district.other)
    he = district.sit("何科长", at(3, 3))
    _looked, kept = bring(he, number_of(here), number_of(there))
    he.post(reverse(WHERE), {"kept": kept})

    context = he.get(reverse(WHERE)).context

    counts = {unit.code: many for unit, many, _url in context["lines"] if many}
    assert counts == {district.village.parent.code: 1, district.other.parent.code: 1}
    assert context["whole"] == 2
    for unit, many, url in context["lines"]:
        assert len(he.get(url).context["rows"]) == many, unit


def test_the_village_reads_the_mark_and_keeps_no_list(district):
    case = district.lodge(at(3, 2))
    district.sit("刘敏", at(3, 3)).post(reverse("desk_monitored", args=[case.pk]), SOURCE)
    zhang = district.sit("张会计")

    assert "防返贫监测" in text(zhang.get(reverse("desk_queue")))
    assert (
        zhang.post(reverse("desk_monitored", args=[case.pk]), {"do": "end", "reason": "x"}).status_code == 403
    )
    assert zhang.post(reverse(WHERE), SOURCE).status_code == 403


def test_the_way_in_stands_where_the_document_asks_for_it(district):
    case = district.lodge(at(3, 2))
    liu = district.sit("刘敏", at(3, 3))

    assert reverse(WHERE) in text(liu.get(reverse("desk_check")))
    assert reverse("desk_monitored", args=[case.pk]) in text(liu.get(reverse("desk_case", args=[case.pk])))


def test_where_the_document_says_nothing_nobody_is_led_there(town):
    case = town.lodge(at(3, 2))
    liu = town.sit("刘敏", at(3, 3))

    assert reverse(WHERE) not in text(liu.get(reverse("desk_check")))
    assert reverse("desk_monitored", args=[case.pk]) not in text(
        liu.get(reverse("desk_case", args=[case.pk]))
    )


def test_a_longer_list_asks_the_database_no_more_often(district):
    cases = [district.lodge(at(3, 2), name=f"户{number}") for number in range(5)]
    liu = district.sit("刘敏", at(3, 3))
    bring(liu, number_of(cases[0]))

    def cost(*chosen):
        numbers = [number_of(case) for case in chosen]
        with CaptureQueriesContext(connection) as seen:
            bring(liu, *numbers)
        return len(seen)

    assert cost(*cases) == cost(cases[0])
