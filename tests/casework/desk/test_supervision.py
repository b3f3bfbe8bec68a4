"""Scenes of the county's supervision: before, during and after, and what nobody has done anything about."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from casework.models import Export
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at, build

PHASES = ("before", "during", "after")


@pytest.fixture
def district(db, wall_clock):
    return build(wall_clock, "huaxi")


def three(town):
    """One household waits for acceptance, one is being looked into, one was refused."""
    waiting, running, decided = (town.lodge(at(3, 2), name=name) for name in ("甲户", "乙户", "丙户"))
    for case in (running, decided):
        town.do("accept", case, "刘敏", at(3, 3))
    town.do("request_check", decided, "陈立", at(3, 3, 11))
    town.do("check_report", decided, "陈立", at(3, 5), result="over", number="HD-1")
    town.do("refuse", decided, "王镇长", at(3, 9), reason="收入超标")
    return waiting, running, decided


def phases(client):
    return {phase: client.get(reverse("desk_supervision"), {"phase": phase}).context for phase in PHASES}


def followed(client, url):
    return {row.number for row in client.get(url).context["rows"]}


def test_one_case_in_each_phase_appears_in_exactly_one_view(district):
    """HX-4.2a: pending, running and decided; every count opens exactly the cases it counts."""
    cases = three(district)
    he = district.sit("何科长", at(3, 10))

    shown = phases(he)

    assert [tile.count for tile in shown["before"]["tiles"]] == [1, 1, 1]
    for phase, case in zip(PHASES, cases, strict=True):
        whole, *townships = shown[phase]["lines"]
        assert followed(he, whole.cells[0].url) == {case.number}
        here = next(line for line in townships if line.name == district.village.parent.short_name)
        for line in (whole, *townships):
            for cell in line.cells:
                assert cell.count == len(followed(he, cell.url)), (line.name, cell.label)
        assert here.cells[0].count == 1
        assert sum(line.cells[0].count for line in townships) == whole.cells[0].count


def test_every_township_stands_there_even_with_nothing(district):
    """A zero is an answer: the county sees who has no application at all."""
    names = {line.name for line in phases(district.sit("何科长", at(3, 2)))["before"]["lines"]}

    assert {district.village.parent.short_name, district.other.parent.short_name} < names


def test_the_county_drills_down_without_a_private_number(district):
    three(district)
    he = district.sit("何科长", at(3, 10))
    pages = [he.get(reverse("desk_supervision"), {"phase": phase}) for phase in PHASES]
    lists = [he.get(page.context["lines"][0].cells[0].url) for page in pages]

    for page in (*pages, *lists):
        assert not re.search(r"770101\d|62288800000|1380000", text(page))
    assert "甲户" not in "".join(map(text, pages))
    assert district.sit("王镇长").get(reverse("desk_supervision")).status_code == 403


def test_a_family_of_his_own_is_in_no_count_of_the_county_officer(district):
    case = three(district)[0]
    officer = str(district.officers["何科长"].pk)
    district.do("declare_relative", case, "何科长", at(3, 3), officer=officer, member="m1", relation="子女")

    tiles = phases(district.sit("何科长", at(3, 10)))["before"]["tiles"]

    assert [tile.count for tile in tiles] == [0, 1, 1]


def test_the_list_of_one_phase_leaves_through_the_door_of_all_lists(district, settings):
    """The workbook holds exactly the phase, and above the number of lines a second person is asked."""
    _waiting, running, _decided = three(district)
    he = district.sit("何科长", at(3, 10))
    url = he.get(reverse("desk_supervision"), {"phase": "during"}).context["export_url"]

    answer = he.post(url, {"reason": "季度监管"})
    (sheet,) = load_workbook(io.BytesIO(answer.content)).worksheets
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == [running.number]
    settings.YIMEN_EXPORT_ALONE = 0
    assert he.post(url, {"reason": "季度监管"}).url == reverse("desk_exports")
    assert Export.objects.count() == 1


def cost(client, url):
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return len(seen)


@pytest.mark.parametrize("name", ["desk_supervision", "desk_untouched"])
def test_supervision_costs_the_same_however_many_cases_there_are(district, name):
    three(district)
    he, url = district.sit("何科长", at(3, 20)), reverse(name)
    he.get(url)
    few = cost(he, url)
    for number in range(6):
        district.lodge(at(3, 2), name=f"户{number}", village=(district.village, district.other)[number % 2])

    assert cost(he, url) == few


def lain(client, **asked):
    lines = client.get(reverse("desk_untouched"), asked).context["lines"]
    return [(line.row.number, line.age) for line in lines]


def test_an_application_nobody_has_touched_is_listed_with_its_age(district):
    """HX-8.6a: untouched for as many working days as are asked for, the oldest first; one act takes it off."""
    old, new = district.lodge(at(3, 2), name="甲户"), district.lodge(at(3, 9), name="乙户")
    liu = district.sit("刘敏", at(3, 10))

    assert lain(liu) == [(old.number, 6), (new.number, 1)]
    assert lain(liu, days="5") == [(old.number, 6)]
    assert lain(liu, days="10") == []
    district.do("accept", old, "刘敏", at(3, 10))
    assert lain(liu) == [(new.number, 1)]


def test_the_county_counts_what_lies_by_township_and_by_programme(district):
    """HX-8.6a: by class and by township, and every count opens exactly its list."""
    district.lodge(at(3, 2), name="甲户")
    district.lodge(at(3, 9), name="乙户", programme="temporary")
    district.lodge(at(3, 2), name="丙户", village=district.other)
    he = district.sit("何科长", at(3, 10))

    context = he.get(reverse("desk_untouched")).context

    found = {unit.code: {age: many for age, many, _url in counts} for unit, counts in context["offices"]}
    assert (found[district.village.parent.code][1], found[district.village.parent.code][5]) == (2, 1)
    assert found[district.other.parent.code][5] == 1
    for _unit, counts in context["offices"]:
        for _age, many, url in counts:
            assert many == he.get(reverse("desk_untouched") + url).context["page"].paginator.count
    assert {name: many for name, many, _url in context["classes"]} == {"低保": 2, "临时救助": 1}
    for _name, many, url in context["classes"]:
        assert many == he.get(reverse("desk_untouched") + url).context["page"].paginator.count
    assert not district.sit("刘敏").get(reverse("desk_untouched")).context["offices"]


def test_what_waits_for_the_household_or_hangs_on_the_board_does_not_lie(town):
    returned = town.lodge(at(3, 2), name="甲户", supplied=("form", "household_book"))
    hanging = town.lodge(at(3, 2), name="乙户")
    town.do("request_missing", returned, "刘敏", at(3, 3), codes=["id_copy"])
    town.bring_to_approval(hanging)
    liu = town.sit("刘敏", at(3, 17))

    assert lain(liu) == []
    town.clock.set(at(3, 20))
    assert lain(liu) == [(hanging.number, 3)]


def limit(client):
    (line,) = client.get(reverse("desk_untouched")).context["lines"]
    return line.limit, line.clause


def test_a_limit_is_shown_with_its_clause(town):
    town.do("accept", town.lodge(at(3, 2)), "刘敏", at(3, 3))

    words, clause = limit(town.sit("刘敏", at(3, 5)))

    assert "3月6日" in words
    assert clause.startswith("附件1")


def test_a_limit_the_document_does_not_state_is_not_invented(district):
    district.lodge(at(3, 2))
    liu = district.sit("刘敏", at(3, 4))

    assert limit(liu) == ("", "")
    assert "没有载明" in text(liu.get(reverse("desk_untouched")))


def test_what_is_no_choice_is_left_out(district):
    """A stranger's words in the address show the list as if nothing had been asked."""
    case = district.lodge(at(3, 2))
    liu = district.sit("刘敏", at(3, 4))

    assert lain(liu, days="ten", unit=district.other.parent.code, programme="x", p="-1") == [(case.number, 2)]
    assert phases(district.sit("何科长"))["before"]["phase"]
    assert district.sit("何科长").get(reverse("desk_supervision"), {"phase": "x"}).status_code == 200
