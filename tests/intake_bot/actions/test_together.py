"""Turns of many chats share a transaction, and nobody's trouble is anybody else's."""

from datetime import timedelta

import pytest
from django.db import DataError, connection

from front.models import OfficeContact
from intake_bot import ledger
from intake_bot.actions import Incoming, handle_waiting, handling, receive
from intake_bot.models import Alias, CallRequest, Conversation, Inbound, OutMessage
from intake_bot.queries import script_for
from tests.intake_bot.conftest import NOON, VILLAGE

pytestmark = pytest.mark.django_db
PEOPLE = ("wang", "li", "zhao")


def come(*texts: str) -> None:
    """Wang, Li and Zhao each say something at once."""
    incoming = [
        Incoming(f"first of {name}", name, {"text": text}) for name, text in zip(PEOPLE, texts, strict=True)
    ]
    receive(channel="telegram", bot="bot", incoming=incoming, at=NOON)


def answered() -> set[str]:
    return set(OutMessage.objects.values_list("conversation__external_id", flat=True))


def test_a_message_that_fails_stops_nobody_else(county, monkeypatch):
    step = handling.step

    def stumble(mind, event, *rest):
        return 1 / 0 if event.text == "绊倒" else step(mind, event, *rest)

    monkeypatch.setattr(handling, "step", stumble)
    come("你好", "绊倒", "你好")

    assert handle_waiting(channel="telegram", now=NOON) == 2
    assert answered() == {"wang", "zhao"}
    failed = Inbound.objects.get(done_at=None)
    assert (failed.external_id, failed.error, failed.attempts) == ("li", "ZeroDivisionError", 1)


def test_what_cannot_be_written_together_is_written_one_by_one(county, monkeypatch):
    write = ledger.write

    def choke(entries):
        if len(entries) > 1 or any(entry.chat.external_id == "li" for entry in entries):
            raise DataError("cannot be written")
        return write(entries)

    monkeypatch.setattr(ledger, "write", choke)
    come("你好", "你好", "你好")

    assert handle_waiting(channel="telegram", now=NOON) == 2
    assert answered() == {"wang", "zhao"}
    monkeypatch.undo()
    assert handle_waiting(channel="telegram", now=NOON + timedelta(seconds=5)) == 1
    assert answered() == set(PEOPLE)
    assert OutMessage.objects.values("inbound").distinct().count() == 3


def test_a_turn_that_asks_something_of_the_house_has_a_transaction_of_its_own(county, monkeypatch):
    seen = []
    write = ledger.write
    monkeypatch.setattr(ledger, "write", lambda entries: seen.append(len(entries)) or write(entries))
    come("你好", "房子塌了没地方住", "你好")

    assert handle_waiting(channel="telegram", now=NOON) == 3
    assert seen[:2] == [2, 1]
    assert CallRequest.objects.get().conversation.external_id == "li"


def test_each_chat_in_its_order_whatever_the_others_do(county):
    for number, text in enumerate(("我能办低保吗", "开始", "没有")):
        incoming = [Incoming(f"{name} {number}", name, {"text": text}) for name in PEOPLE]
        receive(channel="telegram", bot="bot", incoming=incoming, at=NOON)

    assert handle_waiting(channel="telegram", now=NOON, limit=100) == 9
    for chat in Conversation.objects.all():
        assert chat.version == 3
        assert chat.mind().answers == {"urgent": ("no",)}


@pytest.mark.parametrize("text", ["前\x00后", "半个\ud83d", "\x00"])
def test_a_character_no_database_keeps_holds_up_nobody(county, text):
    come("你好", text, "你好")

    assert handle_waiting(channel="telegram", now=NOON) == 3
    assert answered() == set(PEOPLE)


def test_what_the_county_changes_shows_on_the_next_sentence(county):
    """The script is kept in memory; telephone, village, setting and saying each renew it."""
    before = script_for("telegram", NOON)
    assert script_for("telegram", NOON) is before

    OfficeContact.objects.create(county="演示县", phone="0000-7654321")
    assert script_for("telegram", NOON).office.hotline == "0000-7654321"
    county.name = "新石村"
    county.save()
    assert {unit.code: unit.name for unit in script_for("telegram", NOON).units}[VILLAGE] == "新石村"
    Alias.objects.create(phrase="灶王爷给不给补", intent="check")
    assert "灶王爷给不给补" in [saying.phrase for saying in script_for("telegram", NOON).sayings]


@pytest.mark.postgres
def test_a_long_history_is_not_read_for_the_next_message(county):
    """Growth: what waits is found by its index, however much was said before."""
    Inbound.objects.bulk_create(
        Inbound(channel="telegram", bot="old", update_id=str(number), external_id=f"chat {number % 500}",
                received_at=NOON, available_at=NOON, done_at=NOON)
        for number in range(20_000)
    )  # fmt: skip
    come("你好", "你好", "你好")
    from intake_bot.ledger import postgresql

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE intake_bot_inbound")
        values = {"channel": "telegram", "now": NOON, "limit": 100}
        cursor.execute(f"EXPLAIN {postgresql._load_statement(postgresql.OLDEST)}", values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan on intake_bot_inbound" not in plan, plan
