"""The outbox: at least once, never two workers on one row, slower and slower, and dead only with a name."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from casework import outbox
from casework.models import Event, Outbox
from casework.signals import event_recorded
from tests.casework.cast import MORNING, Township

NOW = timezone.make_aware(datetime(2026, 1, 5, 9, 0))


@pytest.fixture
def heard() -> list[str]:
    """Whatever a handler of the kind `test` was told; the kind is forgotten afterwards."""
    told: list[str] = []
    outbox.HANDLERS["test"] = lambda ref, now: told.append(ref)
    yield told
    del outbox.HANDLERS["test"]


def order(key: str = "a", at: datetime = NOW) -> None:
    outbox.put(key=key, kind="test", ref=key, at=at)


@pytest.mark.django_db
def test_a_row_is_handled_once_and_the_same_key_is_one_row(heard: list[str]) -> None:
    order()
    order()

    assert outbox.drain(now=NOW) == 1
    assert outbox.drain(now=NOW) == 0
    assert heard == ["a"]


@pytest.mark.django_db
def test_a_row_waits_for_its_time(heard: list[str]) -> None:
    order(at=NOW + timedelta(hours=1))

    outbox.drain(now=NOW)
    assert heard == []
    outbox.drain(now=NOW + timedelta(hours=1))
    assert heard == ["a"]


@pytest.mark.django_db
def test_a_row_in_other_hands_is_left_alone_until_its_lease_is_over(heard: list[str]) -> None:
    order()
    Outbox.objects.update(lease_until=NOW + outbox.LEASE)

    outbox.drain(now=NOW + timedelta(seconds=1))
    assert heard == []
    outbox.drain(now=NOW + outbox.LEASE + timedelta(seconds=1))
    assert heard == ["a"]


@pytest.mark.django_db
def test_a_receiver_that_fails_is_asked_again_later_and_given_up_by_name(heard: list[str]) -> None:
    def fail(ref: str, now: datetime) -> None:
        raise OSError("the disk is full of 770101195803070014")

    outbox.HANDLERS["test"] = fail
    order()
    moments, now = [], NOW
    while not Outbox.objects.get().dead_at:
        assert outbox.drain(now=now) == 0
        assert outbox.drain(now=now) == 0
        row = Outbox.objects.get()
        moments.append(row.available_at - now)
        now = row.available_at

    assert moments == sorted(moments) and moments[0] < moments[-1]
    assert row.attempts == outbox.TRIES
    assert row.error == "OSError"


@pytest.mark.django_db
def test_one_failing_row_does_not_hold_up_the_next(heard: list[str]) -> None:
    def fussy(ref: str, now: datetime) -> None:
        if ref == "bad":
            raise ValueError
        heard.append(ref)

    outbox.HANDLERS["test"] = fussy
    order("bad")
    order("good")

    outbox.drain(now=NOW)

    assert heard == ["good"]


@pytest.mark.django_db
def test_what_a_failing_receiver_wrote_is_taken_back(heard: list[str]) -> None:
    def half(ref: str, now: datetime) -> None:
        outbox.put(key="half", kind="test", ref="half", at=now)
        raise ValueError

    outbox.HANDLERS["test"] = half
    order()

    outbox.drain(now=NOW)

    assert not Outbox.objects.filter(key="half").exists()


def test_every_act_is_told_to_whoever_listens(township: Township) -> None:
    told: list[Event] = []

    def listen(event: Event, **_: object) -> None:
        told.append(event)

    event_recorded.connect(listen)
    try:
        case = township.lodged(1)
        outbox.drain(now=MORNING)
    finally:
        event_recorded.disconnect(listen)

    assert [(event.kind, event.case_id) for event in told] == [("submit", case)]


def test_a_broker_that_is_gone_costs_seconds_and_no_work(
    township: Township,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:
    def gone(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(outbox.current_app, "send_task", gone)
    with django_capture_on_commit_callbacks(execute=True):
        township.lodged(1)

    assert Outbox.objects.filter(kind="event", done_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_slow_receiver_keeps_nobody_waiting_for_the_database(heard: list[str]) -> None:
    within: list[bool] = []
    outbox.handles("test", slow=True)(lambda ref, now: within.append(connection.in_atomic_block))
    try:
        order()
        assert outbox.drain(now=NOW) == 1
    finally:
        outbox.SLOW.discard("test")

    assert within == [False]
    assert Outbox.objects.get().done_at == NOW
