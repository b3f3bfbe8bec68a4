"""Letters are written with a closed list of words, and what a person typed is never read as a template."""

import pytest

from notices.rules.wording import WordingError, check, compose

WORDS = {
    "name": "甲",
    "phone": "0575-1",
    "hotline": "",
    "reason": "{date} 收入高",
    "case": "SX-1",
    "remedy": "",
}


def test_words_are_put_in_once():
    letter = compose("告知书", "{name}:\n理由：{reason}。", "", WORDS)
    assert letter.lines == ("甲：", "理由：{date} 收入高。")


def test_a_sentence_without_its_word_falls_away():
    letter = compose(
        "告知书",
        "{name}:\n咨询电话：{phone}。监督电话：{hotline}。\n{remedy}",
        "有疑问，打 {hotline}。",
        WORDS,
    )
    assert letter.lines == ("甲：", "咨询电话：0575-1。")
    assert letter.plain == ()


def test_a_missing_fact_is_an_error_that_names_it():
    with pytest.raises(WordingError, match="缺少的材料"):
        compose("告知书", "要补：{materials}", "", WORDS)


@pytest.mark.parametrize("body", ["{id_number}", "{name!r}", "{name.birth}", "{}", "{0}"])
def test_an_unknown_word_is_an_error(body):
    with pytest.raises(WordingError, match="不认识"):
        check(body)


def test_an_unpaired_brace_is_an_error():
    with pytest.raises(WordingError, match="成对"):
        check("{name} }")


def test_the_hash_tells_two_letters_apart():
    one = compose("告知书", "{name}", "", WORDS)
    assert one.text_hash == compose("告知书", "{name}", "", WORDS).text_hash
    assert one.text_hash != compose("告知书", "{case}", "", WORDS).text_hash
    assert one.text_hash != compose("决定书", "{name}", "", WORDS).text_hash


def test_an_empty_line_stays_and_lines_in_a_word_become_lines():
    letter = compose("补正", "要补：\n\n{materials}", "", {"materials": "1. 甲\n2. 乙"})
    assert letter.lines == ("要补：", "", "1. 甲", "2. 乙")
