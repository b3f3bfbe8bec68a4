"""The inbox: written once, without private numbers, and no chat may push the others aside."""

import json
from datetime import date

import pytest

from intake_bot.actions import Incoming, handle_waiting, receive
from intake_bot.actions.receiving import MOST_WAITING
from intake_bot.models import Inbound
from policies.rules.identity import demo_id
from tests.intake_bot.conftest import NOON

pytestmark = pytest.mark.django_db

ID = demo_id("770101", date(1955, 1, 1), 12)


def put(*incoming: Incoming) -> int:
    return receive(channel="telegram", bot="bot", incoming=incoming, at=NOON)


def test_the_same_update_is_written_once():
    one = Incoming("7", "4711", {"text": "你好"})
    assert put(one) == 1
    assert put(one, Incoming("8", "4711", {"text": "在吗"})) == 1
    assert Inbound.objects.count() == 2


def test_another_bot_may_use_the_same_number():
    put(Incoming("7", "4711", {"text": "你好"}))
    assert receive(channel="telegram", bot="b2", incoming=[Incoming("7", "1", {"text": "a"})], at=NOON) == 1


@pytest.mark.parametrize("written", [ID, " ".join(ID), f"身份证{ID}号", "13800001234", ID.lower()])
def test_a_private_number_never_reaches_the_table(written):
    put(Incoming("7", "4711", {"text": f"我的是{written}", "message": 5}))
    row = Inbound.objects.get()
    kept = json.dumps(row.payload, ensure_ascii=False)
    assert ID not in kept
    assert "13800001234" not in kept
    assert row.payload["hidden"] is True
    assert row.payload["message"] == 5


@pytest.mark.parametrize("key", ["command", "start", "code"])
def test_a_number_behind_a_slash_or_in_a_link_is_hidden_like_any_words(key):
    put(Incoming("7", "4711", {key: ID.lower(), "message": 5}))
    assert Inbound.objects.get().payload == {"text": "〔已隐去〕", "hidden": True, "message": 5}


def test_a_button_of_ours_and_a_link_of_ours_are_no_numbers():
    put(Incoming("7", "4711", {"code": "a.members.4"}), Incoming("8", "4711", {"start": "p_12"}))
    assert list(Inbound.objects.order_by("pk").values_list("payload", flat=True)) == [
        {"code": "a.members.4"},
        {"start": "p_12"},
    ]


def test_an_endless_text_is_cut():
    put(Incoming("7", "4711", {"text": "长" * 9000}))
    assert len(Inbound.objects.get().payload["text"]) == 4096


def test_a_flood_of_one_chat_is_let_go_and_the_others_are_served(county):
    put(*(Incoming(str(n), "flood", {"text": "x"}) for n in range(MOST_WAITING + 20)))
    put(Incoming("1000", "quiet", {"text": "你好"}))
    assert Inbound.objects.filter(error="flood", external_id="flood").count() == 20
    assert not Inbound.objects.filter(error="flood", external_id="quiet").exists()
    assert handle_waiting(channel="telegram", now=NOON, limit=100) == MOST_WAITING + 1
