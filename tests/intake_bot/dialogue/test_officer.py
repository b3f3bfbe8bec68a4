"""Zhang keeps the books of Qingshi village and files for people who cannot: bound by a code, asked if related."""

from datetime import date

import pytest

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from tests.intake_bot.phone import Phone


def filing(phone: Phone, *, related: str = "不是") -> Phone:
    """Walk the officer's own questions."""
    phone.start("v_good").press("帮人申请", "年纪大", "委托书", "选好了", related)
    if related == "是":
        phone.press("父母或子女")
    return phone.press("2", "1000 以下", "都没有")


def test_a_one_time_code_binds_the_chat_and_names_the_villages():
    zhang = Phone().start("v_good")
    assert zhang.effects == [f.Bind("good")]
    assert "张会计" in zhang.text
    assert "青石村" in zhang.text
    assert "别借给别人" in zhang.text
    zhang.say("你好")
    assert "帮人申请" in zhang.labels()
    zhang.wait(days=3).start()
    assert "帮人申请" in zhang.labels()


def test_a_code_can_be_typed_where_there_are_no_start_links():
    zhang = Phone().say("v_abcdefghij-_1234")
    assert zhang.effects == [f.Bind("abcdefghij-_1234")]
    assert Phone().say("v_好").effects != [f.Bind("好")]


def test_a_used_code_is_refused_with_the_reason():
    zhang = Phone().start("v_used")
    assert "用过了" in zhang.text
    assert not zhang.mind.is_officer


def test_a_chat_that_is_not_bound_cannot_file():
    zhang = Phone().command("file")
    assert "先要绑定" in zhang.text
    assert zhang.mind.scene == ""


def test_why_on_what_evidence_related_and_consent_then_the_same_list():
    zhang = filing(Phone())
    assert "念给他听" in zhang.text
    assert zhang.mind.question == "authorised"
    zhang.press("都同意了", "没有孩子")
    assert zhang.last.kind == "card"
    zhang.press("现在申请", "没有", "都没有", "听懂了,同意")
    (handover,) = zhang.effects
    assert handover.purpose == "take"
    assert handover.context["officer"] == "officer-1"
    assert handover.context["filing"] == {"reason": "年纪大", "evidence": "委托书", "related": False}
    assert handover.context["answers"]["village"] == "770101001"
    zhang.happen(e.Lodged("N-7", "", "https://yimen.example/t/7/", "taken", "上报", date(2026, 3, 23)))
    assert "村里要报上去:最晚 3 月 23 日(周一)" in zhang.text
    assert "帮人申请" in zhang.labels()


@pytest.mark.parametrize("dodge", ["不知道", "跳过", "9"])
def test_the_relative_question_must_be_answered(dodge):
    zhang = Phone().start("v_good").press("帮人申请", "年纪大", "委托书", "选好了")
    assert "不知道" not in zhang.labels()
    assert "(一定要答)" in zhang.text
    zhang.say(dodge).say("继续")
    assert zhang.mind.question == "related"
    zhang.happen(e.Chosen("unknown.related"))
    assert "related" not in zhang.mind.answers


def test_a_relative_is_registered_and_told_that_truth_does_no_harm():
    zhang = Phone().start("v_good").press("帮人申请", "残疾", "监护关系证明", "选好了", "是", "父母或子女")
    assert "近亲属备案" in zhang.text
    assert zhang.mind.answers["kin"] == ("parent_child",)


def test_no_evidence_no_filing():
    zhang = Phone().start("v_good").press("帮人申请", "年纪大")
    assert "选好了" not in zhang.labels()
    assert "都没有" not in zhang.labels()


def test_without_the_familys_consent_nothing_is_handed_in():
    zhang = filing(Phone()).press("有人不同意")
    assert "先不交" in zhang.text
    assert not zhang.effects
    assert zhang.mind.answers == {}


def test_an_officer_of_two_villages_says_which():
    zhang = Phone().start("v_two").press("帮人申请")
    assert "他是哪个村" in zhang.text
    zhang.press("柳树村", "年纪大", "委托书", "选好了", "不是", "1", "几乎没有", "都没有", "都同意了")
    assert zhang.effects[0].unit == "770101002"


def test_a_binding_can_be_taken_away():
    zhang = Phone().start("v_good").press("解除绑定")
    assert zhang.effects == [f.Unbind()]
    assert not zhang.mind.is_officer
    assert "帮人申请" in Phone().start("v_good").command("today").labels()


def test_an_unknown_button_of_the_menu_shows_the_menu():
    zhang = Phone().start("v_good")
    (help_,) = [button for button in zhang.mind.offered if button.code == "/help"]
    zhang.happen(e.Chosen(help_.code)).say("继续")
    assert "要帮谁办" in zhang.text
