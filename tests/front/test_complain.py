"""A complaint goes to the county, keeps its writer safe, and leaves no private number behind."""

import pytest

from casework.models import Statement
from policies.models import Unit
from tests.front.household import LI, Resident, code_on

pytestmark = pytest.mark.django_db


def test_it_is_taken_without_a_name_and_gets_number_and_code(resident, village):
    township = Unit.objects.get(code=village[:-3])

    page = resident.fill(
        "/complain/", topic="money", words="有人要两条烟才给办", unit=township.code, contact=LI["phone"]
    )

    row = Statement.objects.get()
    assert row.number in page.content.decode()
    assert (row.kind, row.topic, row.unit) == ("complaint", "money", township)
    assert LI["phone"].encode() not in bytes(row.contact_sealed)
    assert row.contact_sealed
    assert code_on(page) not in row.code_index


def test_a_private_number_in_the_words_is_refused_and_nothing_is_kept(resident, village):
    page = resident.fill("/complain/", topic="delay", words=f"我是{LI['id_number']}，三个月没人管")

    assert "请从这里删掉" in page.content.decode()
    assert not Statement.objects.exists()


def test_empty_is_asked_again_with_all_that_was_typed(resident, village):
    page = resident.fill("/complain/", words="拖了三个月")

    assert "拖了三个月" in page.content.decode()
    assert 'href="#id_topic_0"' in page.content.decode()


def test_leaving_quickly_forgets_the_session(resident, village):
    resident.fill("/complain/", topic="other", words="一句话")
    assert "/complain/receipt/" in resident.where(resident.open("/complain/receipt/"))

    response = resident.get("/leave/")

    assert response.status_code == 302
    assert resident.where(resident.open("/complain/receipt/")) == "/complain/"


def test_one_network_cannot_flood_the_county(village):
    for number in range(20):
        Resident().fill("/complain/", topic="other", words=f"第 {number} 句")

    Resident().fill("/complain/", status=429, topic="other", words="再一句")
    assert Statement.objects.count() == 20
