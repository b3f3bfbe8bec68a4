"""The outbox from the sender's side: a batch is taken at once, each chat keeps its order, nothing is held in vain."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake_bot.actions import Incoming, handle_waiting, receive
from intake_bot.actions.sending import LEASE, lease, let_go, put_off, sent
from intake_bot.models import OutMessage
from tests.intake_bot.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def ten(county):
    """Ten people said two things each; twenty answers wait."""
    for number in range(2):
        incoming = [Incoming(f"{one}.{number}", f"chat {one}", {"text": "你好"}) for one in range(10)]
        receive(channel="telegram", bot="bot", incoming=incoming, at=NOON)
    assert handle_waiting(channel="telegram", now=NOON) == 20


def test_a_batch_takes_the_oldest_of_every_chat_and_nobody_takes_it_again(ten):
    taken = lease(channel="telegram", now=NOON, most=100)
    assert len({row.conversation_id for row in taken}) == len(taken) == 10
    assert [row.pk for row in taken] == sorted(row.pk for row in taken)
    assert lease(channel="telegram", now=NOON, most=100) == []
    sent(message=taken[0].pk, now=NOON)
    (following,) = lease(channel="telegram", now=NOON, most=100)
    assert following.conversation_id == taken[0].conversation_id


def test_what_a_dead_sender_held_is_free_when_the_lease_is_over(ten):
    lease(channel="telegram", now=NOON, most=100)
    assert len(lease(channel="telegram", now=NOON + LEASE + timedelta(seconds=1), most=100)) == 10


def test_what_was_taken_and_not_tried_goes_back_without_a_mark(ten):
    taken = lease(channel="telegram", now=NOON, most=100)
    sent(message=taken[0].pk, now=NOON)
    let_go(messages=taken)
    waiting = OutMessage.objects.filter(done_at=None)
    assert set(waiting.values_list("attempts", "lease_until")) == {(0, None)}
    assert OutMessage.objects.get(pk=taken[0].pk).attempts == 1


def test_what_failed_on_a_bad_line_is_not_overtaken_by_what_was_said_after_it(ten):
    first, *others = lease(channel="telegram", now=NOON, most=100)
    for row in others:
        sent(message=row.pk, now=NOON)
    put_off(message=first, now=NOON, error="NetworkError")
    chats = {row.conversation_id for row in lease(channel="telegram", now=NOON, most=100)}
    assert first.conversation_id not in chats
    assert len(chats) == 9
    later = NOON + timedelta(seconds=3)
    assert first.pk in {row.pk for row in lease(channel="telegram", now=later, most=100)}


def test_what_waits_for_the_morning_lets_later_words_pass(ten):
    row = OutMessage.objects.order_by("pk")[0]
    OutMessage.objects.filter(pk=row.pk).update(available_at=NOON + timedelta(hours=8))
    chats = {row.conversation_id for row in lease(channel="telegram", now=NOON, most=100)}
    assert row.conversation_id in chats


def test_a_large_batch_costs_no_more_statements_than_one_message(ten):
    def cost(most: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(lease(channel="telegram", now=NOON, most=most)) == most
        return len(captured)

    assert cost(1) == cost(9)
