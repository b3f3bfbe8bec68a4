"""Commands, words that mean them, and coming back after days."""

from dataclasses import replace

import pytest

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from intake_bot.dialogue.commands import COMMANDS, MENU
from intake_bot.dialogue.stage import SCENES
from intake_bot.dialogue.talk import MAIN_SCENES
from intake_bot.dialogue.wording import wording
from tests.intake_bot.phone import Phone, screened, script_for


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_answers_anywhere(name):
    for phone in (Phone(), screened(Phone()), Phone().start("v_good")):
        phone.command(name)
        assert phone.last.choices
        assert len(name) <= 32


def test_the_menu_is_short_and_described_in_both_languages():
    assert len(MENU) <= 8
    for language in ("zh-hans", "en"):
        assert set(wording(language).keys("command")) == set(MENU)


def test_scenes_to_come_back_to_exist():
    assert set(MAIN_SCENES) <= set(SCENES)


def test_three_days_later_the_same_question_with_the_answers_given():
    wang = Phone().say("我能办低保吗").press("开始", "没有", "帮家里人").wait(days=3).say("继续")
    assert "接着来" in wang.text
    assert wang.mind.question == "village"
    assert wang.mind.answers == {"urgent": ("no",), "for_whom": ("family",)}


def test_opening_the_chat_again_after_days_returns_to_the_question():
    wang = Phone().say("我能办低保吗").press("开始", "没有").wait(days=3).start()
    assert "我还记着" in wang.text
    assert wang.mind.question == "for_whom"
    wang.wait(minutes=5).start()
    assert wang.mind.scene == "greeting", "a start within minutes means: from the beginning"


def test_nothing_left_open_begins_again():
    wang = Phone().say("继续")
    assert "咱们从头来" in wang.text


def test_typed_commands_with_slash_and_bot_name():
    assert Phone().say("/help@yimen_bot").last.text == Phone().command("help").last.text
    assert Phone().say("/nonsense").last.text == Phone().command("help").last.text
    assert Phone().command("nonsense").mind.scene == "greeting"


def test_asking_how_to_use_does_not_lose_the_question():
    wang = Phone().say("我能办低保吗").press("开始", "没有").say("怎么用").say("谢谢").say("要多久")
    assert "接着刚才的" in wang.labels()
    wang.say("继续")
    assert wang.mind.question == "for_whom"
    wang.say("字大一点").press("大字")
    assert wang.mind.large
    wang.press("接着刚才的")
    assert wang.mind.question == "for_whom"


def test_settings_change_size_and_language():
    wang = Phone().command("settings").press("大字")
    assert "按大字来" in wang.text
    wang.command("settings").press("普通字").command("settings").press("English")
    assert "English from now on" in wang.text
    wang.say("go on")
    wang.say("settings").press("中文")
    assert wang.mind.language == "zh-hans"
    wang.command("settings").wait(days=1).say("继续")
    assert "您要改哪一样" in wang.text
    assert Phone().command("english").mind.language == "en"


def test_delete_asks_once_and_then_forgets_everything_said():
    wang = screened(Phone()).say("删掉我的资料")
    assert not wang.effects
    wang.press("不删了").press("接着刚才的")
    assert wang.mind.scene == "result"
    wang.say("删掉我的资料").press("删掉")
    assert wang.effects == [f.Forget()]
    assert wang.mind.answers == {}
    assert Phone().start("v_good").command("delete").press("删掉").mind.is_officer


def test_cancel_hands_nothing_in():
    wang = screened(Phone()).say("算了")
    assert "没有交任何东西" in wang.text
    assert wang.mind.answers == {}


def test_back_from_something_aside_and_from_anywhere_else():
    wang = screened(Phone()).command("complain").say("返回")
    assert wang.mind.scene == "result"
    assert wang.say("返回").mind.scene == "greeting"


def test_after_the_result_every_way_on():
    wang = screened(Phone()).press("让村里帮我办")
    assert "村里不能不收" in wang.text
    wang = screened(Phone(), income="说不清").press("约个电话")
    assert wang.effects[0].purpose == "call"
    assert "/apply/h/1/" in wang.text
    wang.say("继续")
    assert wang.last.kind == "result-C"


def test_a_person_with_and_without_a_telephone_number():
    wang = Phone().command("person").press("约个电话")
    assert isinstance(wang.effects[0], f.Handover)
    mute = replace(script_for().office, hotline="")
    wang = Phone(script_for(office=mute)).command("person")
    assert "没登记" in wang.text
    wang.wait(days=1).say("继续")
    assert "约个电话" in wang.labels()
    assert "约窗口打给您" in Phone(script_for(office=mute)).say("今晚月亮圆不圆哪").text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("办低保要钱吗", "不收一分钱"),
        ("低保要多久", "20 个工作日"),
        ("低保多少钱", "1,000 元"),
        ("在哪办", "0000-1234567"),
        ("政策", "/policy/dibao/"),
        ("收回授权", "到窗口"),
        ("谢谢", "不客气"),
        ("拜拜", "您忙"),
        ("我不会弄让村里办", "代办"),
        ("看病没钱", "低保"),
        ("孤寡老人", "低保"),
        ("怎么用", "删掉我的资料"),
        ("/object", "我有话说"),
    ],
)
def test_short_questions_get_short_answers(said, words):
    wang = Phone().say(said)
    if words not in wang.text:
        wang.say("1")
    assert words in wang.text


def test_what_the_place_does_not_state_is_not_answered_with_a_number():
    base = script_for().programmes[0]
    silent = replace(base, spec=replace(base.spec, clocks=()), standard=None, url="")
    wang = Phone(script_for(programmes=(silent,)))
    assert "没写明" in wang.say("要多久").text
    assert "还没登记" in wang.say("一个月多少钱").text
    assert "https://yimen.example/policy/" in wang.command("policy").text


def test_an_empty_message_and_a_likely_one_have_ways_out():
    wang = Phone().start().say("   ")
    assert wang.last.choices
    wang = Phone().say("想吃低堡")
    assert "不是这个" in wang.labels()
    wang.press("不是这个")
    assert "查我的进度" in wang.labels()
    wang.happen(e.Chosen(wang.mind.offered[0].code))
    assert wang.last.choices


def test_an_answer_without_its_own_choice_gets_the_way_out_added():
    wang = Phone().say("一个月多少钱")
    assert wang.labels()[-1] == "不是这个"
