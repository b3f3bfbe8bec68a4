"""In a real browser: a letter with a slip is put right before anybody has it, and a lost certificate is replaced."""

import pytest
from django.urls import reverse

from casework import outbox
from casework.models import Certificate
from notices.models import Notice
from tests.casework.desk.cast import at
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(standing_town):
    return standing_town


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_approver_puts_a_slip_right_and_the_new_letter_waits(town, live_server, sit_down, width):
    """HX-5.2b"""
    case = town.lodge(at(3, 2), name="阿依古丽·买买提")
    town.bring_to_opinion(case)
    town.do("refuse", case, "王镇长", at(3, 10), reason="家庭月人均收人高于标准")
    while outbox.drain(now=at(3, 10)):
        pass
    old = Notice.objects.get(kind="refusal")
    page = sit_down(town.sit("王镇长", at(3, 11)), viewport={"width": width, "height": 800})
    page.goto(f"{live_server.url}{reverse('desk_notice', args=[old.pk])}")
    page.get_by_role("link", name="写错了，作废重出").click()
    page.wait_for_url("**/correct/")
    assert not barriers(page)
    assert fits(page)
    page.get_by_role("button", name="作废，出新的一份").click()
    assert "写一下哪里写错了" in page.inner_text(".desk-errors")
    page.fill("#id_reason", "理由里“收入”写成了“收人”")
    page.fill("#id_wording", "家庭月人均收入高于标准")
    page.get_by_role("button", name="作废，出新的一份").click()
    new = Notice.objects.get(replaces=old)
    page.wait_for_url(f"**{reverse('desk_notice', args=[new.pk])}")
    said = page.inner_text("main")
    assert "家庭月人均收入高于标准" in said
    assert f"替代{old.number}，原来那一份作废。" in said
    assert "怎么送" in said
    assert not barriers(page)
    assert fits(page)

    page.get_by_role("link", name=old.number).first.click()
    page.wait_for_url(f"**{reverse('desk_notice', args=[old.pk])}")
    assert "作废了" in page.inner_text("main")
    assert "怎么送" not in page.inner_text("main")
    assert not barriers(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_lost_certificate_is_replaced_and_the_register_shows_both(town, live_server, sit_down, width):
    """SY-A1.7e names issue, review and destruction; a loss is this house's own design."""
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    town.do("confirm", case, "王镇长", at(3, 18), amount=102000)
    town.do("issue_certificate", case, "刘敏", at(3, 20), number="虞救 00017")
    page = sit_down(town.sit("刘敏", at(4, 2)), viewport={"width": width, "height": 800})
    page.goto(f"{live_server.url}{reverse('desk_act', args=[case.pk, 'replace_certificate'])}")
    assert not barriers(page)
    assert fits(page)
    page.get_by_label("丢了").check()
    page.fill("#id_reason", "赶集的时候丢了")
    page.fill("#id_number", "虞救 00018")
    with page.expect_navigation():
        page.get_by_role("button", name="补发、更正救助证").click()
    assert "虞救 00017" in page.inner_text("main")
    page.click("button[name=sure]")
    page.wait_for_url(f"**{reverse('desk_case', args=[case.pk])}")
    assert Certificate.objects.get(number="虞救 00017").voided_on is not None
    page.goto(f"{live_server.url}{reverse('desk_certificates')}")
    assert "作废：丢了。换成 虞救 00018" in page.inner_text("main")
    assert not barriers(page)
    assert fits(page)
