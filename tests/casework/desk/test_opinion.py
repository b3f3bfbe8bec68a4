"""Scenes of the first opinion: the sum is shown with its clause, kept for ever, and never made up."""

import pytest
from django.urls import reverse

from casework.models import Calculation
from policies.models import ParameterValue
from tests.casework.desk.acting import text
from tests.casework.desk.cast import PLACE, at

PERIODS = {"per_wage": "month", "per_business": "year", "per_property": "year", "per_transfer": "month"}


@pytest.fixture
def visited(town):
    case = town.lodge(at(3, 2))
    town.do("accept", case, "刘敏", at(3, 3))
    town.do("request_check", case, "陈立", at(3, 3, 11))
    town.do("check_report", case, "陈立", at(3, 5), result="within")
    town.do("visit", case, "陈立", at(3, 6), who=[str(town.officers["陈立"].pk)])
    case.refresh_from_db()
    return case


def url(case):
    return reverse("desk_act", args=[case.pk, "first_opinion"])


def answers(case, **more):
    return {"seen": case.seq, **PERIODS, "m1_wage": "1500", "m2_business": "3000", **more}


def test_the_sum_is_shown_before_anything_is_said(town, visited):
    zhao = town.sit("赵强", at(3, 9))

    page = zhao.post(url(visited), answers(visited, reckon="1"))

    assert page.status_code == 200
    assert "21000 &lt; 12 × 900 × 3" in text(page)
    assert "本故事自设" in text(page)
    assert "还不能办" not in text(page)
    assert not Calculation.objects.exists()


def test_the_opinion_keeps_the_arithmetic_row_by_row(town, visited):
    zhao = town.sit("赵强", at(3, 9))

    pause = zhao.post(url(visited), answers(visited, grant="yes"))
    assert "950 元" in text(pause)
    zhao.post(url(visited), answers(visited, grant="yes", sure="yes"))

    kept = Calculation.objects.get(case=visited)
    assert (kept.result, kept.eligible, str(kept.by)) == (95000, True, "赵强")
    assert kept.inputs["income"] == {"m1": {"wage": "1500"}, "m2": {"business": "3000"}, "m3": {}}
    assert [row["clause"] for row in kept.rows if row["label_key"] == "need"] == ["本故事自设"]
    visited.refresh_from_db()
    assert visited.known().opinion.amount == 95000
    approver = text(town.sit("王镇长").get(reverse("desk_case", args=[visited.pk])))
    assert "900 × 3 - 21000 ÷ 12" in approver


def test_an_income_on_the_line_cannot_end_in_yes_and_keeps_what_was_typed(town, visited):
    zhao = town.sit("赵强", at(3, 9))

    answer = zhao.post(url(visited), answers(visited, m1_wage="2450", grant="yes"))

    assert answer.status_code == 422
    assert "收入不低于标准" in text(answer)
    assert 'value="2450"' in text(answer)


def test_without_a_standard_nothing_is_computed_and_the_sentence_says_what_to_configure(town, visited):
    ParameterValue.objects.filter(jurisdiction__code=PLACE, key="standard").delete()
    zhao = town.sit("赵强", at(3, 9))

    page = text(zhao.get(url(visited)))
    yes = zhao.post(url(visited), answers(visited, grant="yes"))
    no = zhao.post(url(visited), answers(visited, grant="no", sure="yes"))

    assert "没有载明，请先在参数表里配置" in page
    assert yes.status_code == 422
    assert no.status_code == 302
    assert not Calculation.objects.exists()


def test_another_amount_than_the_sum_needs_its_reason(town, visited):
    zhao = town.sit("赵强", at(3, 9))
    other = answers(visited, grant="yes", by_hand="600.50")

    assert zhao.post(url(visited), other).status_code == 422
    zhao.post(url(visited), other | {"by_hand_reason": "单人保", "sure": "yes"})

    kept = Calculation.objects.get(case=visited)
    assert kept.inputs["by_hand"] == {"fen": 60050, "reason": "单人保"}
    visited.refresh_from_db()
    assert visited.known().opinion.amount == 60050


@pytest.mark.parametrize("typed", ["-1", "abc", "1.234"])
def test_what_is_no_money_is_said_at_its_field(town, visited, typed):
    zhao = town.sit("赵强", at(3, 9))

    answer = zhao.post(url(visited), answers(visited, m1_wage=typed, grant="yes"))

    assert answer.status_code == 422
    assert "m1_wage" in answer.context["form"].errors
