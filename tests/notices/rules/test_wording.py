"""Letters are written with a closed list of words, and what a person typed is never read as a template."""

import pytest

from notices.rules.wording import WordingError, check, closing_at, compose, corrected

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


def test_a_corrected_letter_says_above_its_closing_which_one_it_replaces():
    body = "{name}:\n理由：{reason}。\n\n{office}\n{date}"
    said = {**WORDS, "reason": "收入高", "office": "百官街道", "date": "2025年9月28日"}
    letter = compose("告知书", body, "没有批准。", said)
    closing = ("百官街道", "2025年9月28日")
    made = corrected(letter, number="百官救助告〔2025〕1号", day="2025年9月30日", closing=closing)
    assert made.lines == (
        "甲：",
        "理由：收入高。",
        "本文书于2025年9月30日改正重出，替代百官救助告〔2025〕1号，原来那一份作废。",
        "",
        "百官街道",
        "2025年9月28日",
    )
    assert made.plain == ("没有批准。", "前一份写错了，以这一份为准。")
    assert made.text_hash != letter.text_hash


def test_a_letter_that_is_all_closing_is_read_to_its_beginning():
    assert closing_at(["", "百官街道"], ("百官街道",)) == 0
