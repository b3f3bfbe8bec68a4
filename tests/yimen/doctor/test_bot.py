"""The doctor knocks at the Bot API."""

import socket

import pytest

from tests.intake_bot import fake_bot_api
from tests.yimen.doctor.conftest import the_one
from yimen.doctor import bot

TOKEN = "77:invented"


@pytest.fixture
def silent_server():
    """A server that takes calls and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/bot"


def test_without_a_token_there_is_nothing_to_ask(trial, settings):
    settings.TELEGRAM_BOT_TOKEN = ""

    assert the_one(bot.reachable(trial)).level == "good"


def test_nobody_listening_is_broken(trial, settings):
    settings.TELEGRAM_BOT_TOKEN, settings.TELEGRAM_API_BASE = TOKEN, "http://127.0.0.1:1/bot"

    assert the_one(bot.reachable(trial)).level == "bad"


def test_a_silent_server_does_not_keep_the_doctor(trial, settings, silent_server, monkeypatch):
    monkeypatch.setattr(bot, "PATIENCE", 0.3)
    settings.TELEGRAM_BOT_TOKEN, settings.TELEGRAM_API_BASE = TOKEN, silent_server

    found = the_one(bot.reachable(trial))

    assert found.level == "bad"
    assert "没有回答" in found.said
    assert TOKEN not in found.line()


def test_a_bot_that_answers_is_named(trial, settings):
    with fake_bot_api.serving() as api:
        settings.TELEGRAM_BOT_TOKEN, settings.TELEGRAM_API_BASE = fake_bot_api.TOKEN, api.address

        found = the_one(bot.reachable(trial))

    assert found.level == "good"
    assert "yimen_test_bot" in found.said
