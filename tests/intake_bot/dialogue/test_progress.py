"""Where is it? The status word of one's own case, and nothing to strangers."""

from datetime import date

from intake_bot.dialogue import events as e
from tests.intake_bot.phone import Phone


def test_a_chat_without_a_case_is_sent_to_the_page_with_the_second_factor():
    wang = Phone().say("办到哪了")
    assert "https://yimen.example/track/" in wang.text
    assert "后 4 位" in wang.text


def test_the_status_word_and_the_next_date():
    wang = Phone()
    found = (
        e.Progress("N-1", "去家里看过了", "https://yimen.example/t/1/", "给信", date(2026, 4, 16)),
        e.Progress("N-2", "等受理", "https://yimen.example/t/2/"),
    )
    wang.house = lambda _: e.Tracked(found)
    wang.command("status")
    assert "N-1 · 现在:去家里看过了" in wang.text
    assert "给信:最晚 4 月 16 日(周四)" in wang.text
    assert "N-2" in wang.text


def test_codes_and_posters_of_the_outside_world_open_the_right_page():
    assert "https://yimen.example/t/abc/" in Phone().start("t_abc").text
    assert "https://yimen.example/m/xyz/" in Phone().start("m_xyz").text
    assert "https://yimen.example/public/" in Phone().start("p_7").text
    assert "您碰到啥难处了" in Phone().start("q_9").text
    assert "您碰到啥难处了" in Phone().start("t_").text
