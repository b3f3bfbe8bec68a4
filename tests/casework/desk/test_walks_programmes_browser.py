"""The programmes nobody had walked at the desk: margin, illness, expenditure, and the two subsidies, to the served decision."""

from datetime import datetime, timedelta

import pytest

from casework.models import Case
from casework.rules.asking import SHANGHAI
from front.progress import progress
from tests.casework.desk.acting import configure
from tests.casework.desk.cast import at
from tests.casework.desk.walking import grants, hangs, pays, three_hands
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVOLVED = datetime(2024, 4, 22, 9, tzinfo=SHANGHAI)
"""A Monday of the years in which Yicheng's opinion held (until 2025-09-04)."""


def test_a_margin_household_is_recognised_without_monthly_money(seated):
    """SY-A1.5a, SY-4.2d"""
    desks = seated()
    case = desks.town.lodge(at(3, 2), programme="margin")
    desks.act(case, "刘敏", "accept", at(3, 3))
    desks.survey(case, at(3, 4))
    desks.act(case, "赵强", "first_opinion", at(3, 9), grants())
    desks.act(case, "刘敏", "post", at(3, 10), hangs)
    recognised(desks, case, at(3, 18))

    desks.serve(case, "decision", "陈立", at(3, 19), says="最低生活保障边缘家庭认定通知书")
    outcome(desks, case, at(3, 19), "认定为最低生活保障边缘家庭，这一项不按月发钱")
    case.refresh_from_db()
    assert progress(case, at(3, 19))["headline"] == "批了，这一项不按月发钱"


@pytest.mark.parametrize(
    ("programme", "words"),
    [("illness_poor", "因病致贫重病患者"), ("expenditure_poor", "刚性支出困难家庭")],
)
def test_who_spends_too_much_is_recognised_and_the_result_is_posted(seated, programme, words):
    """YC-3.2.1a, YC-4b"""
    desks = seated("yangcheng")
    configure("yangcheng", posting_days="7")
    case = desks.town.lodge(at(3, 2), programme=programme)
    desks.act(case, "刘敏", "accept", at(3, 3))
    desks.survey(case, at(3, 4), reported_by="何科长")
    desks.act(case, "赵强", "first_opinion", at(3, 9), grants())
    recognised(desks, case, at(3, 10))
    desks.act(case, "刘敏", "post", at(3, 10, 15), hangs)

    desks.serve(case, "decision", "陈立", at(3, 11), says=words)
    outcome(desks, case, at(3, 11), f"认定为{words}，这一项不按月发钱")


@pytest.mark.parametrize("programme", ["elder_subsidy", "disability_subsidy"])
def test_a_subsidy_is_decided_as_the_opinion_devolved_it(seated, programme):
    """YI-1b: application, review, approval, money; no check, no visit, no posting."""
    desks = seated("yicheng")
    case = desks.town.lodge(DEVOLVED, programme=programme)
    desks.act(case, "刘敏", "accept", DEVOLVED + timedelta(days=1))
    desks.act(case, "赵强", "first_opinion", DEVOLVED + timedelta(days=2), grants(by_hand="80"))
    desks.act(case, "王镇长", "confirm", DEVOLVED + timedelta(days=3), pays(amount="80"))

    assert three_hands(case) == 3
    served = DEVOLVED + timedelta(days=4)
    desks.serve(case, "decision", "陈立", served, says="80.00 元")
    outcome(desks, case, served, "每月 80 元")
    assert Case.objects.get(pk=case.pk).known().benefit.amount == 8000


def recognised(desks, case, when):
    """The approver weighs the sources and approves; there is no amount to type."""
    page = desks.look(case, "王镇长", when)
    assert "批以前看" in page.inner_text("main")
    assert barriers(page) == []
    desks.act(case, "王镇长", "confirm", when + timedelta(hours=1))
    assert three_hands(case) == 3


def outcome(desks, case, when, words):
    """What the page of the case says of the decision, once it is in the household's hands."""
    page = desks.look(case, "陈立", when)
    said = page.inner_text("#decision")
    assert words in said
    assert barriers(page) == []
