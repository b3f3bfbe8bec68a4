"""From a chat to the county's book of complaints: so many a day from one place, and what is said is never lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.models import Statement
from intake_bot.actions import effects
from tests.intake_bot.conftest import Chat

pytestmark = pytest.mark.django_db


def complain(chat: Chat, words: str) -> dict:
    """Complain of delay; return what is said at the end."""
    return chat.say("我要投诉", "拖着不办", words)[-1]


def test_what_comes_after_the_day_s_limit_waits_in_the_chat_and_goes_the_next_day(chat, monkeypatch):
    monkeypatch.setattr(effects, "MOST_COMPLAINED", 1)
    assert "收到了" in complain(chat, "三个月没有信")["text"]

    said = complain(chat, "材料交了又要")

    assert "没有丢" in said["text"]
    assert Statement.objects.count() == 1
    assert chat.row.mind().unsent == ("delay", "材料交了又要")
    chat.now += timedelta(days=1, minutes=1)
    (done,) = chat.say("再交一次")
    assert "收到了" in done["text"]
    assert Statement.objects.count() == 2
    assert Statement.objects.filter(topic="delay").count() == 2
    assert "材料交了又要" not in str(chat.row.state), "the county has it: it stays nowhere in the chat"


def test_another_chat_has_a_limit_of_its_own_and_leads_are_counted_apart(chat, monkeypatch):
    monkeypatch.setattr(effects, "MOST_COMPLAINED", 1)
    complain(chat, "三个月没有信")
    other = Chat(external_id="4713")
    other.now, other.count = chat.now, 500

    assert "收到了" in complain(other, "他骂人")["text"]

    assert Statement.objects.count() == 2
