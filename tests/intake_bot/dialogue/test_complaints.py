"""A complaint is heard, passed to the county, and never met with a brochure."""

from dataclasses import replace
from datetime import date

import pytest

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from intake_bot.dialogue.conversation import Button
from intake_bot.dialogue.scenes.complaint import MOST_KEPT
from tests.intake_bot.phone import Phone, script_for


def test_a_bribe_goes_straight_to_the_county():
    zhao = Phone().say("村长找我要烟才给办")
    assert "低保" not in zhao.text
    assert "越具体越好" in zhao.text
    assert "0000-7654321" in zhao.text
    zhao.say("上周三在他家,要两条烟")
    assert zhao.effects == [f.Complain("money", "上周三在他家,要两条烟")]
    assert "T-2026-0001" in zhao.text
    assert "别给别人" in zhao.text


def test_the_kind_is_asked_when_it_is_not_said():
    zhao = Phone().say("我要投诉")
    assert "镇里、村里看不到是谁说的" in zhao.text
    zhao.press("态度不好").say("骂我")
    assert zhao.effects == [f.Complain("attitude", "骂我")]


def test_the_words_of_a_complaint_are_not_searched_for_anything():
    zhao = Phone().command("complain").press("别的").say("我问低保多少钱,他说查进度去,房子塌了也不管")
    assert isinstance(zhao.effects[0], f.Complain)


def test_a_number_in_a_complaint_is_taken_out_and_said():
    zhao = Phone().command("complain").press("别的").say("他的号〔已隐去〕", hidden=True)
    assert zhao.effects == [f.Complain("other", "他的号〔已隐去〕")]
    assert "号码我没留" in zhao.text


def test_a_complaint_in_the_middle_of_questions_leads_back_to_them():
    zhao = Phone().say("我能办低保吗").press("开始", "没有")
    zhao.say("村干部态度恶劣").say("骂人")
    assert zhao.last.kind == "receipt"
    zhao.press("接着刚才的")
    assert zhao.mind.question == "for_whom"
    assert zhao.mind.answers == {"urgent": ("no",)}


def test_stopped_money_is_first_heard():
    zhao = Phone().say("低保咋停了")
    assert "要先弄清楚" in zhao.text
    assert "标准" not in zhao.text
    zhao.press("钱没到/少了").say("三月没到")
    assert zhao.effects == [f.Complain("payment", "三月没到")]
    assert "查我的进度" in Phone().say("这个月低保少了50").labels()


def test_an_objection_needs_no_login_and_no_name():
    zhao = Phone().say("公示上那家不对")
    assert "不用留名" in zhao.text
    assert "https://yimen.example/public/" in zhao.text
    zhao.press("就在这里说").say("他家有车")
    assert zhao.effects == [f.Complain("unfair", "他家有车")]


def too_many(_):
    return e.Postponed()


def test_what_cannot_be_taken_today_is_kept_and_the_county_s_telephone_is_said():
    zhao = Phone().command("complain").press("态度不好")
    zhao.house, yes = too_many, zhao.house
    zhao.say("骂我")
    assert "没有丢" in zhao.text
    assert "0000-7654321" in zhao.text
    assert zhao.mind.unsent == ("attitude", "骂我")
    zhao.press("再交一次")
    assert "没有丢" in zhao.text

    zhao.house = yes
    zhao.press("再交一次")

    assert zhao.effects == [f.Complain("attitude", "骂我")]
    assert "收到了" in zhao.text
    assert zhao.mind.unsent == ()


def test_another_complaint_goes_behind_the_one_that_waits_and_neither_is_lost():
    zhao = Phone().command("complain").press("态度不好")
    zhao.house, yes = too_many, zhao.house
    zhao.say("骂我")
    zhao.command("complain")
    assert "上次的话还留着" in zhao.text
    assert "再交一次" in zhao.labels()

    zhao.house = yes
    zhao.press("拖着不办").say("三个月了")

    assert zhao.effects == [f.Complain("attitude", "骂我"), f.Complain("delay", "三个月了")]
    assert zhao.mind.unsent == ()


def test_no_more_than_a_few_wait_and_that_is_said():
    zhao = Phone()
    zhao.house = too_many
    for number in range(MOST_KEPT + 1):
        zhao.command("complain").press("别的").say(f"第{number}件")

    assert "留不下" in zhao.text
    assert "0000-7654321" in zhao.text
    assert len(zhao.mind.unsent) == 2 * MOST_KEPT
    assert f"第{MOST_KEPT}件" not in zhao.mind.unsent


def test_a_press_that_is_too_late_finds_nothing_to_hand_in():
    zhao = Phone().command("complain")
    assert "再交一次" not in zhao.labels()
    zhao.happen(e.Chosen("again"))
    assert zhao.effects == []


def test_the_county_says_by_when():
    zhao = Phone().command("complain").press("别的")
    zhao.house = lambda _: e.Complained("T-1", last_day=date(2026, 3, 25))
    zhao.say("拖")
    assert "县里来回话,最晚 3 月 25 日(周三)" in zhao.text
    assert "没有写期限" not in zhao.text
    assert "别给别人" not in zhao.text


def test_where_no_limit_is_stated_it_says_so_and_where_to_ask():
    zhao = Phone().command("complain").press("别的").say("拖")
    assert "多久回,没有写期限" in zhao.text
    assert "打县里 0000-7654321,报编号和查询码" in zhao.text


def test_a_posters_code_leads_to_its_own_posting_and_the_words_go_into_its_case():
    zhao = Phone().start("p_7")
    assert "https://yimen.example/public/7/object/" in zhao.text
    assert "村里看不到是谁说的" in zhao.text
    zhao.house = lambda _: e.Objected(
        "青石Y-2026-0001", "339155201234", "青石镇", "0000-1", date(2026, 3, 25)
    )
    zhao.press("就在这里说").say("他家有车")
    assert zhao.effects == [f.Object(7, "他家有车")]
    for said in ("青石Y-2026-0001", "339155201234", "青石镇要重新查", "打青石镇 0000-1", "公示到 3 月 25 日"):
        assert said in zhao.text


def test_where_the_office_has_no_telephone_and_the_posting_no_last_day_none_is_invented():
    zhao = Phone().start("p_7")
    zhao.house = lambda _: e.Objected("青石Y-2026-0001", "339155201234", "青石镇", "", None)
    zhao.press("就在这里说").say("他家有车")
    assert "青石镇要重新查" in zhao.text
    assert "打青石镇" not in zhao.text
    assert "公示到" not in zhao.text


def test_a_posting_that_is_over_is_said_and_nothing_goes_on_unheard():
    zhao = Phone().start("p_7").press("就在这里说")
    zhao.house = lambda _: e.Refused("这一份公示已经到期撤下了")
    zhao.say("他家有车")
    assert "到期撤下" in zhao.text
    assert "打电话问人" in zhao.labels()


@pytest.mark.parametrize("code", ["p_x", "p_-1", "p_1234567890123", "p_７", "p_7.8", "p_", "p_7_8"])
def test_a_code_that_names_no_posting_leads_to_all_of_them(code):
    said = Phone().start(code).text
    assert "/object/" not in said
    assert "/public/7" not in said


def test_without_a_county_telephone_nothing_is_invented():
    office = replace(script_for().office, county_hotline="")
    zhao = Phone(script_for(office=office)).command("complain").press("别的")
    assert "直接打县里" not in zhao.text
    assert "到县里,报编号和查询码" in zhao.say("拖").text


@pytest.mark.parametrize("word", ["取消", "算了"])
def test_a_complaint_can_be_given_up(word):
    zhao = Phone().command("complain").press("别的").say(word)
    assert not zhao.effects
    assert zhao.mind.scene == "cancelled"
    zhao = Phone().command("complain").press("别的").wait(days=1).say("继续")
    assert "越具体越好" in zhao.text


def test_a_button_that_means_nothing_here_asks_the_kind_again():
    zhao = Phone().command("complain").press("别的")
    zhao.mind = replace(zhao.mind, scene="complain_words", offered=(*zhao.mind.offered, Button("odd", "odd")))
    zhao.happen(e.Chosen("odd"))
    assert "是哪一种" in zhao.text
