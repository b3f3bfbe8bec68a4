"""The question desk: what an editor sees there is what a resident gets, and what he teaches works at once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from casework.actions.staffing import editing_groups
from casework.rules.asking import SHANGHAI
from intake_bot.actions import settle, teach
from intake_bot.dialogue.trying import try_sentence
from intake_bot.models import Alias, Conversation, Inbound, Unanswered
from intake_bot.queries import script_for
from policies.rules.identity import demo_id
from tests.intake_bot.conftest import NOON, Chat

pytestmark = pytest.mark.django_db

DESK = "/cms/chat/ask/"
STRANGE = "灶王爷今年给不给补"


@pytest.fixture
def editor(county) -> Client:
    """Sun, who writes pages and keeps the sayings, and holds no post."""
    user = User.objects.create_user("sun", password="x")
    user.groups.add(editing_groups()[0])
    client = Client()
    client.force_login(user)
    return client


def ask(client: Client, said: str) -> str:
    return client.post(DESK, {"said": said, "act": "try"}, follow=True).content.decode()


def unanswered(text: str, count: int = 1, days_ago: int = 0) -> Unanswered:
    day = timezone.now().astimezone(SHANGHAI).date() - timedelta(days=days_ago)
    return Unanswered.objects.create(text=text, day=day, count=count)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("低保咋停了", "act"),
        ("村长要我两条烟", "act"),
        ("投诉", "command"),
        ("进度", "command"),
        ("家里钱不够过日子", "button"),
        ("1", "button"),
        ("吃低保", "word_for_word"),
        ("要准备什么材料", "close"),
        ("请问要多长时间啊", "alike"),
        ("区块链量子纠缠", "unknown"),
        ("v_abcdefghijklmnop", "code"),
        ("我要自杀", "act"),
    ],
)
def test_the_trial_is_what_the_live_chat_says(county, said, rule):
    live = Chat("web", "somebody")
    live.now = NOON
    live.send(start="")
    heard = live.say(said)
    trial = try_sentence(said, hidden=False, script=script_for("web", NOON), now=NOON)
    if rule != "code":  # the house's answer to a code needs a real one
        assert [reply.text for reply in trial.replies] == [body["text"] for body in heard]
    assert trial.rule == rule


def test_trying_does_and_keeps_nothing(editor):
    page = ask(editor, "我要自杀")
    assert "等人回话" in page
    assert "先打 120" in page
    for model in (Conversation, Inbound, Unanswered):
        assert not model.objects.exists()


def test_an_act_word_is_named_and_no_saying_can_beat_it(editor):
    page = ask(editor, "隔壁老王有车还领低保")
    assert "动作词“有车还领低保”" in page
    assert "不该领的在领" in page
    assert 'id="ask-phrase"' not in page


def test_match_score_and_runners_up(editor):
    page = ask(editor, "要准备什么材料")
    assert "拿不准，给人挑" in page
    assert "最像的几样" in page
    assert page.count("<tr>") >= 4
    assert "满 85 分、又多出 12 分" in page


def test_one_press_teaches_and_the_live_chat_knows_it_with_the_next_message(editor):
    chat = Chat("web", "somebody")
    assert chat.say(STRANGE)[0]["kind"] == "unknown"
    Unanswered.objects.update(day=timezone.now().astimezone(SHANGHAI).date())
    row = Unanswered.objects.get()
    assert STRANGE in editor.get("/cms/").content.decode()
    page = editor.get(f"{DESK}?open={row.pk}").content.decode()
    assert "不敢猜" in page

    done = editor.post(
        DESK, {"said": STRANGE, "phrase": STRANGE, "act": "teach", "intent": "check"}, follow=True
    )

    page = done.content.decode()
    assert "加上了" in page
    assert "一字不差" in page
    assert "小问题" in chat.say(STRANGE)[0]["text"]
    row.refresh_from_db()
    assert row.alias == Alias.objects.get(phrase=STRANGE)
    assert row.settled_at
    assert "都答上来了" in page

    editor.post(DESK, {"said": STRANGE, "alias": row.alias_id, "act": "untaught"})

    row.refresh_from_db()
    assert (row.settled_at, row.alias) == (None, None)
    assert chat.say("重来", STRANGE)[0]["kind"] == "unknown"


def test_a_shorter_saying_settles_the_sentence_it_was_added_for(editor):
    long = "灶王爷今年给不给补,村东头老张家都说有"
    unanswered(long)
    editor.post(DESK, {"said": long, "phrase": "灶王爷补贴", "act": "teach", "other": "check"})
    assert Unanswered.objects.get().alias.phrase == "灶王爷补贴"
    assert "还是没照它答" in editor.get(DESK).content.decode()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"phrase": STRANGE, "intent": ""}, "先选一个意思"),
        ({"phrase": "吃低保", "intent": "policy"}, "已经有"),
        ({"phrase": "!!", "intent": "check"}, "写几个字"),
        ({"phrase": "", "intent": "check"}, "ask-phrase"),
        ({"phrase": STRANGE, "intent": "nonsense"}, "nonsense"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_is_added(editor, typed, reason):
    before = Alias.objects.count()
    answer = editor.post(DESK, {"said": STRANGE, "act": "teach", **typed})
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert Alias.objects.count() == before


def test_a_private_number_typed_here_is_kept_nowhere(editor):
    number = demo_id("770101", NOON.date().replace(year=1960), 5)
    page = ask(editor, f"我的号码是{number}")
    assert number not in page
    assert "先拦下来" in page
    assert number not in str(dict(editor.session))
    answer = editor.post(DESK, {"said": "x", "phrase": number, "act": "teach", "intent": "check"})
    assert number not in answer.content.decode()
    assert not Alias.objects.filter(phrase__contains=number[-8:]).exists()


def test_what_needs_no_answer_is_taken_off_and_can_be_put_back(editor):
    unanswered("呵呵呵呵", count=3)
    unanswered("呵呵呵呵", days_ago=2)
    unanswered("上个月的话", days_ago=20)
    page = editor.get(DESK).content.decode()
    assert "4 次" in page
    assert "上个月的话" not in page
    page = editor.post(DESK, {"said": "呵呵呵呵", "act": "settle"}, follow=True).content.decode()
    assert "放回去" in page
    assert "都答上来了" in page
    editor.post(DESK, {"said": "呵呵呵呵", "act": "reopen"})
    assert "4 次" in editor.get(DESK).content.decode()


def test_a_settled_sentence_that_is_said_again_comes_back(chat):
    chat.say(STRANGE)
    settle(text=STRANGE, at=NOON)
    chat.say(STRANGE)
    row = Unanswered.objects.get()
    assert (row.count, row.settled_at) == (2, None)


def test_ten_on_the_home_and_only_for_who_keeps_the_sayings(editor):
    for number in range(12):
        unanswered(f"听不懂的话之{number}", count=number + 1)
    page = editor.get("/cms/").content.decode()
    assert "听不懂的话之11" in page
    assert "听不懂的话之1<" not in page.replace(" ", "<")
    assert page.count("?open=") == 10
    clerk = User.objects.create_user("liu", password="x")
    clerk.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(clerk)
    assert "没答上来" not in client.get("/cms/").content.decode()
    assert client.get(DESK).status_code == 403
    assert (
        client.post(DESK, {"said": "x", "phrase": "x", "act": "teach", "intent": "check"}).status_code == 403
    )
    assert not Alias.objects.filter(phrase="x").exists()


def test_the_history_of_a_saying_says_who_added_it(editor):
    editor.post(DESK, {"said": STRANGE, "phrase": STRANGE, "act": "teach", "intent": "check"})
    entry = ModelLogEntry.objects.get(action="wagtail.create")
    assert (entry.user.username, entry.label) == ("sun", STRANGE)


def test_teaching_twice_at_once_adds_it_once(county):
    teach(phrase=STRANGE, intent="check", at=NOON)
    with pytest.raises(ValidationError):
        teach(phrase=STRANGE, intent="check", at=NOON)
