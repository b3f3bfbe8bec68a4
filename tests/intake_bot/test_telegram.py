"""The real process against a Bot API on loopback: polled, handled, answered, killed at every step, nothing lost."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from casework.models import Disclosure
from intake_bot.models import Conversation, Inbound, OutMessage
from policies.rules.identity import demo_id
from tests.intake_bot.fake_bot_api import TOKEN, Call, FakeBotApi, serving
from tests.support.processes import House, wait_until

pytestmark = [pytest.mark.kill]

ID = demo_id("770101", date(1955, 1, 1), 12)


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    """A Bot API."""
    with serving() as fake:
        yield fake


class Bot:
    """The process `manage.py bot` and how it is started again."""

    def __init__(self, house: House, api: FakeBotApi) -> None:
        self.house, self.api = house, api
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        self.process = self.house.start(
            "bot", "--long-poll", "2", TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE=self.api.address
        )
        return self.process

    def restart_when_dead(self) -> None:
        self.process.wait(timeout=30)
        self.start()

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        wait_until(condition, seconds=60, what=what + self.house.words("bot")[-1500:])

    def talk(self, text: str, expected: str) -> None:
        """Type something and wait for a new message that holds the expected words."""
        before = len(self.api.texts())
        self.api.say(text)
        self.until(
            lambda: any(expected in said for said in self.api.texts()[before:]), f"{text} → {expected}\n"
        )


@pytest.fixture
def bot(house: House, api: FakeBotApi, county: object) -> Bot:
    """A running bot in Shangyu."""
    return Bot(house, api)


def test_a_walk_with_buttons_numbers_and_words(bot, api):
    bot.talk("/start", "办救助不收一分钱")
    api.press("家里钱不够过日子")
    bot.until(lambda: "6 个小问题" in api.texts()[-1])
    bot.talk("1", "第 1 问")
    bot.talk("2", "第 2 问")
    bot.talk("我自己家", "第 3 问")
    assert len(api.made("answerCallbackQuery")) == 1
    assert {call.values.get("language_code") for call in api.made("setMyCommands")} == {None, "zh", "en"}
    assert all(call.values.get("link_preview_options") for call in api.made("sendMessage"))
    bot.process.terminate()
    assert bot.process.wait(timeout=20) == 0


def test_a_number_is_taken_back_and_a_photo_is_refused_kindly(bot, api):
    bot.talk("/start", "办救助")
    number = api.say(f"我的身份证是{ID}")
    bot.until(lambda: [c for c in api.made("deleteMessage") if c.values["message_id"] == str(number)])
    bot.until(lambda: "没有留下" in api.texts()[-1])
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]
    number = api.say(f"这是{ID}", photo=photo)
    bot.until(lambda: [c for c in api.made("deleteMessage") if c.values["message_id"] == str(number)])
    bot.until(lambda: "照片不能在这里发" in api.texts()[-1])
    assert ID not in "".join(api.texts())
    assert ID not in bot.house.words("bot")
    assert ID not in str(list(Inbound.objects.values())) + str(list(OutMessage.objects.values()))


def test_a_double_tap_a_repeated_update_and_a_group_do_no_harm(bot, api):
    bot.talk("我能办低保吗", "6 个小问题")
    api.press("开始", twice=True)
    bot.until(lambda: Inbound.objects.filter(done_at=None).count() == 0 and "第 1 问" in api.texts()[-1])
    assert Conversation.objects.get().mind().question == "urgent"
    api.say("大家好", chat=-100)
    bot.talk("2", "第 2 问")
    assert Conversation.objects.count() == 1


def test_too_many_requests_are_waited_out_and_nothing_is_lost(bot, api):
    api.refuse("sendMessage", 429, retry_after=1)
    bot.talk("/start", "办救助")
    bot.until(lambda: not OutMessage.objects.filter(dead_at=None, done_at=None).exists())
    api.refuse("sendMessage", 403)
    api.say("你好", chat=99)
    bot.until(
        lambda: OutMessage.objects.exclude(dead_at=None).filter(conversation__external_id="99").exists()
    )
    bot.talk("我能办低保吗", "6 个小问题")


def test_trouble_on_the_line_is_waited_out(bot, api):
    bot.talk("/start", "办救助")
    api.refuse("getUpdates", 500)
    api.refuse("sendMessage", 500)
    bot.talk("我能办低保吗", "6 个小问题")


POINTS = [
    pytest.param("before", "getUpdates", id="killed while it asks for updates"),
    pytest.param("after", "getUpdates", id="killed with updates in its hand"),
    pytest.param("before", "sendMessage", id="killed before a reply has left"),
    pytest.param("after", "sendMessage", id="killed after a reply has left and before it is noted"),
]


@pytest.mark.parametrize(("moment", "method"), POINTS)
def test_kill_9_loses_nothing_and_doubles_nothing(bot, api, moment, method):
    walk = [
        "我能办低保吗",
        "开始",
        "没有",
        "我自己家",
        "长塘镇青石村",
        "2",
        "几乎没有",
        "都没有",
        "看要带什么",
        "1",
    ]
    marks = ["6 个小问题", *(f"第 {n} 问" for n in range(1, 7)), "可以试试申请", "不满 18 岁", "清单编号"]
    kills = 0
    for number, (said, expected) in enumerate(zip(walk, marks, strict=True)):
        if number % 3 == 1:
            kills += 1
            kill_at(bot, api, moment, method, said)
        else:
            api.say(said)
        bot.until(lambda e=expected: e in "".join(api.texts()[-3:]), f"{said}\n")
    assert kills == 3
    assert Disclosure.objects.count() == 1
    updates = list(Inbound.objects.values_list("update_id", flat=True))
    assert len(updates) == len(set(updates)) == len(walk)
    bot.until(lambda: not OutMessage.objects.filter(done_at=None, dead_at=None).exists())
    assert not Inbound.objects.filter(done_at=None).exists()
    texts = api.texts()
    assert len(texts) - len(walk) <= kills, "at most one message is said twice per kill"
    for mark in marks:
        assert any(mark in text for text in texts)
    assert Conversation.objects.get().mind().disclosure


def kill_at(bot: Bot, api: FakeBotApi, moment: str, method: str, said: str) -> None:
    """Say something, and cut the power at the very moment the bot makes a call of that kind."""
    hit = threading.Event()

    def cut(call: Call) -> None:
        held = any(said == update.get("message", {}).get("text") for update in api.waiting)
        if call.method == method and not hit.is_set() and (method == "sendMessage" or held):
            hit.set()
            bot.process.kill()

    if moment == "before" and method == "getUpdates":
        api.before = cut
        api.say(said)
    else:
        setattr(api, moment, cut)
        api.say(said)
    wait_until(hit.is_set, seconds=30, what="the moment never came\n" + bot.house.words("bot")[-1500:])
    setattr(api, moment, lambda _call: None)
    bot.restart_when_dead()


def test_check_says_in_chinese_what_is_wrong(house, api, tmp_path):
    def check(**environment: str) -> tuple[int, str]:
        process = house.start("bot", "--check", **environment)
        code = process.wait(timeout=60)
        words = house.words("bot")
        (Path(house.folder) / "bot.log").unlink()
        return code, words

    code, words = check(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE=api.address)
    assert (code, "@yimen_test_bot 可用" in words) == (0, True)
    code, words = check(TELEGRAM_BOT_TOKEN="")
    assert code == 1
    assert "没有设置 TELEGRAM_BOT_TOKEN" in words
    code, words = check(TELEGRAM_BOT_TOKEN="9:wrong", TELEGRAM_API_BASE=api.address)
    assert code == 1
    assert "不认" in words
    code, words = check(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE="http://127.0.0.1:9/bot")
    assert code == 1
    assert "连不上 Bot API" in words
    assert TOKEN not in words
