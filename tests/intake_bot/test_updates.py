"""What Telegram sends becomes an inbox entry; what the house says becomes numbered buttons."""

import pytest
from telegram import Update

from intake_bot.dialogue.conversation import Button
from intake_bot.telegram import Telegram, TelegramUnusable, incoming_of, keyboard


def message(**fields: object) -> Update:
    base = {
        "message_id": 5,
        "date": 1_770_000_000,
        "chat": {"id": 4711, "type": "private"},
        "from": {"id": 4711, "is_bot": False, "first_name": "王"},
    }
    return Update.de_json({"update_id": 1, "message": {**base, **fields}}, None)


@pytest.mark.parametrize(
    ("fields", "payload"),
    [
        ({"text": "你好"}, {"text": "你好"}),
        ({"text": "/start"}, {"start": ""}),
        ({"text": "/start v_abc"}, {"start": "v_abc"}),
        ({"text": "/Help@yimen_bot"}, {"command": "help"}),
        ({"text": "/start 我想问低保"}, {"text": "/start 我想问低保"}),
        ({"text": "/77 0101"}, {"text": "/77 0101"}),
        ({"text": "/check 我家"}, {"text": "/check 我家"}),
        ({"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}], "caption": "看"},
         {"unreadable": "photo", "text": "看", "remove": True}),
        ({"contact": {"phone_number": "1", "first_name": "王"}}, {"unreadable": "contact", "text": "", "remove": True}),
        ({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}}, {"unreadable": "voice", "text": ""}),
        ({"dice": {"emoji": "🎲", "value": 1}}, {"unreadable": "other", "text": ""}),
    ],
)  # fmt: skip
def test_a_message_is_taken_for_what_it_is(fields, payload):
    incoming = incoming_of(message(**fields))
    assert incoming.external_id == "4711"
    assert incoming.payload == {"message": 5, **payload}


def test_a_pressed_button_names_the_person_and_its_code():
    query = {
        "id": "cb",
        "from": {"id": 7, "is_bot": False, "first_name": "王"},
        "chat_instance": "1",
        "data": "a.b",
    }
    incoming = incoming_of(Update.de_json({"update_id": 9, "callback_query": query}, None))
    assert (incoming.update_id, incoming.external_id) == ("9", "7")
    assert incoming.payload == {"code": "a.b", "callback": "cb"}


def test_groups_and_other_events_are_left_alone():
    assert incoming_of(message(chat={"id": -1, "type": "group"}, text="大家好")) is None
    assert incoming_of(Update(3)) is None


def test_short_choices_stand_side_by_side_and_long_ones_alone():
    labels = ["有", "没有", "不知道", "上一问", "给我打电话问清楚"]
    rows = keyboard([Button(str(n), label) for n, label in enumerate(labels)]).inline_keyboard
    assert [[button.text for button in row] for row in rows] == [
        ["1. 有", "2. 没有", "3. 不知道"],
        ["4. 上一问"],
        ["5. 给我打电话问清楚"],
    ]
    assert keyboard([]) is None


def test_without_a_token_nothing_starts():
    with pytest.raises(TelegramUnusable, match="TELEGRAM_BOT_TOKEN"):
        Telegram("", "https://api.example/bot", "https://api.example/file/bot")
