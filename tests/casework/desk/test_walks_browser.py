"""From acceptance to service in a real browser, each step by another human: dibao, tekun, and a meeting."""

import pytest
from django.urls import reverse

from casework.models import Case, Event
from tests.casework.desk.acting import configure, ids
from tests.casework.desk.cast import at
from tests.casework.desk.walking import grants, hangs, pays, three_hands
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_dibao_from_acceptance_to_service(seated):
    desks = seated()
    case = desks.town.lodge(at(3, 2))
    desks.act(case, "刘敏", "accept", at(3, 3))
    desks.survey(case, at(3, 4))
    desks.act(case, "赵强", "first_opinion", at(3, 9), grants(m1_wage="300"))
    desks.act(case, "刘敏", "post", at(3, 10), hangs)

    page = desks.page("王镇长", at(3, 18))
    page.goto(f"{desks.address}{reverse('desk_case', args=[case.pk])}")
    assert "批以前看" in page.inner_text("main")
    assert page.locator(".desk-primary").count() == 1
    assert barriers(page) == []
    desks.act(case, "王镇长", "confirm", at(3, 18, 11), pays(amount="2400"))

    assert three_hands(case) == 3
    desks.serve(case, "decision", "陈立", at(3, 19), says="2,400.00 元")
    case.refresh_from_db()
    assert (case.amount, case.first_month) == (240000, "2026-04")


def test_tekun_is_approved_with_two_amounts(seated):
    desks = seated()
    case = desks.town.lodge(at(3, 2), programme="tekun")
    desks.act(case, "刘敏", "accept", at(3, 3))
    desks.survey(case, at(3, 4))
    desks.act(case, "赵强", "first_opinion", at(3, 9), grants(by_hand="1300"))
    desks.act(case, "刘敏", "post", at(3, 10), hangs)
    desks.act(case, "王镇长", "confirm", at(3, 18), pays(amount="1300", care_amount="280"))

    assert three_hands(case) == 3
    desks.serve(case, "decision", "陈立", at(3, 19), says="照料护理费每月 280.00 元")
    assert Case.objects.get(pk=case.pk).known().benefit.care == 28000


def test_where_a_meeting_decides_it_sits_before_the_approval(seated):
    desks = seated("qinyuan")
    configure("qinyuan", posting_days="7")
    case = desks.town.lodge(at(3, 2))
    desks.act(case, "刘敏", "accept", at(3, 3))
    desks.survey(case, at(3, 4))
    desks.act(case, "赵强", "first_opinion", at(3, 9), grants(m1_wage="300"))
    desks.act(case, "刘敏", "post", at(3, 10), hangs)

    def sits(page):
        heads = ids(desks.town, "马镇长", "王镇长", "赵强")
        for officer in heads:
            page.check(f"input[name=members][value='{officer}']")
        page.check(f"input[name=chair][value='{heads[0]}']")
        page.fill("[name=approves]", "3")
        page.fill("[name=rejects]", "0")
        page.check("input[name=minutes]")

    page = desks.page("王镇长", at(3, 18))
    page.goto(f"{desks.address}{reverse('desk_case', args=[case.pk])}")
    assert reverse("desk_act", args=[case.pk, "confirm"]) not in page.content()
    desks.act(case, "王镇长", "panel", at(3, 18), sits)
    desks.act(case, "王镇长", "confirm", at(3, 18, 11), pays(amount="2400"))

    assert three_hands(case) == 3
    desks.serve(case, "decision", "陈立", at(3, 19), says="2,400.00 元")
    said = desks.look(case, "陈立", at(3, 19)).inner_text("#decision")
    assert "批准" in said
    assert "从 2026-04 起" in said


def test_half_a_form_is_kept_by_the_page_itself_and_both_shortcuts_work(seated):
    desks = seated()
    case = desks.town.lodge(at(3, 2))
    desks.town.do("accept", case, "刘敏", at(3, 3))
    page = desks.page("刘敏", at(3, 4))
    url = f"{desks.address}{reverse('desk_act', args=[case.pk, 'relative'])}"
    page.goto(url)
    page.check("[name=relation][value=其他要回避的亲戚]")
    page.get_by_text("自动存好了 10:00").wait_for()

    page.goto(url)
    assert page.is_checked("[name=relation][value=其他要回避的亲戚]")
    page.get_by_text("快捷：").wait_for()  # the page's script is there now
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".desk-errors")
    page.get_by_text("快捷：").wait_for()
    page.keyboard.press("Control+s")
    page.wait_for_url(f"**{reverse('desk_case', args=[case.pk])}")
    assert "存好了" in page.inner_text(".messages")


def test_a_batch_goes_on_by_itself_and_says_how_far_it_is(seated, monkeypatch):
    monkeypatch.setattr("casework.desk.batch.STEP", 2)
    desks = seated()
    cases = [desks.town.lodge(at(3, 2), name=f"户{number}") for number in range(5)]
    liu = desks.town.sit("刘敏", at(3, 3))
    for case in cases:
        liu.get(reverse("desk_case", args=[case.pk]))
    page = desks.page("刘敏", at(3, 3))
    page.goto(f"{desks.address}{reverse('desk_queue')}")
    assert barriers(page) == []
    for box in page.locator(
        "main section ~ table input[name=case], main form > table input[name=case]"
    ).all():
        box.check()
    page.click("button[name=verb][value=accept]")
    page.wait_for_selector("button[name=sure]")
    assert barriers(page) == []
    page.click("button[name=sure]")
    page.get_by_text("5/5 件办好了").wait_for()

    assert Event.objects.filter(kind="accept").count() == 5
    assert barriers(page) == []
