"""The announcement that serves a letter says for whom, where and until when, and nothing of what it decides."""

from datetime import date

from notices.rules.announcement import Announced, text
from notices.rules.words import Letterhead

SINCE, UNTIL = date(2026, 3, 20), date(2026, 4, 19)


def test_it_says_where_to_fetch_the_letter_and_until_when():
    """SY-A1.5h"""
    letter = Announced("不符合最低生活保障告知书", "百官救助告〔2026〕1号", "附件1 第5项②")
    said = text(letter, "李某", Letterhead("百官街道办事处", "0575-82110001"), SINCE, UNTIL)
    for words in (
        "李某:",
        "百官救助告〔2026〕1号",
        "依照附件1 第5项②",
        "0575-82110001",
        "2026年4月19日",
        "共 30 天",
    ):
        assert words in said


def test_a_silent_place_cites_nothing_and_invents_no_phone():
    said = text(Announced("告知书", "1号"), "李某", Letterhead("某镇"), SINCE, UNTIL)
    assert "依照" not in said
    assert "电话" not in said
