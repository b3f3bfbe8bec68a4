"""Wang's neighbour is in need: he says so without a name, the village goes and looks, and nothing is applied for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from intake_bot.dialogue.matching import seeds, understand
from intake_bot.dialogue.script import Unit
from intake_bot.dialogue.wording import wording
from tests.intake_bot.phone import WEB, Phone, screened, script_for

MANY = (
    Unit("770101", "青石镇"),
    *(Unit(f"77010100{number}", f"第{number}村", "770101") for number in range(1, 10)),
    Unit("770102", "白水镇"),
    *(Unit(f"7701020{number}", f"白水{number}村", "770102") for number in range(10, 30)),
    Unit("770103", "空镇"),
)
"""Thirty villages: the township is asked first, and one of them has none."""


@pytest.mark.parametrize(
    "said",
    [
        "邻居家快揭不开锅了",
        "我是他邻居,他家快揭不开锅了",
        "隔壁老人没人管",
        "隔壁有个娃没人管",
        "我家隔壁住着个孤寡老人可怜得很",
        "我们村有户人家日子过不下去",
        "村里有个老太太一个人住,房子漏雨",
        "对门两口子都病了",
        "有一户漏雨的",
        "My neighbour has nothing to eat",
    ],
)
def test_what_is_said_of_a_neighbour_is_understood_and_not_asked_again(said):
    wang = Phone().say(said)
    assert "谢谢您替他说" in wang.text
    assert not wang.effects
    wang.press("青石镇青石村")
    assert "您刚才说的我记下了" in wang.text
    wang.press("就这些")
    assert wang.effects == [f.Tell("770101001", said, False)]


@pytest.mark.parametrize(
    "said",
    ["我想替别人说一声", "替别人说一声", "我要报一个困难户", "想帮村里的老人说说", "/tell", "neighbour"],
)
def test_who_only_wants_to_speak_up_is_asked_where_and_what(said):
    wang = Phone().say(said).press("青石镇柳树村")
    assert "您看到什么了" in wang.text
    wang.say("两天没见烟囱冒烟")
    assert wang.effects == [f.Tell("770101002", "两天没见烟囱冒烟", False)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("我家揭不开锅了", "check"),
        ("家里有个老人没人照顾", "alone"),
        ("我有个老娘瘫在床上", "illness"),
        ("邻居都有低保我没钱吃药", "check"),
        ("隔壁老王有车还领低保", "complain.unfair"),
        ("凭啥邻居家有我家没有", "complain.unfair"),
        ("我们村会计要烟才给办", "complain.money"),
        ("邻居家的低保为什么停了", "stopped"),
        ("公示里那一家不对", "object"),
        ("替邻居申请", "village"),
    ],
)
def test_ones_own_trouble_a_complaint_and_a_filing_are_not_taken_for_it(said, meant):
    assert understand(said, seeds()).intent == meant


def test_nobody_is_asked_who_he_is_and_the_receipt_says_so():
    wang = Phone().say("替别人说一声").press("青石镇青石村").say("屋顶漏雨,一个人过")
    assert wang.last.kind == "receipt"
    for words in ("会有人去看", "看不到是谁说的", "这不是申请", "https://yimen.example/f/1/"):
        assert words in wang.text
    assert "从头开始" in wang.labels(), "there is nothing that was left for it"
    assert not [key for key in wang.mind.answers if key.startswith("lead_")], (
        "nothing of it is kept in the chat"
    )
    wang.happen(e.Named())
    assert "补上了" in wang.text


@pytest.mark.parametrize("words", ["他家三天没饭吃了", "房子塌了,没地方住", "老人不想活了"])
def test_an_emergency_goes_first_also_here(words):
    wang = Phone().say("替别人说一声").press("青石镇青石村").say(words)
    assert wang.effects == [f.CallPerson("urgent", urgent=True), f.Tell("770101001", words, True)]
    assert "先打 120 或 110" in wang.heard[0].text
    assert "会有人去看" in wang.last.text


def test_a_neighbours_emergency_alarms_once_and_then_is_told():
    wang = Phone().say("邻居三天没饭吃了")
    assert wang.effects == [f.CallPerson("urgent", urgent=True)]
    wang.press("替别人说一声", "青石镇青石村").say("两个孩子,大人不在家,没饭吃")
    assert wang.effects == [f.Tell("770101001", "两个孩子,大人不在家,没饭吃", True)]


def test_a_number_typed_along_is_left_out_and_the_words_are_kept():
    wang = Phone().say("替别人说一声").press("青石镇青石村").say("他电话〔已隐去〕,屋顶漏雨", hidden=True)
    assert "号码我没留" in wang.text
    assert wang.effects == [f.Tell("770101001", "他电话〔已隐去〕,屋顶漏雨", False)]
    wang = Phone().say("替别人说一声").say("他的身份证〔已隐去〕", hidden=True)
    assert "号码没有留下" in wang.text
    assert wang.mind.question == "lead_village", "a number in place of the village is no answer"


def test_where_there_are_many_villages_the_township_comes_first():
    wang = Phone(script_for(units=MANY)).say("替别人说一声")
    assert "空镇" not in wang.labels(), "a township without a village leads nowhere"
    wang.press("白水镇").say("白水12村")
    wang.say("上一步").press("白水11村").say("屋顶漏雨")
    assert wang.effects == [f.Tell("770102011", "屋顶漏雨", False)]


def test_where_no_village_is_known_a_person_helps():
    wang = Phone(script_for(units=())).say("替别人说一声")
    assert "0000-1234567" in wang.text
    assert wang.mind.scene == "person"


def test_what_was_left_for_it_goes_on_afterwards():
    wang = Phone().say("我能办低保吗").press("开始", "没有").say("替别人说一声").press("青石镇青石村")
    wang.wait(days=2).say("继续")
    assert wang.mind.question == "lead_seen"
    wang.say("为什么问")
    wang.say("屋顶漏雨").press("接着刚才的")
    assert wang.mind.question == "for_whom"
    assert wang.mind.answers == {"urgent": ("no",)}


def test_said_again_it_begins_again():
    wang = Phone().say("邻居家快揭不开锅了").press("青石镇青石村").command("tell")
    assert wang.mind.question == "lead_village"
    assert wang.mind.waits == ""


def test_what_the_house_refuses_is_not_lost():
    wang = Phone()
    wang.say("替别人说一声").press("青石镇青石村")
    kept, wang.house = wang.house, lambda effect: e.Refused("今天从这里说的太多了")
    wang.say("屋顶漏雨")
    assert "今天从这里说的太多了" in wang.text
    wang.house = kept
    wang.press("接着刚才的")
    assert wang.effects == [f.Tell("770101001", "屋顶漏雨", False)]


def test_an_alarm_is_not_raised_again_when_it_is_said_again():
    wang = Phone()
    wang.say("替别人说一声").press("青石镇青石村")
    wang.house = lambda effect: e.Refused("忙") if isinstance(effect, f.Tell) else None
    wang.say("三天没饭吃了")
    wang.press("接着刚才的")
    assert wang.effects == [f.Tell("770101001", "三天没饭吃了", True)]


def test_help_and_the_door_speak_of_it_in_both_languages():
    assert "替别人说一声" in Phone().command("help").text
    assert "替别人说一声" in Phone().start().labels()
    english = Phone(conversation=replace(Phone().mind, language="en")).start()
    assert "Speak up for a neighbour" in english.labels()
    english.press("Speak up for a neighbour", "青石镇青石村").say("The roof leaks")
    assert "This is no application" in english.text


ACTS = st.one_of(
    st.sampled_from(
        [
            "替别人说一声",
            "邻居家快揭不开锅了",
            "上一步",
            "继续",
            "怎么用",
            "就这些",
            "1",
            "2",
            "9",
            "〔已隐去〕",
        ]
    ),
    st.text(max_size=30),
)


@given(acts=st.lists(ACTS, max_size=8), hidden=st.booleans())
def test_whatever_is_said_of_a_neighbour_no_application_comes_of_it(acts, hidden):
    """The property of the whole scene: as long as he speaks up for somebody, no form and no other's name.

    A list of papers comes only where his words were near to a programme and he presses the list himself.
    """
    wang = Phone(script_for(channel=WEB)).say("替别人说一声")
    for act in acts:
        before = wang.mind.scene
        lists = "/materials" in {button.code for button in wang.mind.offered}
        wang.say(act, hidden=hidden and act == "〔已隐去〕")
        if before == "tell":
            assert not [one for one in wang.effects if isinstance(one, f.Handover)]
            assert lists or not [one for one in wang.effects if isinstance(one, f.Disclose)]
        for told in (one for one in wang.effects if isinstance(one, f.Tell)):
            assert told.village in {unit.code for unit in wang.script.units if unit.parent}
            assert told.words.strip()


def test_the_questions_are_worded_alike_in_both_languages():
    for language in ("zh-hans", "en"):
        words = wording(language)
        assert words.keys("lead.lead_urgent.choices") == ("no", "yes")


def test_after_days_in_the_middle_a_restart_resumes():
    wang = screened(Phone()).say("替别人说一声").wait(days=1).start()
    assert wang.mind.question == "lead_village"
