"""A sentence tried out by an editor: what a stranger would hear, by which rule, with nothing done."""

import pytest

from intake_bot.dialogue.trying import try_sentence
from tests.intake_bot.phone import MORNING, WEB, script_for


def tried(text, *, hidden=False):
    return try_sentence(text, hidden=hidden, script=script_for(channel=WEB), now=MORNING)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("吃低保", "word_for_word"),
        ("我要自杀", "act"),
        ("v_abcdefghijklmnop", "code"),
        ("区块链量子纠缠", "unknown"),
    ],
)
def test_the_rule_that_reads_the_sentence_is_named(said, rule):
    assert tried(said).rule == rule


def test_full_width_words_are_read_like_plain_ones():
    assert tried("/check ").rule == tried("/check").rule == "command"


def test_a_sentence_with_a_number_in_it_is_private_before_anything_else():
    assert tried("我的号〔已隐去〕吃低保", hidden=True).rule == "private"


def test_a_question_about_progress_is_answered_as_to_somebody_who_follows_no_case():
    trial = tried("我的低保办到哪一步了")

    assert "Track" in trial.effects
    assert len(trial.replies) == 1


def test_nothing_is_bound_by_trying_a_code():
    trial = tried("v_abcdefghijklmnop")

    assert (trial.effects, trial.replies) == (("Bind",), ())


def test_a_cry_for_help_names_what_the_house_would_do():
    assert "CallPerson" in tried("我要自杀").effects
