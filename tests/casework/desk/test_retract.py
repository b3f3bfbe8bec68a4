"""Scenes of a decision taken back: nothing of it has left the house, and both stand in the chain."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casework import outbox
from casework.models import Event, Outbox
from casework.signals import event_recorded
from front.progress import progress
from tests.casework.desk.cast import at

APPROVED = at(3, 18)


@pytest.fixture
def heard():
    """Which acts the world has been told of."""
    kinds = []

    def listen(event, **_):
        kinds.append(event.kind)

    event_recorded.connect(listen, weak=False, dispatch_uid="heard")
    yield kinds
    event_recorded.disconnect(dispatch_uid="heard")


def approved(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    outbox.drain(now=at(3, 17))
    case.refresh_from_db()
    url = reverse("desk_act", args=[case.pk, "confirm"])
    answer = town.sit("王镇长", APPROVED).post(url, {"seen": case.seq, "amount": "1020", "sure": "yes"}, follow=True)  # fmt: skip
    assert "10 分钟以内您还可以撤回" in answer.content.decode()
    case.refresh_from_db()
    return case


def take_back(town, case, minutes=5, who="王镇长"):
    url = reverse("desk_act", args=[case.pk, "retract"])
    wang = town.sit(who, APPROVED + timedelta(minutes=minutes))
    return wang.post(url, {"seen": case.seq, "reason": "金额看错了一位"})


def test_nobody_is_told_before_the_time_is_over_and_nobody_at_all_when_taken_back(town, heard):
    case = approved(town)
    heard.clear()
    outbox.drain(now=APPROVED + timedelta(minutes=4))
    assert "confirm" not in heard
    assert progress(case, APPROVED + timedelta(minutes=4))["picture"].decision is None

    assert take_back(town, case).status_code == 302
    outbox.drain(now=APPROVED + timedelta(hours=1))

    case.refresh_from_db()
    assert (case.stage, case.open, case.confirmed_by) == ("posted", True, None)
    assert heard == ["retract"]
    kinds = list(Event.objects.filter(case=case).order_by("seq").values_list("kind", flat=True))
    assert kinds[-2:] == ["confirm", "retract"]


def test_when_the_time_is_over_the_decision_goes_out_and_stays(town, heard):
    case = approved(town)
    outbox.drain(now=APPROVED + timedelta(minutes=11))

    assert "confirm" in heard
    assert progress(case, APPROVED + timedelta(minutes=11))["picture"].decision is not None
    answer = take_back(town, case, minutes=12)
    assert answer.status_code in (409, 422)
    assert "撤回的时间过了" in answer.content.decode()


def test_a_worker_that_was_faster_wins(town):
    """The outbox row is the truth: a clock that ran ahead does not make an untold decision of a told one."""
    case = approved(town)
    Outbox.objects.filter(key__startswith="event:", done_at=None).update(attempts=1)

    answer = take_back(town, case)

    assert "已经发出去了" in answer.content.decode()
    assert not Event.objects.filter(case=case, kind="retract").exists()


def test_only_the_hand_that_decided_is_offered_it(town):
    case = approved(town)
    page = reverse("desk_case", args=[case.pk])
    link = reverse("desk_act", args=[case.pk, "retract"])

    his = town.sit("王镇长", APPROVED).get(page).content.decode()
    assert link in his
    assert "10:10 以前可以撤回" in his
    assert link not in town.sit("全能", APPROVED).get(page).content.decode()
    assert take_back(town, case, who="全能").status_code == 403


def test_a_house_without_the_time_tells_at_once(town, heard, settings):
    settings.YIMEN_UNDO_MINUTES = 0
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    case.refresh_from_db()
    url = reverse("desk_act", args=[case.pk, "confirm"])
    answer = town.sit("王镇长", APPROVED).post(url, {"seen": case.seq, "amount": "1020", "sure": "yes"}, follow=True)  # fmt: skip

    outbox.drain(now=APPROVED)

    assert "还可以撤回" not in answer.content.decode()
    assert "confirm" in heard
