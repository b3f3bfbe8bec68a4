"""Relatives elsewhere sign for their households, each by a link of his own or at the window (SY-A1.1d)."""

import re

import pytest

from casework.models import Case
from front.models import ApplicationDraft
from tests.front.household import LI, Resident

pytestmark = pytest.mark.django_db

ADDRESS = "/apply/signing/relatives/"


@pytest.fixture
def applying(resident, village):
    resident.begin()
    resident.tell_household()
    resident.answer_questions(village)
    resident.take_photos()
    resident.sign_all(m1=LI["name"])
    resident.fill("/apply/account/", no_account="on")
    return resident


def links(resident):
    return re.findall(r"/sign/[\w:.-]+/", resident.open("/apply/signing/").content.decode())


def test_one_signs_by_link_and_one_is_left_for_the_window(applying):
    applying.fill(ADDRESS, relation="女儿", name="李小云", add="1")
    page = applying.fill(ADDRESS, relation="儿子", name="李小山", add="1").content.decode()
    assert "李小云（女儿1）" in page
    first, _second = links(applying)
    daughter = Resident()
    assert "代表您家签字" in daughter.open(first).content.decode()
    assert LI["name"] not in daughter.open(first).content.decode()
    assert "这里要写的是" in daughter.fill(first, agree="on", name="别人").content.decode()
    daughter.fill(first, agree="on", name="李小云")

    applying.fill("/apply/check/")

    case = Case.objects.get()
    facts = case.known()
    assert facts.supporters == {"女儿1", "儿子1"}
    assert facts.supporters_signed == {"女儿1"}
    assert "李小云" not in str(case.facts)
    assert "李小云" not in str(list(case.events.values_list("data", flat=True)))


def test_none_is_an_answer_and_nothing_holds_anybody_up(applying):
    assert "该赡养（抚养）您的亲人" in applying.open("/apply/signing/").content.decode()
    page = applying.fill(ADDRESS, none="1").content.decode()
    assert "您说没有" in page
    applying.fill("/apply/check/")
    assert Case.objects.get().known().supporters == frozenset()


def test_a_wrong_entry_is_said_and_one_taken_out_takes_his_signature_along(applying):
    assert applying.post(ADDRESS, {"add": "1", "relation": "女儿", "name": ""}).status_code == 422
    applying.fill(ADDRESS, relation="女儿", name="李小云", add="1")
    (link,) = links(applying)
    Resident().fill(link, agree="on", name="李小云")
    applying.fill(ADDRESS, remove="女儿1")
    data = ApplicationDraft.objects.get().data()
    assert (data.supporters, data.signature("女儿1")) == ((), None)
    assert Resident().get(link).status_code == 410
