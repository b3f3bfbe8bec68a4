"""Zhang, who keeps the books of Qingshi village, reports a household from his chat; the name goes on the site's page."""

import pytest

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from tests.intake_bot.phone import Phone, screened

SEEN = "屋顶漏雨,一个人过,药断了两天"


def reporting(phone: Phone, *, related: str = "不是", urgent: str = "不急") -> Phone:
    """Walk the questions of a lead."""
    return phone.start("v_good").press("报一条线索", related, urgent).say(SEEN)


def test_whether_kin_how_urgent_and_what_is_seen_then_the_page_for_the_name():
    zhang = Phone().start("v_good").press("报一条线索")
    assert "共 3 问" in zhang.text
    assert "不写名字和号码" in zhang.text
    zhang.press("不是", "急").say(SEEN)
    context = {"village": "770101001", "related": False, "urgent": True, "seen": SEEN}
    assert zhang.effects == [f.Handover("lead", context)]
    assert zhang.last.kind == "link"
    assert "填完才算报上去" in zhang.text


def test_only_who_keeps_the_books_of_several_villages_is_asked_which():
    zhang = Phone().start("v_two").press("报一条线索")
    assert zhang.labels()[:2] == ["青石村", "柳树村"]
    zhang.press("柳树村", "不是", "不急").say(SEEN)
    assert zhang.effects[0].context["village"] == "770101002"


@pytest.mark.parametrize("dodge", ["不知道", "跳过", "9"])
def test_whether_he_is_kin_must_be_answered(dodge):
    zhang = Phone().start("v_good").press("报一条线索")
    assert "不知道" not in zhang.labels()
    assert "(一定要答)" in zhang.text
    zhang.say(dodge).say("继续")
    assert zhang.mind.question == "lead_related"
    assert "是近亲属也能报" in zhang.press("为什么问").text


def test_what_he_said_first_is_not_asked_again():
    zhang = Phone().start("v_good").say("我们村有户人家日子过不下去")
    zhang.press("不是", "不急", "就这些")
    assert zhang.effects[0].context["seen"] == "我们村有户人家日子过不下去"


def test_a_new_address_carries_the_same_and_waiting_says_what_for():
    zhang = reporting(Phone())
    zhang.say("继续")
    assert "等您在网页上写名字" in zhang.text
    zhang.press("再要一个地址")
    assert zhang.effects[0].context["seen"] == SEEN
    zhang.happen(e.Chosen("stale"))
    assert "再要一个地址" in zhang.labels()


@pytest.mark.parametrize(("related", "words"), [(False, "镇里看得到"), (True, "由别的同事办")])
def test_when_the_name_is_there_the_chat_says_so_and_forgets_what_was_seen(related, words):
    zhang = reporting(Phone()).happen(e.Reported(related))
    assert words in zhang.text
    assert "报一条线索" in zhang.labels()
    assert zhang.mind.answers == {}


def test_a_filing_that_was_left_for_a_lead_goes_on_at_its_question():
    zhang = Phone().start("v_good").press("帮人申请", "年纪大", "委托书", "选好了")
    zhang.say("报线索").press("不是", "不急").say(SEEN).happen(e.Reported(False))
    assert "镇里看得到" in zhang.text
    zhang.press("接着刚才的")
    assert zhang.mind.question == "related"
    assert zhang.mind.answers == {"reason": ("old",), "evidence": ("letter",)}


def test_a_lead_that_is_done_while_he_does_something_else_disturbs_nothing():
    zhang = reporting(Phone()).press("不办了").press("从头开始")
    zhang.press("帮人申请", "年纪大").happen(e.Reported(False))
    assert "镇里看得到" in zhang.text
    zhang.press("接着刚才的")
    assert zhang.mind.question == "evidence"


def test_who_keeps_no_books_speaks_up_as_anybody():
    wang = Phone().command("lead")
    assert "谢谢您替他说" in wang.text
    assert wang.mind.scene == "tell"


def test_a_number_is_left_out_of_what_is_seen():
    zhang = Phone().start("v_good").press("报一条线索", "不是", "不急")
    zhang.say("电话〔已隐去〕,屋顶漏雨", hidden=True)
    assert zhang.effects[0].context["seen"] == "电话〔已隐去〕,屋顶漏雨"
    assert "号码我没留" in zhang.text


def test_a_chat_that_lost_its_villages_is_answered_by_the_house():
    zhang = reporting(Phone())
    zhang.mind = screened(Phone()).mind
    zhang.command("lead")
    assert zhang.mind.scene == "tell"
