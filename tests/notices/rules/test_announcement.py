"""The announcement that serves a letter says for whom, where and until when, and nothing of what it decides."""

from datetime import date

import pytest

from notices.rules.announcement import Announced, Form, text
from notices.rules.wording import WordingError
from notices.rules.words import Letterhead
from policies.actions.pack_files import catalogue

FORM = Form(**catalogue()["announcements"]["service"])
SINCE, UNTIL = date(2026, 3, 20), date(2026, 4, 19)


def test_it_says_where_to_fetch_the_letter_and_until_when():
    """SY-A1.5h"""
    letter = Announced("不符合最低生活保障告知书", "百官救助告〔2026〕1号", "附件1 第5项②")
    said = text(FORM, letter, "李某", Letterhead("百官街道办事处", "0575-82110001"), SINCE, UNTIL)
    for words in (
        "李某：",
        "百官救助告〔2026〕1号",
        "依据：附件1 第5项②",
        "0575-82110001",
        "2026年4月19日",
        "共 30 天",
    ):
        assert words in said


def test_a_silent_place_cites_nothing_and_invents_no_phone():
    said = text(FORM, Announced("告知书", "1号"), "李某", Letterhead("某镇"), SINCE, UNTIL)
    assert "依据" not in said
    assert "电话" not in said


def test_the_words_are_the_forms_and_no_other_word_gets_in():
    """A place with a form of its own; one that would tell what the letter decides is refused."""
    own = Form("公告", "当事人", "村", "{name}请于{until}前来领取{letter}。")
    said = text(own, Announced("告知书", "1号"), "李某", Letterhead("某镇"), SINCE, UNTIL)
    assert said == "李某请于2026年4月19日前来领取告知书。"
    assert own.columns == [["name", "当事人"], ["village", "村"]]
    with pytest.raises(WordingError):
        text(
            Form("公告", "", "", "{reason}"),
            Announced("告知书", "1号"),
            "李某",
            Letterhead("某镇"),
            SINCE,
            UNTIL,
        )
