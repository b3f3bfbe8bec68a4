"""Delete means delete; and what nobody asked to delete goes by itself."""

from datetime import timedelta

import pytest

from casework.models import Handoff
from intake_bot.actions import handle_waiting, sweep
from intake_bot.models import CallRequest, ChatSettings, Inbound, OutMessage
from tests.intake_bot.conftest import NOON, Chat

pytestmark = pytest.mark.django_db


def test_delete_empties_inbox_outbox_and_open_links(county):
    web = Chat("web", "session-1")
    web.to_link()
    web.say("打电话", "约个电话")
    web.say("删掉我的资料")
    web.say("删掉")
    assert web.row.mind().answers == {}
    old = Inbound.objects.exclude(update_id=str(web.count))
    assert set(map(str, old.values_list("payload", flat=True))) == {"{}"}
    earlier = OutMessage.objects.exclude(inbound__update_id=str(web.count))
    assert not any(row.body() for row in earlier)
    assert Handoff.objects.get().context == {}
    assert not CallRequest.objects.exists()


def test_a_silent_chat_is_forgotten_after_the_days_the_county_set(chat):
    chat.to_list()
    ChatSettings.objects.create(kept_days=10)
    assert sweep(now=NOON + timedelta(days=9)) == 0
    assert sweep(now=NOON + timedelta(days=11)) == 1
    assert chat.row.mind().answers == {}
    assert not Inbound.objects.exists()
    assert not OutMessage.objects.exclude(done_at=None).exists()


def test_what_still_waits_to_be_handled_is_not_swept(chat):
    from intake_bot.actions import Incoming, receive

    receive(channel="telegram", bot="bot", incoming=[Incoming("1", "4711", {"text": "你好"})], at=NOON)
    later = NOON + timedelta(days=60)
    sweep(now=later)
    assert handle_waiting(channel="telegram", now=later) == 1
