"""Whoever holds the receipt sees where the case stands; whoever guesses sees nothing."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from casework import actions
from casework.models import Attachment, Case, Officer
from casework.rules.roles import Actor
from front.actions import drafts
from front.models import KEPT
from front.progress import progress
from tests.front.household import LI, Resident, code_on, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(resident, village):
    """The code on the receipt of 李桂田's household."""
    return code_on(resident.apply(village))


@pytest.fixture
def clerk(village):
    """刘敏 of the acceptance desk."""
    officer = Officer.objects.create(name="刘敏")
    return Actor(str(officer.pk), "刘敏", ("acceptor",), (village[:-3],))


def test_code_and_second_factor_show_the_progress_without_a_name_or_number(receipt):
    visitor = Resident()

    page = visitor.fill("/track/", code=f" {receipt[:4]} {receipt[4:]}", second=LI["id_number"][-4:].lower())

    text = page.content.decode()
    assert visitor.where(page) == "/track/case/"
    assert Case.objects.get().number in text
    assert "您现在不用做什么" in text
    assert "看材料" in text
    assert "收下了" not in text
    assert LI["name"] not in text
    assert LI["id_number"][-4:] not in text


def test_a_wrong_code_and_a_wrong_second_factor_get_the_same_answer(receipt):
    def answer(**typed):
        text = Resident().fill("/track/", **typed).content.decode()
        return re.sub(r'value="[^"]*"', "", text)

    wrong = "0000" if LI["id_number"][-4:] != "0000" else "1111"
    unknown = f"{(int(receipt) + 1) % 10**12:012d}"

    assert answer(code=unknown, second=LI["id_number"][-4:]) == answer(code=receipt, second=wrong)


def test_a_code_that_is_far_too_long_is_refused_in_plain_words(resident):
    text = resident.fill("/track/", code="1" * 5000, second="1" * 500).content.decode()
    assert "写得太长了，最多 40 个字，现在有 5000 个。" in text
    assert "变量" not in text


def test_the_sixth_try_waits_even_with_the_right_answer(receipt):
    visitor = Resident()
    for _ in range(5):
        visitor.fill("/track/", code=receipt, second="zzzz")

    visitor.fill("/track/", status=429, code=receipt, second=LI["id_number"][-4:])

    elsewhere = Resident(REMOTE_ADDR="198.51.100.7")
    elsewhere.fill("/track/", status=429, code=receipt, second=LI["id_number"][-4:])


def test_a_right_answer_clears_the_count(receipt):
    visitor = Resident()
    for _ in range(4):
        visitor.fill("/track/", code=receipt, second=LI["id_number"][-4:])
        visitor.fill("/track/", code=receipt, second="zzzz")

    visitor.fill("/track/", code=receipt, second=LI["id_number"][-4:])


def test_the_code_stands_in_no_address(receipt):
    visitor = Resident()

    response = visitor.post("/track/", {"code": receipt, "second": LI["id_number"][-4:]})

    assert response["Location"] == "/track/case/"


def test_the_screen_forgets_after_half_an_hour(receipt, monkeypatch):
    visitor = Resident()
    visitor.fill("/track/", code=receipt, second=LI["id_number"][-4:])
    later = timezone.now() + timedelta(minutes=31)

    monkeypatch.setattr("front.sessions.timezone.now", lambda: later)

    assert visitor.where(visitor.open("/track/case/")) == "/track/"


def test_the_link_of_the_receipt_works_in_any_browser_and_says_less(receipt):
    case = Case.objects.get()

    text = Resident().open(f"/t/{case.token}/").content.decode()

    assert case.number in text
    assert LI["name"] not in text
    assert Resident().open(f"/t/{case.token[:-1]}/", status=404)


def test_what_lacks_is_named_and_can_be_handed_in_here(receipt, clerk):
    case = Case.objects.get()
    actions.request_missing(
        case=case.pk,
        actor=clerk,
        at=timezone.now(),
        codes=["id_copy"],
        why="facts_changed",
        because="证件过期了",
    )
    visitor = Resident()

    page = visitor.fill("/track/", code=receipt, second=LI["id_number"][-4:])
    assert "还差这几样" in page.content.decode()
    visitor.fill("/track/case/more/id_copy/", photo=photo())
    assert Attachment.objects.filter(case=None).count() == 1
    page = visitor.fill("/track/case/more/")

    case.refresh_from_db()
    assert case.stage == "submitted"
    assert not Attachment.objects.filter(case=None).exists()
    assert "还差这几样" not in page.content.decode()


def test_who_brings_a_part_is_still_told_the_rest(receipt, clerk):
    """SY-A2.1d: what was told once can be brought bit by bit; the office cannot ask for it again."""
    case = Case.objects.get()
    changed = {"why": "facts_changed", "because": "证件过期了"}
    actions.request_missing(
        case=case.pk, actor=clerk, at=timezone.now(), codes=["id_copy", "form"], **changed
    )
    visitor = Resident()
    visitor.fill("/track/", code=receipt, second=LI["id_number"][-4:])

    visitor.fill("/track/case/more/form/", photo=photo())
    page = visitor.fill("/track/case/more/")
    assert "还差这几样" in page.content.decode()
    visitor.fill("/track/case/more/id_copy/", photo=photo())
    page = visitor.fill("/track/case/more/")
    assert "还差这几样" not in page.content.decode()


def test_photos_that_were_never_handed_in_go_once_nobody_waits_for_them(receipt, clerk):
    case, now = Case.objects.get(), timezone.now()
    actions.request_missing(
        case=case.pk, actor=clerk, at=now, codes=["id_copy"], why="facts_changed", because="证件过期了"
    )
    visitor = Resident()
    visitor.fill("/track/", code=receipt, second=LI["id_number"][-4:])
    visitor.fill("/track/case/more/id_copy/", photo=photo())
    handed_in = Attachment.objects.exclude(case=None).count()

    # While the case waits for the paper, its photo stays; but not for ever.
    assert drafts.sweep_supplements(now=now + KEPT + timedelta(hours=1)) == 0
    assert drafts.sweep_supplements(now=now + drafts.WAITED - timedelta(hours=1)) == 0
    actions.decline(case=case.pk, actor=clerk, at=now, reason="逾期没有补")
    assert drafts.sweep_supplements(now=now + KEPT - timedelta(hours=1)) == 0
    (waiting,) = Attachment.objects.filter(case=None)
    assert drafts.sweep_supplements(now=now + KEPT + timedelta(hours=1)) == 1
    assert Attachment.objects.count() == handed_in
    assert not storages["private"].exists(waiting.name)


def test_a_part_that_was_handed_in_does_not_throw_away_the_rest(receipt, clerk):
    """SY-A2.1d: one paper of two is in; the photo of the other waits on his telephone's page."""
    case, now = Case.objects.get(), timezone.now()
    actions.request_missing(
        case=case.pk,
        actor=clerk,
        at=now,
        codes=["id_copy", "form"],
        why="facts_changed",
        because="证件过期了",
    )
    visitor = Resident()
    visitor.fill("/track/", code=receipt, second=LI["id_number"][-4:])
    visitor.fill("/track/case/more/id_copy/", photo=photo())
    visitor.fill("/track/case/more/")
    assert Case.objects.get().stage == "submitted"
    visitor.fill("/track/case/more/form/", photo=photo())

    assert drafts.sweep_supplements(now=now + KEPT + timedelta(hours=1)) == 0


def test_a_case_that_waits_for_ever_does_not_keep_its_photos_for_ever(receipt, clerk):
    case, now = Case.objects.get(), timezone.now()
    actions.request_missing(
        case=case.pk, actor=clerk, at=now, codes=["id_copy"], why="facts_changed", because="证件过期了"
    )
    visitor = Resident()
    visitor.fill("/track/", code=receipt, second=LI["id_number"][-4:])
    visitor.fill("/track/case/more/id_copy/", photo=photo())

    assert drafts.sweep_supplements(now=now + drafts.WAITED + timedelta(hours=1)) == 1


def test_a_paper_that_nobody_asked_for_cannot_be_uploaded(receipt):
    visitor = Resident()
    visitor.fill("/track/", code=receipt, second=LI["id_number"][-4:])

    assert visitor.get("/track/case/more/id_copy/").status_code == 404
    assert visitor.post("/track/case/more/").status_code == 409


def test_we_say_first_that_we_are_late(receipt, clerk, monkeypatch):
    case = Case.objects.get()
    actions.accept(case=case.pk, actor=clerk, at=timezone.now())
    visitor = Resident()
    visitor.fill("/track/", code=receipt, second=LI["id_number"][-4:])
    on_time = visitor.open("/track/case/").content.decode()
    in_spring = timedelta(days=120)
    monkeypatch.setattr("front.views.track.progress", lambda case, now: progress(case, now + in_spring))
    text = visitor.open("/track/case/").content.decode()

    assert "是我们晚了" not in on_time
    assert "个工作日" in on_time
    assert "刘敏" in on_time
    assert "是我们晚了" in text
    assert "我要投诉" in text
