"""The words: complete in two languages, short, polite, and free of office prose."""

import re
import string
from datetime import date

import pytest

from intake_bot.dialogue.wording import LANGUAGES, wording

CHINESE, ENGLISH = (wording(language).sentences for language in LANGUAGES)
OFFICE_PROSE = ("须", "予以", "之日起", "相关", "特此", "不予", "兹")
LONGEST_SENTENCE = 24


def holes(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_sentences_with_the_same_holes():
    assert set(CHINESE) == set(ENGLISH)
    optional = {"hotline", "office", "hours"}
    for key in CHINESE:
        assert holes(CHINESE[key]) - optional == holes(ENGLISH[key]) - optional, key


@pytest.mark.parametrize("key", [key for key in CHINESE if not key.startswith(("heard.", "typed."))])
def test_chinese_is_said_plainly(key):
    words = CHINESE[key]
    assert "你" not in words
    assert not any(word in words for word in OFFICE_PROSE)
    for sentence in re.split(r"[。?!:,、“”\n]", re.sub(r"\{\w+\}", "", words)):
        assert len(sentence) <= LONGEST_SENTENCE, sentence


def test_an_unknown_language_is_answered_in_chinese_and_days_are_said_as_people_do():
    assert wording("bo").language == "zh-hans"
    assert wording("zh-hans").day(date(2026, 3, 18)) == "3 月 18 日(周三)"
    assert wording("en").day(date(2026, 3, 18)) == "18 March (Wed)"


def test_a_day_that_may_lie_years_ago_is_said_with_its_year():
    assert wording("zh-hans").full_day(date(2023, 1, 1)) == "2023 年 1 月 1 日"
    assert wording("en").full_day(date(2023, 1, 1)) == "1 January 2023"


def test_a_missing_sentence_is_an_error():
    with pytest.raises(KeyError):
        wording("en").say("no.such")
