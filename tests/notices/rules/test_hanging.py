"""Whether a posting is complete: where it hangs, and the photos of its first and last day."""

from datetime import date

from notices.rules.hanging import lacking

FIRST, LAST = date(2026, 3, 10), date(2026, 3, 17)
QINYUAN = ("board", "screen", "website")


def test_the_web_alone_is_incomplete_where_the_board_is_demanded():
    """QY-3.3.1a: one local place and the web page."""
    assert lacking(["website"], QINYUAN, [], FIRST, LAST, FIRST) == ("还要贴在公开栏或者电子屏",)
    assert lacking(["screen"], QINYUAN, [FIRST], FIRST, LAST, FIRST) == ("还要发到政府网站",)
    assert lacking(["screen", "website"], QINYUAN, [FIRST], FIRST, LAST, FIRST) == ()


def test_a_photo_of_the_first_day_and_one_of_the_last():
    """YC-3.1.2d, SY-A1.4a"""
    assert lacking(["board"], ["board"], [], FIRST, LAST, FIRST) == ("贴出来的照片",)
    assert lacking(["board"], ["board"], [FIRST], FIRST, LAST, FIRST) == ()
    assert lacking(["board"], ["board"], [FIRST], FIRST, LAST, LAST) == ("最后一天还贴着的照片",)
    assert lacking(["board"], ["board"], [FIRST, LAST], FIRST, LAST, LAST) == ()
