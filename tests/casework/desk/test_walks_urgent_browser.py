"""Somebody who applies for dibao has nothing to eat: one press, cash by the approver, the receipt among the papers."""

import pytest
from django.urls import reverse

from casework.models import Attachment, Case
from casework.rules.holdings import Holdings
from tests.casework.desk.cast import at
from tests.casework.desk.walking import SUBMIT
from tests.front.household import photo
from tests.support.accessibility import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def gives_cash(page):
    page.fill("[name=amount]", "300")
    page.check("input[name=channel][value=cash]")
    page.fill("[name=reason]", "没有银行卡，家里没有米")
    page.fill("[name=receipt]", "李桂田 3 月 2 日签")


def shows_the_receipt(page):
    assert barriers(page) == []
    page.set_input_files(
        "[name=photo]", {"name": "receipt.jpg", "mimeType": "image/jpeg", "buffer": photo().read()}
    )


def test_temporary_aid_is_opened_from_dibao_and_paid_in_cash_against_a_receipt(seated):
    """YC-4a, SY-4.4d, SY-5b"""
    desks = seated()
    told = Holdings(has=("deposits",), none=("houses", "vehicles", "capital", "others"))
    case = desks.town.lodge(at(3, 2), channel="web", answers={"urgent": True}, emergency=True, holdings=told)
    page = desks.look(case, "刘敏", at(3, 2, 11))
    assert "申请时说家里现在有急事" in page.inner_text("main")
    assert barriers(page) == []

    page.get_by_role("link", name="由此开一件临时救助").first.click()
    page.click(SUBMIT)
    page.wait_for_load_state()

    made = Case.objects.exclude(pk=case.pk).get()
    assert page.url.endswith(reverse("desk_case", args=[made.pk]))
    assert "查询码" in page.inner_text("body")
    assert barriers(page) == []
    desks.act(made, "王镇长", "relieve", at(3, 2, 12), gives_cash)
    page = desks.act(made, "王镇长", "attach_receipt", at(3, 2, 13), shows_the_receipt)
    assert Attachment.objects.get(material="relief_receipt").case == made
    assert "看照片：收条" in page.inner_text("main")


def test_what_was_declared_checked_and_seen_stands_side_by_side_without_barriers(seated):
    """SY-A1.3a"""
    desks = seated()
    told = Holdings(has=("deposits",), none=("houses", "vehicles", "capital", "others"))
    case = desks.town.lodge(at(3, 2), holdings=told)
    desks.town.do("accept", case, "刘敏", at(3, 3))
    desks.town.do("request_check", case, "陈立", at(3, 3, 11))
    found = {"deposits": 3_800_000, "vehicles": 1, "houses": 1}
    desks.town.do("check_report", case, "陈立", at(3, 5), result="within", number="HD-1", found=found)

    page = desks.page("赵强", at(3, 6))
    page.goto(f"{desks.address}{reverse('desk_inquiry', args=[case.pk])}")

    assert "车辆对不上：自己说没有，核对查到 1 辆。" in page.inner_text("main")
    assert barriers(page) == []
