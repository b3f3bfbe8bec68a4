"""Somebody is in need at once: money first, then the papers, the decision and its service, in a real browser."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from casework.models import Case
from casework.rules.asking import SHANGHAI
from tests.casework.desk.acting import configure
from tests.casework.desk.cast import at
from tests.casework.desk.walking import grants, hangs, pays, three_hands
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def relieved(desks, case, when):
    """Money first, with neither acceptance nor check; then the papers."""

    def gives(page):
        page.fill("[name=amount]", "2000")
        if page.locator("input[name=channel]").count():
            page.check("input[name=channel][value=account]")
        reason = page.locator("[name=reason]")
        if reason.count():
            reason.fill("房子着了火")

    desks.act(case, "王镇长", "relieve", when, gives)
    case.refresh_from_db()
    assert case.known().relief.amount == 200_000


def fills_all(page):
    for box in page.locator("input[name=fields]").all():
        box.check()


def decided(desks, case, first):
    """The ordinary way afterwards: the same three hands as for everybody, and the amount that was given."""
    page = desks.look(case, "刘敏", first)
    assert barriers(page) == []
    desks.act(case, "刘敏", "accept", first)
    desks.survey(case, first + timedelta(minutes=10))
    desks.act(case, "赵强", "first_opinion", first + timedelta(hours=3), grants(by_hand="2000"))
    desks.act(case, "王镇长", "confirm", first + timedelta(hours=4), pays(amount="2000"))
    assert three_hands(case) == 3


def outcome(desks, case, when):
    """What the case says once the decision is in the household's hands: the sum, once."""
    said = desks.look(case, "陈立", when).inner_text("#decision")
    assert "一次性 2,000 元" in said
    assert "每月" not in said
    benefit = Case.objects.get(pk=case.pk).known().benefit
    assert (benefit.amount, benefit.first_month) == (200_000, benefit.last_month)


def test_emergency_relief_comes_within_the_day_and_the_county_knows(seated):
    """SY-4.4d, SY-4.4e"""
    desks = seated()
    case = desks.town.lodge(at(3, 2), programme="temporary", emergency=True)
    relieved(desks, case, at(3, 2, 15))

    county = desks.page("何科长", at(3, 2, 15))
    county.goto(f"{desks.address}{reverse('desk_relief')}")
    assert case.number in county.inner_text("main")
    assert barriers(county) == []
    desks.act(case, "刘敏", "backfill", at(3, 3), fills_all)
    decided(desks, case, at(3, 4))

    desks.serve(case, "decision", "陈立", at(3, 6), says="一次性 2,000.00 元")
    outcome(desks, case, at(3, 6))


def test_the_papers_follow_within_five_working_days(seated):
    """YI-2.3b, YI-2.3c: reported on 30 September 2024 at 16:20."""
    desks = seated("yicheng")
    configure("yicheng", standard="800", posting_days="7")
    reported = datetime(2024, 9, 30, 16, 20, tzinfo=SHANGHAI)
    case = desks.town.lodge(reported, programme="temporary", emergency=True)
    relieved(desks, case, reported + timedelta(hours=17))
    page = desks.act(case, "刘敏", "backfill", reported + timedelta(days=9), fills_all)

    assert "先行救助" in page.inner_text("#story")
    case.refresh_from_db()
    assert case.known().relief.filled == {"person", "reason", "amount", "signature", "seal"}
    decided(desks, case, reported + timedelta(days=10))
    desks.act(case, "刘敏", "post", reported + timedelta(days=10, hours=5), hangs)

    served = reported + timedelta(days=11)
    desks.serve(case, "decision", "陈立", served, says="一次性 2,000.00 元")
    outcome(desks, case, served)
