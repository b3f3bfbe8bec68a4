"""Scenes of a trial on the screen: the county asks and hands down, the reviewer proposes, nobody is named."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from casework.actions import whatif
from casework.models import Case, Event, Export, WhatIfLine, WhatIfRun
from casework.rules.reckoning import annual, kept, reckon
from policies import queries as law
from policies.actions.parameters import set_parameter
from policies.models import Jurisdiction, ParameterValue, Programme
from tests.casework.desk.acting import text
from tests.casework.desk.cast import PLACE, at

MOST_QUERIES = 26
NOW = at(5, 6)


def supported(town, wage, name="李桂田"):
    """A household of three that draws support by its income sheet."""
    case = town.lodge(at(3, 2), name=name)
    town.do("accept", case, "刘敏", at(3, 3))
    town.do("request_check", case, "陈立", at(3, 3, 11))
    town.do("check_report", case, "陈立", at(3, 5), result="within", number="HD-1")
    both = [str(town.officers[who].pk) for who in ("陈立", "张会计")]
    town.do("visit", case, "陈立", at(3, 6), who=both, findings="房子老旧")
    entries = {"m1": {"wage": str(wage)}, "m2": {}, "m3": {}}
    sheet = annual(entries, {"wage": "month"})
    made = kept(reckon(law.rulebook(case.version_id), date(2026, 3, 3), 3, sheet), entries, {"wage": "month"})
    amount = made["result"]
    town.do("first_opinion", case, "赵强", at(3, 9), grant=True, amount=amount, calculation=made)
    town.do("post", case, "刘敏", at(3, 10), where=["board"])
    town.do("confirm", case, "王镇长", at(3, 18), amount=amount)
    case.refresh_from_db()
    return case


@pytest.fixture
def two(town):
    return supported(town, 600, "李桂田"), supported(town, 2600, "周小满")


@pytest.fixture
def he(town, two):
    return town.sit("何科长", NOW)


def asked(standard="800", on="2026-05-01"):
    programme = Programme.objects.get(jurisdiction__code=PLACE, code="dibao")
    return {"programme": str(programme.pk), "standard": standard, "on": on}


def tried(client, **more):
    answer = client.post(reverse("law_whatif"), asked(**more), follow=True)
    return answer, WhatIfRun.objects.first()


def sign(standard="800.00"):
    place = Jurisdiction.objects.get(code=PLACE)
    set_parameter(
        place=place,
        key="standard",
        value=standard,
        since=date(2026, 5, 1),
        clause="本故事自设",
        reason="演示",
    )


def test_the_county_sees_winners_losers_and_the_cost_a_month_without_a_name(he, two):
    page, run = tried(he)

    tiles = {tile["code"]: tile["count"] for tile in page.context["tiles"]}
    assert tiles == {"more": 0, "less": 1, "out": 1, "in": 0, "same": 0, "unknown": 0}
    assert page.context["total"]["before"] == "2,200 元"
    assert page.context["total"]["after"] == "1,800 元"
    assert [village.difference for village in page.context["villages"]] == ["−400 元"]
    for case in two:
        assert case.applicant_name not in text(page)
        assert case.number not in text(page)
    assert run.finished_at is not None
    assert not Event.objects.filter(kind="propose_change").exists()


def test_a_long_trial_shows_how_far_it_is_and_ends_by_looking_again(he, two, monkeypatch):
    monkeypatch.setattr(whatif, "PIECE", 1)

    page, run = tried(he)
    assert "<progress" in text(page)
    assert (run.done, run.total) == (1, 2)
    while run.finished_at is None:
        whatif.work(str(run.pk), NOW)
        run.refresh_from_db()

    assert "<progress" not in text(he.get(reverse("law_whatif_run", args=[run.pk])))
    assert run.lines.count() == 2


def test_a_trial_that_is_not_the_law_cannot_be_handed_down(he, two):
    page, run = tried(he)
    assert 'name="release"' not in text(page)

    answer = he.post(reverse("law_whatif_run", args=[run.pk]), {"release": "1"}, follow=True)

    assert "还没有施行" in text(answer)
    run.refresh_from_db()
    assert run.released_at is None


def test_from_the_signed_standard_to_proposed_changes_every_step_by_a_hand(town, he, two):
    _page, run = tried(he)
    address = reverse("law_whatif_run", args=[run.pk])
    zhao = town.sit("赵强")
    assert zhao.get(address).status_code == 404
    sign()

    assert 'name="release"' in text(he.get(address))
    he.post(address, {"release": "1"})
    assert not Event.objects.filter(kind="propose_change").exists()
    assert f"{run.pk} 号" in text(zhao.get(reverse("law_whatif")))
    assert "提出下一批调整" in text(zhao.get(address))
    answer = zhao.post(address, {"propose": "1"}, follow=True)
    again = zhao.post(address, {"propose": "1"}, follow=True)

    assert "提出了 2 件调整" in text(answer)
    assert "提出了 0 件调整" in text(again)
    poor, near = (Case.objects.get(pk=case.pk).known().change for case in two)
    assert (poor.to, poor.stop, near.to, near.stop) == (180_000, False, None, True)
    assert str(Event.objects.filter(kind="propose_change").first().actor) == "赵强"


def test_the_county_cannot_propose_itself(he, two):
    _page, run = tried(he)
    sign()
    address = reverse("law_whatif_run", args=[run.pk])
    he.post(address, {"release": "1"})

    answer = he.post(address, {"propose": "1"}, follow=True)

    assert "要由初审岗来办" in text(answer)
    assert not Event.objects.filter(kind="propose_change").exists()


def test_a_reviewer_elsewhere_sees_no_line(town, he, two):
    _page, run = tried(he)
    sign()
    he.post(reverse("law_whatif_run", args=[run.pk]), {"release": "1"})

    page = town.sit("外乡人").get(reverse("law_whatif_run", args=[run.pk]))

    assert page.context["rows"] == []
    assert "提出下一批调整" not in text(page)


def test_the_file_has_text_cells_only_and_is_written_down(he, two):
    _page, run = tried(he)
    WhatIfLine.objects.filter(kind="out").update(reason="=1+1")
    address = reverse("law_whatif_export", args=[run.pk])

    sheet = openpyxl.load_workbook(io.BytesIO(he.post(address, {"as": "xlsx"}).content)).active
    table = list(csv.reader(io.StringIO(he.post(address, {"as": "csv"}).content.decode("utf-8-sig"))))

    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}
    assert sorted(row[2] for row in table[1:]) == ["100.00", "2100.00"]
    assert any(cell == "'=1+1" for row in table for cell in row)
    assert not any(case.applicant_name in cell for case in two for row in table for cell in row)
    assert Export.objects.filter(what=f"trial={run.pk}", rows=2).count() == 2


def test_an_editor_may_try_and_not_take_the_file(editor, two):
    answer, run = tried(editor)

    assert answer.status_code == 200
    assert editor.post(reverse("law_whatif_export", args=[run.pk])).status_code == 403


@pytest.mark.parametrize(
    ("more", "said"),
    [({"standard": "0"}, "标准要大于零"), ({"standard": "-1"}, "standard"), ({"on": "明天"}, "on")],
)
def test_what_cannot_be_tried_is_said_at_its_field(he, more, said):
    answer = he.post(reverse("law_whatif"), asked(**more))

    assert answer.status_code == 422
    assert said in text(answer)
    assert not WhatIfRun.objects.exists()


def test_without_any_standard_the_sentence_says_what_to_configure(he):
    ParameterValue.objects.filter(jurisdiction__code=PLACE, key="standard").delete()

    answer = he.post(reverse("law_whatif"), asked(standard=""))

    assert answer.status_code == 422
    assert "没有载明" in text(answer)


def test_nothing_tried_yet_says_what_this_is_for(town):
    page = text(town.sit("何科长", NOW).get(reverse("law_whatif")))
    _answer, run = tried(town.sit("何科长"))

    assert "还没有试算过" in page
    assert "没有可以试算的" in text(_answer)
    assert (run.done, run.total) == (0, 0)


@pytest.mark.parametrize("name", ["刘敏", "张会计", "王镇长"])
def test_nobody_else_comes_in(town, name):
    assert town.sit(name).get(reverse("law_whatif")).status_code == 403


def test_more_households_ask_no_more_of_the_database(town, he, django_assert_max_num_queries):
    for number in range(3):
        supported(town, 700 + number, f"户{number}")

    _page, run = tried(he)
    with django_assert_max_num_queries(MOST_QUERIES):
        he.get(reverse("law_whatif_run", args=[run.pk]))

    assert run.done == 5
