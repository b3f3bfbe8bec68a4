"""A batch of chats costs three statements on PostgreSQL however many they are, and no chat costs memory."""

import gc
import tracemalloc
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake_bot.actions import Incoming, handle_waiting, receive
from intake_bot.models import Conversation, Inbound, OutMessage
from tests.intake_bot.conftest import NOON, county  # noqa: F401 - a fixture
from tests.perf.test_transition import statements

pytestmark = pytest.mark.django_db

WRITING = ("INSERT", "UPDATE", "DELETE")


def wave(people: int, text: str, number: int, first: int = 0) -> int:
    """Let so many people say the same, each in a chat of their own; return how many were answered."""
    incoming = [
        Incoming(f"{number}.{one}", f"chat {one}", {"text": text}) for one in range(first, first + people)
    ]
    now = NOON + timedelta(seconds=number)
    receive(channel="telegram", bot="bot", incoming=incoming, at=now)
    return handle_waiting(channel="telegram", now=now, limit=people)


@pytest.fixture
def warm(county):  # noqa: F811
    """A county whose script is in memory, and fifty people who were greeted."""
    wave(50, "我能办低保吗", 1)


def cost(people: int, text: str, number: int) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert wave(people, text, number) == people
    return statements(captured)


@pytest.mark.postgres
def test_a_batch_is_received_loaded_and_written_with_one_statement_each(warm):
    for number, people in enumerate((1, 50), start=2):
        arrive, load, write = cost(people, "开始", number)
        assert "ON CONFLICT" in arrive
        assert "FOR UPDATE" in load
        assert "policies_lawstamp" in load
        for table in (Conversation, Inbound, OutMessage):
            assert table._meta.db_table in write


def test_many_chats_share_their_statements(warm):
    """On SQLite the write of each chat's place is one more; nothing else grows with the chats."""
    one, fifty = len(cost(1, "开始", 2)), len(cost(50, "开始", 3))
    each = 0 if connection.vendor == "postgresql" else 1
    assert fifty <= one + 49 * each
    assert one <= (3 if connection.vendor == "postgresql" else 8)


def test_strangers_cost_no_more_statements_than_old_friends(warm):
    known = len(cost(50, "你好", 2))
    with CaptureQueriesContext(connection) as captured:
        assert wave(50, "你好", 3, first=1000) == 50
    assert len(statements(captured)) - known <= (0 if connection.vendor == "postgresql" else 2)


def test_a_sentence_in_free_words_looks_nothing_up(warm):
    wave(1, "吃低保要啥手续", 2)
    asked = cost(1, "吃低保要啥手续", 3)
    assert not [one for one in asked if "intake_bot_alias" in one or "front_officecontact" in one]


def test_a_chat_that_is_quiet_costs_no_memory(warm):
    """Nothing here grows with the chats; the stock library keeps 1,235 bytes of each, of which we allow a tenth as noise."""

    def kept_after(people: int, number: int) -> int:
        for first in range(number, number + people, 100):
            wave(100, "我能办低保吗", first, first)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        few, many = kept_after(300, 2_000), kept_after(600, 4_000)
    finally:
        tracemalloc.stop()
    assert Conversation.objects.count() > 900
    assert many - few < 600 * 120, f"{(many - few) / 600} bytes a chat"
