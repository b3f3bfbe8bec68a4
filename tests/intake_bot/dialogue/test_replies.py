"""Buttons fit every channel: ASCII codes of 64 bytes, numbers that can be typed, one text for poor channels."""

from dataclasses import replace

import pytest

from intake_bot.dialogue.conversation import Button, Conversation, recall, remember
from intake_bot.dialogue.replies import Link, Reply, Turn, as_text, by_number, numbered, token
from intake_bot.dialogue.talk import with_first
from tests.intake_bot.phone import MORNING

AB = (Button("a", "甲"), Button("b", "乙"))


def test_choices_degrade_to_numbered_text():
    reply = Reply("选哪个?", AB, (Link("网页", "https://x/"),))
    assert as_text(reply, with_choices=True) == "选哪个?\n网页:https://x/\n1. 甲\n2. 乙"
    assert as_text(reply, with_choices=False) == "选哪个?\n网页:https://x/"


@pytest.mark.parametrize(
    ("typed", "code"), [("1", "a"), ("2.", "b"), ("3", ""), ("0", ""), ("²", ""), ("一", ""), ("1234", "")]
)
def test_a_typed_number_means_a_choice(typed, code):
    assert by_number(AB, typed) == code


def test_choices_that_are_numbers_carry_no_other_number():
    people = (Button("p1", "1"), Button("p2", "2"), Button("u", "不知道"))
    assert numbered(people) == people
    assert by_number(people, "3") == ""


def test_a_code_that_would_not_fit_becomes_a_checksum():
    assert token("a", "members", "3") == "a.members.3"
    long, chinese = token("a", "x" * 80), token("a", "村")
    assert len(long) <= 64
    assert (long + chinese).isascii()
    assert chinese != token("a", "镇")


def test_a_sentence_in_front_of_nothing_stands_alone():
    assert with_first(Turn(Conversation()), "先说").replies == (Reply("先说"),)


def test_a_conversation_survives_its_row_and_a_field_from_another_release():
    mind = Conversation(scene="screener", answers={"a": ("b",)}, offered=AB, spoke_at=MORNING)
    assert recall(remember(mind)) == mind
    assert recall({**remember(mind), "of_tomorrow": 1}) == mind
    assert recall({}) == replace(Conversation())
