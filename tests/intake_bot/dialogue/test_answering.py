"""Wang types her answers as she would say them; what could mean two things is asked again, never guessed."""

from dataclasses import replace

import pytest

from intake_bot.dialogue import effects as f
from intake_bot.dialogue.script import Unit
from tests.intake_bot.phone import VILLAGES, Phone, script_for

TO = {
    "urgent": ("我能办低保吗", "开始"),
    "village": ("我能办低保吗", "开始", "没有", "我自己家"),
    "members": ("我能办低保吗", "开始", "没有", "我自己家", "不知道"),
    "monthly_income_band": ("我能办低保吗", "开始", "没有", "我自己家", "不知道", "4"),
    "situation": ("我能办低保吗", "开始", "没有", "我自己家", "不知道", "4", "几乎没有"),
}


def asked(question, script=None):
    """Wang, who has come to a question."""
    wang = Phone(script)
    for words in TO[question]:
        wang.say(words)
    assert wang.mind.question == question
    return wang


def answered(question, words, script=None):
    """What was understood, and None where the question was not answered."""
    return asked(question, script).say(words).mind.answers.get(question)


@pytest.mark.parametrize(
    ("question", "words", "meant"),
    [
        ("urgent", "没", "no"),
        ("urgent", "没有啊", "no"),
        ("urgent", "木有", "no"),
        ("urgent", "没有急事。", "no"),
        ("urgent", "是的", "yes"),
        ("village", "青石村", "770101001"),
        ("village", "青石", "770101001"),
        ("village", "我是柳树村的", "770101002"),
        ("village", "柳树的", "770101002"),
        ("village", "在外地", "away"),
        ("members", "五口人", "5"),
        ("members", "一家四口", "4"),
        ("members", "７", "7"),
        ("members", "就我一个", "1"),
        ("monthly_income_band", "1500", "1000_2000"),
        ("monthly_income_band", "大概一千五", "1000_2000"),
        ("monthly_income_band", "1,500元", "1000_2000"),
        ("monthly_income_band", "1500-1800", "1000_2000"),
        ("monthly_income_band", "两千多", "2000_4000"),
        ("monthly_income_band", "5000", "over_4000"),
        ("monthly_income_band", "0", "none"),
        ("monthly_income_band", "没有收入", "none"),
        ("monthly_income_band", "没有", "none"),
        ("monthly_income_band", "几乎没有吧", "none"),
    ],
)
def test_what_is_typed_is_understood_as_it_is_meant(question, words, meant):
    assert answered(question, words) == (meant,)


def test_on_the_edge_of_two_bands_the_lower_counts_and_nobody_is_put_off():
    assert answered("monthly_income_band", "1000") == ("under_1000",)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("urgent", "没有饭吃"),
        ("village", "这里"),
        ("village", "村"),
        ("members", "4个大人2个孩子"),
        ("members", "我和老伴"),
        ("monthly_income_band", "800到3000"),
        ("monthly_income_band", "不好说"),
        ("situation", "乱七八糟"),
    ],
)
def test_what_is_no_answer_or_could_be_two_is_not_taken_for_one(question, words):
    assert answered(question, words) is None


@pytest.mark.parametrize(
    ("question", "words"),
    [("members", "-3"), ("members", "3.5"), ("members", "100口"), ("members", "0"), ("village", "12"),
     ("monthly_income_band", "-5"), ("monthly_income_band", "9"), ("situation", "77")],
)  # fmt: skip
def test_a_bare_number_that_does_not_fit_is_asked_for_again_at_once(question, words):
    wang = asked(question).say(words)
    assert "没看懂" in wang.text
    assert wang.mind.question == question
    assert wang.last.kind == "question"


def test_no_hurry_calls_nobody():
    wang = asked("urgent").say("没有急事")
    assert wang.mind.question != "urgent"
    assert not [effect for effect in wang.effects if isinstance(effect, f.CallPerson)]


def test_two_villages_of_one_name_are_asked_for():
    twins = (*VILLAGES, Unit("770102002", "青石村", "770102"))
    assert answered("village", "青石村", replace(script_for(), units=twins)) is None
    assert answered("village", "白水镇青石村", replace(script_for(), units=twins)) == ("770102002",)


def test_the_longer_name_is_not_the_shorter_one():
    more = (*VILLAGES, Unit("770101003", "青石桥村", "770101"), Unit("770101004", "李村", "770101"))
    script = replace(script_for(), units=more)
    assert answered("village", "青石桥村", script) == ("770101003",)
    assert answered("village", "我姓李", script) is None
    assert answered("village", "李村", script) == ("770101004",)


def test_nothing_of_it_is_nothing_and_no_more_keeps_what_was_picked():
    assert answered("situation", "什么都没有") == ("none",)
    wang = asked("situation")
    first = wang.labels()[0]
    wang.press(first)
    picked = wang.mind.picked
    assert picked
    wang.say("没有了")
    assert wang.mind.answers["situation"] == picked


def test_how_many_children_may_be_said_in_words():
    for words, meant in (("两个", "2"), ("没有", "0"), ("没孩子", "0")):
        wang = asked("situation").say("都没有").say("看要带什么")
        assert wang.mind.question == "minors"
        wang.say(words)
        assert wang.mind.answers["minors"] == (meant,)
