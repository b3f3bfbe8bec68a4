"""The one-time list: numbered, frozen, complete before it is given, and four honest exits for every paper."""

from dataclasses import replace
from datetime import datetime

import pytest

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from intake_bot.dialogue.conversation import Button
from policies.rules.conditions import parse
from tests.intake_bot.phone import SHANGHAI, Phone, screened, script_for


def with_list(phone: Phone | None = None, children: str = "没有孩子") -> Phone:
    """Walk to the list."""
    return screened(phone or Phone()).press("看要带什么", children)


def test_the_list_says_what_to_bring_what_to_sign_and_what_nobody_need_bring():
    wang = with_list(children="1")
    assert "清单编号 G-2026-00001" in wang.text
    assert "身份证复印件" in wang.text
    assert "户口簿复印件" in wang.text
    assert "核对授权书" in wang.text
    assert "我们去查,您不用跑" in wang.text
    assert "村里盖章的困难证明" in wang.text.split("不用带")[1]
    assert "https://yimen.example/m/t1/" in wang.text


def test_what_selects_a_paper_is_asked_before_the_list_and_once():
    wang = screened(Phone(), members="1").press("看要带什么")
    assert wang.last.kind == "card", "who lives alone is not asked for children"
    wang = screened(Phone(), situation="残疾证").press("看要带什么", "1")
    (effect,) = wang.effects
    assert (effect.adults, effect.minors, effect.facts["disability"]) == (1, 1, True)
    assert effect.unit == "770101001"


def test_a_household_of_unknown_size_gets_every_paper_with_its_condition():
    wang = (
        Phone()
        .say("我能办低保吗")
        .press("开始", "没有", "我自己家", "人在外地", "不知道", "说不清", "都没有")
    )
    wang.press("看要带什么")
    (effect,) = wang.effects
    assert (effect.adults, effect.unit) == (None, "")
    assert "户口簿复印件" in wang.text


def test_children_may_be_unknown():
    (effect,) = with_list(children="不知道").effects
    assert (effect.adults, effect.minors) == (2, 0)


def test_a_second_look_shows_the_same_number_and_no_second_receipt():
    wang = with_list()
    wang.say("要带什么")
    assert not wang.effects
    assert "G-2026-00001" in wang.text
    wang.wait(days=3).say("继续")
    assert "G-2026-00001" in wang.text


def test_the_list_is_one_message_even_when_it_is_long():
    papers = tuple(e.Paper(f"p{n}", f"材料{n}", "applicant", "为" * 80, "去" * 80) for n in range(40))
    wang = screened(Phone())
    wang.house = lambda _: e.Disclosed("d", "G-1", "https://yimen.example/m/x/", papers)
    wang.press("看要带什么", "没有孩子")
    assert len(wang.text) <= 4096
    assert "全部在下面这个网页上" in wang.text
    assert "G-1" in wang.text


def test_a_list_without_papers_of_ones_own_offers_no_exits():
    wang = screened(Phone())
    wang.house = lambda _: e.Disclosed("d", "G-1", "https://yimen.example/m/x/", ())
    wang.press("看要带什么", "没有孩子")
    assert "某一样有困难" not in wang.labels()


def test_remind_me_tomorrow_at_nine():
    wang = with_list().press("某一样有困难", "身份证复印件", "明天提醒我")
    (effect,) = wang.effects
    assert effect == f.Remind(datetime(2026, 3, 19, 9, 0, tzinfo=SHANGHAI), "您让我今天提醒:身份证复印件。")


def test_where_do_i_get_it():
    wang = with_list().press("某一样有困难", "身份证复印件", "不知道去哪拿")
    assert "窗口可以复印" in wang.text


def test_i_cannot_get_it_keeps_the_sentence_and_names_what_else_will_do():
    wang = with_list().press("某一样有困难", "身份证复印件", "实在拿不到").say("去年投诉丢了,派出所太远")
    assert "社保卡" in wang.text
    assert wang.mind.excused == {"id_copy": "去年投诉丢了,派出所太远"}
    assert not wang.effects, "a reason is not searched for act words"
    wang.press("现在申请", "没有", "都没有", "听懂了,同意")
    (handover,) = wang.effects
    assert handover.context["excused"] == {"id_copy": "去年投诉丢了,派出所太远"}


def test_a_number_typed_as_the_reason_is_not_kept():
    wang = with_list()
    wang.press("某一样有困难", "《浙江省困难群众“一件事”救助联办申请表》", "实在拿不到")
    wang.say("我的号是〔已隐去〕", hidden=True)
    assert "号码我没留" in wang.text


def test_it_does_not_apply_to_us():
    wang = with_list().press("某一样有困难", "身份证复印件", "我家没这情况")
    assert wang.mind.excused == {"id_copy": "我家没这情况"}
    assert wang.labels()[0] == "回到清单"
    wang.press("回到清单")
    assert "G-2026-00001" in wang.text


def test_ways_back_from_a_paper():
    wang = with_list().press("某一样有困难", "身份证复印件").say("返回")
    assert wang.mind.scene == "sheet"
    wang.press("回到清单", "某一样有困难", "身份证复印件", "实在拿不到").say("上一步")
    assert "哪一样有困难" in wang.text
    wang.press("身份证复印件").wait(days=1).say("继续")
    assert "哪一样有困难" in wang.text


@pytest.mark.parametrize("where", ["", "户籍窗口"])
def test_where_to_get_a_paper_comes_from_the_programme(where):
    base = script_for().programmes[0]
    materials = tuple(replace(m, where=where) for m in base.spec.materials)
    script = script_for(programmes=(replace(base, spec=replace(base.spec, materials=materials)),))
    wang = with_list(Phone(script)).press("某一样有困难", "身份证复印件", "不知道去哪拿")
    assert (where or "窗口的人更清楚") in wang.text


def test_a_condition_inside_a_condition_is_asked_for_too():
    base = script_for().programmes[0]
    inner = parse(
        {"all": [{"not": {"fact": "registered_elsewhere", "is": False}}, {"fact": "car", "is": True}]}
    )
    materials = (*base.spec.materials[:-1], replace(base.spec.materials[-1], condition=inner))
    wang = Phone(script_for(programmes=(replace(base, spec=replace(base.spec, materials=materials)),)))
    with_list(wang)
    assert wang.mind.question == "registered_elsewhere"
    wang.press("有")
    assert wang.effects[0].facts["registered_elsewhere"] is True


def test_a_button_of_another_release_shows_the_four_exits_again():
    wang = with_list().press("某一样有困难", "身份证复印件")
    wang.mind = replace(wang.mind, offered=(*wang.mind.offered, Button("odd", "odd")))
    wang.happen(e.Chosen("odd"))
    assert "实在拿不到" in wang.labels()
