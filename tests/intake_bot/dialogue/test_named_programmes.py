"""Whoever names a programme is told about that one, not about the first that comes to mind."""

from datetime import date

import pytest

from intake_bot.dialogue.matching import Saying, read_sentence, seeds
from intake_bot.dialogue.script import Programme, Script
from policies.actions.pack_files import read_pack
from policies.rules.reading import read_spec
from tests.intake_bot.phone import Phone, script_for

NAMES = (
    Saying("最低生活保障", "dibao"),
    Saying("低保", "dibao"),
    Saying("低保边缘", "margin"),
    Saying("助学救助", "edu_aid"),
    Saying("助学", "edu_aid"),
)


@pytest.mark.parametrize(
    ("said", "about", "intent"),
    [
        ("助学", "edu_aid", "check"),
        ("我想申请助学", "edu_aid", "apply"),
        ("助学救助要带什么？", "edu_aid", "materials"),
        ("低保边缘要带什么", "margin", "materials"),
        ("低保", "dibao", "check"),
        ("助学的钱停了", "", "stopped"),
        ("今天下雨", "", ""),
    ],
)
def test_the_longest_name_says_which_and_the_rest_says_what(said, about, intent):
    """A complaint stays one, whatever it names."""
    reading = read_sentence(said, seeds(), NAMES)
    assert (reading.about, reading.match.intent) == (about, intent)


def test_a_name_nobody_has_a_saying_for_is_still_a_question_about_it():
    reading = read_sentence("助学", (), NAMES)
    assert (reading.rule, reading.match.intent) == ("named", "check")


def test_two_questions_at_once_are_offered_and_the_programme_is_kept():
    reading = read_sentence("助学啥条件啥材料", seeds(), NAMES)
    assert (reading.rule, reading.about) == ("close", "edu_aid")
    assert reading.match.offered == ("check", "materials", "apply")


def whole(place: str) -> Script:
    """Return the script of a place with every programme it has."""
    return script_for(
        place,
        programmes=tuple(
            Programme(read_spec(body), date(2026, 3, 2), url="/policy/")
            for body in read_pack(place).programmes
        ),
    )


def test_the_subsidy_for_the_disabled_is_not_taken_for_the_minimum_allowance():
    """Yicheng pays 残疾人两项补贴; who asks for it by name goes there, and the list is that programme's."""
    wang = Phone(whole("yicheng"))
    wang.say("残疾人两项补贴怎么办")
    assert wang.mind.programme == "disability_subsidy"
    assert "残疾人补贴" in wang.text


def test_what_was_answered_for_one_programme_is_asked_anew_for_another():
    wang = Phone(whole("yicheng")).say("低保怎么办").press("开始", "没有")
    assert wang.mind.answers
    wang.command("/check")
    wang.say("老年人补贴怎么办")
    assert wang.mind.programme == "elder_subsidy"
    assert not wang.mind.answers
