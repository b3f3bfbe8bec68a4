"""One message, one transaction: nothing lost, nothing twice, each chat in its order."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from casework.models import Disclosure, Handoff, Statement
from intake_bot import ledger
from intake_bot.actions import Incoming, handle, handle_waiting, handling, receive
from intake_bot.models import CallRequest, Conversation, Inbound, OutMessage, Unanswered
from tests.intake_bot.conftest import NOON, VILLAGE, Chat

pytestmark = pytest.mark.django_db


def test_the_list_is_a_numbered_frozen_receipt(chat):
    (card,) = chat.to_list()
    receipt = Disclosure.objects.get()
    assert receipt.number in card["text"]
    assert f"/m/{receipt.token}/" in card["links"][0]["url"]
    assert receipt.unit.code == VILLAGE
    counts = {item["code"]: item["count"] for item in receipt.items["items"]}
    assert (counts["id_copy"], counts["household_book"], counts["form"]) == (1, 1, 1)
    assert receipt.channel == "bot"
    chat.say("要带什么", "继续")
    assert Disclosure.objects.count() == 1


def test_the_link_carries_the_answers_to_the_form(chat):
    (said,) = chat.to_link()
    assert "/f/" in said["links"][0]["url"]
    handoff = Handoff.objects.get()
    assert handoff.purpose == "apply"
    assert handoff.ref == str(chat.row.pk)
    assert handoff.context["answers"]["village"] == VILLAGE
    assert handoff.context["answers"]["members"] == 2
    assert handoff.context["disclosure"] == str(Disclosure.objects.get().pk)
    assert said["links"][0]["url"].split("/f/")[1].strip("/") not in str(handoff.__dict__)


def test_a_message_handled_twice_changes_nothing_more(chat):
    chat.to_link()
    rows = OutMessage.objects.count()
    for row in Inbound.objects.all():
        assert handle(inbound=row.pk, now=NOON) is False
    assert OutMessage.objects.count() == rows
    assert (Disclosure.objects.count(), Handoff.objects.count()) == (1, 1)


def test_a_failure_leaves_no_trace_and_is_tried_again_later(chat, monkeypatch):
    def broken(entries: list) -> set:
        if entries:
            raise OSError("no disk")
        return set()

    chat.say("我能办低保吗")
    before = chat.row.state
    monkeypatch.setattr(ledger, "write", broken)
    chat.say("开始")
    row = Inbound.objects.get(update_id="2")
    assert (row.done_at, row.error, row.attempts) == (None, "OSError", 1)
    assert chat.row.state == before
    monkeypatch.undo()
    chat.now += timedelta(seconds=1)
    chat.say("没有")
    assert chat.row.state == before, "the later message waits for the earlier one"
    chat.now += timedelta(seconds=10)
    assert handle_waiting(channel="telegram", now=chat.now) == 2
    assert chat.row.mind().answers == {"urgent": ("no",)}


def test_what_fails_again_and_again_is_given_up_and_the_chat_goes_on(chat, monkeypatch):
    monkeypatch.setattr(handling, "step", lambda *_: 1 / 0)
    chat.say("你好")
    for _ in range(handling.TRIES):
        chat.now += timedelta(hours=1)
        handle_waiting(channel="telegram", now=chat.now)
    row = Inbound.objects.get()
    assert row.dead_at is not None
    assert row.error == "ZeroDivisionError"
    monkeypatch.undo()
    assert chat.say("你好")


def test_a_process_that_was_overtaken_starts_again(chat, monkeypatch):
    chat.say("你好")
    step = handling.step

    def overtaken(*turn):
        Conversation.objects.update(version=F("version") + 1)
        return step(*turn)

    monkeypatch.setattr(handling, "step", overtaken)
    chat.say("在吗")
    assert Inbound.objects.get(update_id="2").error == "Overtaken"


def test_a_pressed_button_is_answered_and_a_number_is_taken_back(chat):
    chat.send(text="你好")
    chat.send(code="trouble.money", callback="cb1")
    chat.send(text="13800001234", message=77)
    owed = {row.method: row.body() for row in OutMessage.objects.exclude(method="send")}
    assert owed == {"answer": {"callback": "cb1"}, "delete": {"message": 77}}


def test_nothing_of_what_was_said_in_telegram_stays_after_it_was_handled(chat):
    chat.say("我男人得了尿毒症")
    assert Inbound.objects.get().payload == {}
    assert "尿毒症" not in str(chat.row.state)


def test_a_complaint_reaches_the_county_and_stays_in_no_inbox(county):
    web = Chat("web", "session-1")
    web.say("村长找我要烟才给办")
    (said,) = web.say("上周三在他家,要两条烟")
    row = Statement.objects.get()
    assert row.words == "上周三在他家,要两条烟"
    assert row.number in said["text"]
    assert row.case is None
    assert "两条烟" not in str(list(Inbound.objects.values_list("payload", flat=True)))


def test_a_number_inside_a_complaint_does_not_stop_it(chat):
    chat.say("投诉", "别的")
    chat.say("他电话13800001234,找我要钱")
    assert "〔已隐去〕" in Statement.objects.get().words


def test_an_emergency_stands_on_the_windows_list_at_once(chat):
    chat.say("房子塌了没地方住")
    assert CallRequest.objects.get().urgent
    (said,) = chat.say("约个电话")
    assert "/chat/call/" in said["links"][0]["url"]
    assert CallRequest.objects.filter(urgent=True).count() == 2


def test_what_nobody_understood_is_counted_without_numbers(chat):
    chat.say("区块链量子纠缠", "区块链量子纠缠")
    row = Unanswered.objects.get()
    assert (row.text, row.count) == ("区块链量子纠缠", 2)


def test_a_reminder_waits_until_the_morning(chat):
    chat.to_list()
    chat.say("某一样有困难", "身份证复印件", "明天提醒我")
    row = OutMessage.objects.get(key__startswith="remind:")
    assert row.available_at.astimezone(NOON.tzinfo).isoformat() == "2026-03-19T09:00:00+08:00"
    chat.say("某一样有困难", "身份证复印件", "明天提醒我")
    assert OutMessage.objects.filter(key__startswith="remind:").count() == 1


def test_a_programme_that_ended_while_the_chat_slept_is_refused_with_words(chat, monkeypatch):
    from intake_bot.actions import effects

    chat.say("我能办低保吗", "开始", "没有", "我自己家", "长塘镇青石村", "1", "几乎没有", "都没有")
    monkeypatch.setattr(effects.law, "version_for_opening", lambda *_: None)
    (said,) = chat.say("看要带什么")
    assert said["kind"] == "refusal"
    assert "本地没有开办这个项目" in said["text"]


def test_an_idle_chat_costs_one_row_and_a_turn_few_queries(chat):
    chat.say("我能办低保吗", "开始")
    receive(channel="telegram", bot="bot", incoming=[Incoming("x", "4711", {"text": "没有"})], at=NOON)
    row = Inbound.objects.get(update_id="x")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        handle(inbound=row.pk, now=NOON)
    statements = [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    assert len(statements) <= 10, statements
