"""李桂田 thinks again: the household takes its application back, as long as nobody at the office has opened it."""

import pytest
from django.utils import timezone

from casework import actions
from casework.actions.looking import look
from casework.models import Attachment, Case, Deadline, Event, Officer
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from tests.front.household import LI, Resident, code_on

pytestmark = pytest.mark.django_db
WAY = "/track/case/withdraw/"


@pytest.fixture
def receipt(resident, village):
    """The code on the receipt of 李桂田's household."""
    return code_on(resident.apply(village))


@pytest.fixture
def clerk(village):
    """刘敏 of the acceptance desk."""
    officer = Officer.objects.create(name="刘敏")
    return Actor(str(officer.pk), "刘敏", ("acceptor",), (village[:-3],))


def with_code(receipt):
    """A browser in which code and second factor have just been shown."""
    visitor = Resident()
    visitor.fill("/track/", code=receipt, second=LI["id_number"][-4:])
    return visitor


def test_nobody_has_looked_so_the_household_takes_it_back_and_the_papers_stay(receipt):
    papers = Attachment.objects.count()
    visitor = with_code(receipt)
    assert WAY in visitor.open("/track/case/").content.decode()

    page = visitor.fill(WAY, reason="儿子回来了")

    case = Case.objects.get()
    assert visitor.where(page) == "/track/case/"
    assert "您自己撤回了" in page.content.decode()
    assert WAY not in page.content.decode()
    assert (case.stage, case.open, case.next_due) == ("withdrawn", False, None)
    assert not Deadline.objects.filter(case=case, met_at=None).exists()
    event = Event.objects.get(kind="withdraw")
    assert (event.actor_id, event.data) == (None, {"reason": "儿子回来了"})
    assert Attachment.objects.filter(case=case).count() == papers > 0


def test_a_reason_is_nobodys_business(receipt):
    with_code(receipt).fill(WAY)

    assert Case.objects.get().stage == "withdrawn"


def test_the_same_household_applies_again(receipt, village):
    with_code(receipt).fill(WAY)

    Resident().apply(village)

    assert sorted(Case.objects.values_list("stage", "open")) == [("submitted", True), ("withdrawn", False)]


def test_once_a_clerk_has_opened_it_the_household_is_asked_to_call(receipt, clerk):
    visitor = with_code(receipt)
    look(case=Case.objects.get().pk, actor=clerk, at=timezone.now())

    assert WAY not in visitor.open("/track/case/").content.decode()
    assert "已经打开看了" in visitor.open(WAY).content.decode()
    page = visitor.fill(WAY, status=409)

    assert "请打电话或者到窗口说一声" in page.content.decode()
    assert Case.objects.get().stage == "submitted"
    assert not Event.objects.filter(kind="withdraw").exists()


def test_an_accepted_application_is_not_taken_back(receipt, clerk):
    visitor = with_code(receipt)
    actions.accept(case=Case.objects.get().pk, actor=clerk, at=timezone.now())

    page = visitor.fill(WAY, status=409)

    assert "窗口已经办过" in page.content.decode()
    assert Case.objects.get().stage == "accepted"


def test_a_withdrawn_application_is_accepted_by_nobody_and_withdrawn_once(receipt, clerk):
    case = Case.objects.get()
    visitor = with_code(receipt)
    visitor.fill(WAY)

    for again, said in ((actions.accept, {}), (actions.decline, {"reason": "户口不在本地"})):
        with pytest.raises(StepRefused, match="申请人自己撤回了"):
            again(case=case.pk, actor=clerk, at=timezone.now(), **said)
    visitor.fill(WAY, status=409)

    assert Event.objects.filter(case=case, kind="withdraw").count() == 1


def test_the_office_does_not_withdraw_for_anybody(receipt, clerk):
    with pytest.raises(StepRefused, match="由申请人自己"):
        actions.withdraw(case=Case.objects.get().pk, actor=clerk, at=timezone.now())


def test_without_the_second_factor_there_is_only_the_way_to_it(receipt):
    stranger = Resident()
    case = Case.objects.get()

    assert stranger.where(stranger.fill(WAY)) == "/track/"
    page = stranger.open(f"/t/{case.token}/").content.decode()

    assert "用查询码进去撤回" in page
    assert WAY not in page
    assert Case.objects.get().stage == "submitted"


def test_a_number_in_the_reason_is_refused_and_the_words_stay(receipt):
    page = with_code(receipt).fill(WAY, reason=f"号码是 {LI['id_number']}")

    assert Case.objects.get().stage == "submitted"
    assert "身份证号" in page.content.decode()
