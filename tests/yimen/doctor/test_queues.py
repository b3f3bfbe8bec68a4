"""The doctor looks at what waits, and feels the pulse."""

from datetime import timedelta

import pytest

from casework.models import Outbox
from intake_bot.models import Conversation, Inbound, OutMessage
from tests.yimen.doctor.conftest import the_one
from yimen.doctor import queues
from yimen.management.commands import beat
from yimen.models import Heartbeat
from yimen.tasks import pulse

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def row(now, **values):
    return Outbox.objects.create(key="k", kind="event", ref="1", available_at=now - HOUR, **values)


def test_an_empty_outbox_is_well(strict):
    assert the_one(queues.outbox(strict)).level == "good"


def test_a_row_that_is_done_or_not_due_is_well(strict):
    row(strict.now, done_at=strict.now)
    Outbox.objects.create(key="later", kind="event", ref="1", available_at=strict.now + HOUR)

    assert the_one(queues.outbox(strict)).level == "good"


def test_a_row_nobody_fetches_is_named(strict, trial):
    row(strict.now)

    assert the_one(queues.outbox(strict)).level == "bad"
    assert the_one(queues.outbox(trial)).level == "hint"


def test_a_row_that_was_given_up_is_broken_everywhere(trial):
    row(trial.now, dead_at=trial.now, error="ValueError")

    found = the_one(queues.outbox(trial))

    assert found.level == "bad"
    assert "ValueError" in found.said


def message(now, **values):
    return Inbound.objects.create(
        channel="web",
        update_id="1",
        external_id="1",
        received_at=now - HOUR,
        available_at=now - HOUR,
        **values,
    )


def test_an_inbox_that_is_worked_off_is_well(strict):
    message(strict.now, done_at=strict.now)

    assert the_one(queues.inbox(strict)).level == "good"


def test_a_message_nobody_handles_is_named(strict):
    message(strict.now)

    assert the_one(queues.inbox(strict)).level == "bad"


def test_a_message_that_was_given_up_is_broken(trial):
    message(trial.now, dead_at=trial.now)

    assert the_one(queues.inbox(trial)).level == "bad"


def test_a_reply_that_never_left_is_broken(trial):
    chat = Conversation.objects.create(channel="web", external_id="1", touched_at=trial.now)
    OutMessage.objects.create(
        key="1", conversation=chat, created_at=trial.now, available_at=trial.now, dead_at=trial.now
    )

    assert "1 条回复" in the_one(queues.inbox(trial)).said


def test_nobody_alive_is_named(strict, trial):
    found = the_one(queues.background(strict))

    assert found.level == "bad"
    assert "beat" in found.said
    assert "worker" in found.said
    assert the_one(queues.background(trial)).level == "hint"


def test_the_pulse_of_clock_and_worker_is_felt(strict, monkeypatch):
    # The connection of a test is never old.
    monkeypatch.setattr(beat, "close_old_connections", lambda: None)

    pulse()
    beat._mark()

    assert the_one(queues.background(strict)).level == "good"


def test_a_pulse_of_an_hour_ago_is_no_pulse(strict):
    pulse()
    Heartbeat.mark("beat", at=strict.now - HOUR)

    found = the_one(queues.background(strict))

    assert "beat" in found.mend
    assert "worker" not in found.mend
