"""The village acts for 李桂田: with the code on his receipt he says that this is his will, or that it is not."""

import pytest
from django.utils import timezone

from casework import actions
from casework.models import Case, Event, Officer
from casework.rules.lodgement import LodgementDraft, PersonDraft
from casework.rules.roles import Actor
from policies.rules.identity import birth_date
from tests.front.household import LI, Resident

pytestmark = pytest.mark.django_db
MINE, NOT_MINE, CASE = "/track/case/mine/", "/track/case/not-mine/", "/track/case/"


@pytest.fixture
def taken(village):
    """What 张会计 took for him, as the receipt tells it."""
    officer = Officer.objects.create(name="张会计")
    zhang = Actor(str(officer.pk), "张会计", ("village",), (village,))
    person = PersonDraft("m1", LI["name"], birth_date(LI["id_number"]), LI["id_number"])
    draft = LodgementDraft("shangyu", "dibao", village, "village", (person,))
    said = {"reason": "不识字", "evidence": "委托书", "related": False}
    return actions.take(draft=draft, actor=zhang, at=timezone.now(), **said), zhang


def with_code(receipt):
    visitor = Resident()
    visitor.fill("/track/", code=receipt.code, second=LI["id_number"][-4:])
    return visitor


def test_he_says_that_it_is_his_will(taken):
    """SY-A1.1e, YI-1.4"""
    visitor = with_code(taken[0])
    page = visitor.open(CASE).content.decode()
    assert "是我的意思" in page
    assert NOT_MINE in page

    said = visitor.fill(MINE).content.decode()

    assert "您确认过了" in said
    assert NOT_MINE in said
    event = Event.objects.get(kind="confirm_delegation")
    assert (event.actor_id, event.data) == (None, {})
    visitor.fill(MINE, status=409)


def test_he_does_not_want_it_and_it_goes_no_further(taken):
    visitor = with_code(taken[0])
    assert "这次申请就不办了" in visitor.open(NOT_MINE).content.decode()

    page = visitor.fill(NOT_MINE, words="没有人问过我")

    assert visitor.where(page) == CASE
    assert "村里替您办的" not in page.content.decode()
    assert Case.objects.get().stage == "withdrawn"
    assert Event.objects.get(kind="revoke_delegation").data == {"words": "没有人问过我"}


def test_once_the_village_has_passed_it_on_he_is_asked_to_call(taken):
    receipt, zhang = taken
    actions.forward(case=receipt.case, actor=zhang, at=timezone.now())
    visitor = with_code(receipt)

    page = visitor.open(CASE).content.decode()
    late = visitor.open(NOT_MINE).content.decode()

    assert "村里已经报到镇里了" in page
    assert "是我的意思" in page
    assert "不能自己撤销" in late
    assert 'type="submit" class="button">不要村里代办' not in late
    visitor.fill(NOT_MINE, status=409)
    assert Case.objects.get().stage == "submitted"


def test_without_the_second_factor_there_is_only_the_way_to_it(taken):
    stranger = Resident()
    for way in (MINE, NOT_MINE):
        assert stranger.where(stranger.fill(way)) == "/track/"

    page = stranger.open(f"/t/{taken[0].token}/").content.decode()

    assert "用查询码进去说" in page
    assert MINE not in page
    assert not Event.objects.filter(kind__endswith="_delegation").exists()


def test_a_number_in_what_he_says_is_refused_and_the_words_stay(taken):
    page = with_code(taken[0]).fill(NOT_MINE, words=f"我是 {LI['id_number']}")

    assert "身份证号" in page.content.decode()
    assert Case.objects.get().stage == "taken"
