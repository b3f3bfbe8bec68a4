"""What people really type: dialect, homophones, anger. A complaint is never met with a brochure."""

import tomllib
from pathlib import Path

import pytest

from intake_bot.dialogue.matching import MOST_OFFERED, Match, Saying, fold, seeds, understand
from intake_bot.dialogue.scenes.understanding import ROUTES
from intake_bot.dialogue.wording import read, wording
from tests.intake_bot.phone import Phone

CORPUS = tomllib.loads((Path(__file__).parent / "corpus.toml").read_text("utf-8"))["said"]
HEARD_FIRST = ("complain", "stopped", "object")
BROCHURES = (
    "check",
    "illness",
    "alone",
    "policy",
    "amount",
    "howlong",
    "materials",
    "apply",
    "where",
    "village",
)


def right(found, meant: str) -> bool:
    return (
        meant == found.intent.partition(".")[0]
        or meant in found.offered
        or (meant == "human" and not found.intent)
    )


def test_nine_of_ten_sentences_are_right_or_within_the_three_offered():
    wrong = [one for one in CORPUS if not right(understand(one["text"], seeds()), one["meant"])]
    assert len(CORPUS) >= 60
    assert len(wrong) <= len(CORPUS) // 10, wrong


@pytest.mark.parametrize(
    "one", [one for one in CORPUS if one["meant"] in HEARD_FIRST], ids=lambda one: one["text"]
)
def test_no_complaint_stop_or_objection_is_met_with_a_brochure(one):
    found = understand(one["text"], seeds())
    assert found.intent.partition(".")[0] in HEARD_FIRST
    said = Phone().say(one["text"]).text
    assert "每月发一笔生活费" not in said
    assert "小问题" not in said


def test_never_more_than_three_are_offered_and_a_stranger_gets_a_human():
    for one in CORPUS:
        assert len(understand(one["text"], seeds()).offered) <= MOST_OFFERED
    wang = Phone().say("区块链量子纠缠")
    assert wang.last.kind == "unknown"
    assert "0000-1234567" in wang.text
    assert wang.effects[0].text == "区块链量子纠缠"


def test_an_offer_is_taken_by_number_or_left_for_a_human():
    wang = Phone().say("一个人一个月给多少")
    assert wang.text.startswith("您是想问这几样吗")
    wang.say("1")
    assert "1,000 元" in wang.text
    wang = Phone().say("一个人一个月给多少")
    assert "打电话问人" in wang.labels()
    wang.wait(days=1).say("继续")
    assert "看我能不能领" in wang.labels()


def test_an_editors_new_saying_works_at_once():
    assert not understand("吃公家饭", ()).intent
    assert understand("吃公家饭", (Saying("吃公家饭", "check"),)).intent == "check"
    assert not understand("!!!", seeds()).intent


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Is it free?", "free"),
        ("I have not been paid", "stopped"),
        ("There is less money this month", "stopped"),
        ("I want to report my neighbour, he owns two cars", "complain.unfair"),
        ("I want to report a neighbour in need", "tell"),
        ("How far is it", "status"),
        ("Please delete my words", "delete"),
    ],
)
def test_what_is_said_in_english_is_heard_with_its_blanks(said, meant):
    """A complaint is never met with a brochure, in either language."""
    assert understand(said, seeds()).intent.removesuffix(".seen") == meant


def test_a_latin_letter_or_two_are_a_slip_of_the_thumb_and_near_to_nothing():
    for slip in ("P", "d", "ｂ", "l!", "wc", "no"):
        assert understand(slip, seeds()) == Match()
    for short in ("db", "DiBao", "di bao"):
        assert understand(short, seeds()).intent == "check"


def test_width_case_punctuation_and_homophones_do_not_matter():
    assert fold("请问,低 宝 咋办?") == fold("低保怎么办")
    assert fold("HELLO!") == "hello"
    assert fold("啊") == "啊"


def test_every_meaning_has_a_route_and_words_in_both_languages():
    names = {saying.intent for saying in seeds()} | {
        act["intent"].partition(".")[0] for act in read("topics")["acts"]
    }
    assert names <= set(ROUTES)
    for language in ("zh-hans", "en"):
        assert set(ROUTES) <= set(wording(language).keys("meant"))
    acts = [act["intent"].partition(".") for act in read("topics")["acts"]]
    kinds = {kind for name, _, kind in acts if kind and name == "complain"}
    assert kinds <= set(wording("zh-hans").keys("complain.kinds"))
    assert BROCHURES
