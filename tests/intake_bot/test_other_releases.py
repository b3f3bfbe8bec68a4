"""A Bot API of another release says things in other shapes: one of them must not stop everybody's chat, nor send twice."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram.error import TelegramError

from intake_bot.telegram import Telegram
from tests.intake_bot.fake_bot_api import TOKEN, FakeBotApi, serving

# A poll as Bot APIs before 9.6 wrote it; the library wants a field more.
OLD_POLL = {
    "id": "1",
    "question": "?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
}


@pytest.fixture
def api():
    """A Bot API."""
    with serving() as fake:
        yield fake


def with_bot(api: FakeBotApi, act: Callable[[Telegram], Awaitable[Any]]) -> Any:
    """Let a bot that has just started do one thing."""

    async def run() -> Any:
        async with Telegram(TOKEN, api.address, api.address) as telegram:
            return await act(telegram)

    return asyncio.run(run())


def test_what_cannot_be_read_is_answered_as_unreadable_and_what_stands_behind_it_as_ever(api):
    api.say("", poll=OLD_POLL)
    api.say("我能办低保吗", chat=99)
    found, following = with_bot(api, lambda telegram: telegram.fetch(None, 0))
    assert [(one.external_id, one.payload.get("unreadable"), one.payload["text"]) for one in found] == [
        ("4711", "other", ""),
        ("99", None, "我能办低保吗"),
    ]
    assert following == int(found[-1].update_id) + 1


def test_an_update_of_which_nothing_can_be_read_is_passed_over(api):
    api.again({"update_id": 7, "message": {"message_id": 1}})
    assert with_bot(api, lambda telegram: telegram.fetch(None, 0)) == ([], 8)


def test_after_such_an_update_others_are_read_whole_again(api):
    api.again({"update_id": 7, "message": {"message_id": 1}})
    sticker = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "type": "regular"}

    async def twice(telegram):
        _, following = await telegram.fetch(None, 0)
        api.say("", sticker={**sticker, "is_animated": False, "is_video": False})
        return await telegram.fetch(following, 0)

    found, _ = with_bot(api, twice)
    assert found[0].payload["unreadable"] == "sticker"


def test_an_answer_without_any_update_numbers_is_trouble_on_the_line(api, monkeypatch):
    monkeypatch.setattr(api, "_updates", lambda _offset, _timeout: [{"message": 1}])
    with pytest.raises(TelegramError, match="nonsense"):
        with_bot(api, lambda telegram: telegram.fetch(None, 0))


def test_a_message_that_left_is_not_sent_again_because_the_answer_reads_oddly(api, monkeypatch):
    monkeypatch.setattr(api, "_result", lambda method, values, was=api._result: _short(method, was, values))
    body = {"text": "您好", "choices": [], "links": [], "kind": "say"}
    outcome = with_bot(api, lambda telegram: telegram.deliver("4711", "send", body))
    assert outcome.what == "sent"
    assert api.texts() == ["您好"]


def _short(method: str, was: Callable[..., Any], values: dict[str, Any]) -> Any:
    return {"message_id": 1} if method == "sendMessage" else was(method, values)


def test_our_own_mistake_is_no_success(api):
    with pytest.raises(KeyError):
        with_bot(api, lambda telegram: telegram.deliver("4711", "answer", {}))
