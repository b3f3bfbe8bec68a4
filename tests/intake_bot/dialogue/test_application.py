"""Applying in the chat: nothing private is asked there, one link leads to the form, and the talk goes on after it."""

from dataclasses import replace
from datetime import date

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from intake_bot.dialogue.scenes.application import questions
from intake_bot.dialogue.talk import Talk
from tests.intake_bot.phone import WEB, Phone, screened, script_for

CARRYING = replace(WEB, carries_personal=True)


def at_consent(phone: Phone | None = None) -> Phone:
    """Walk to the consent."""
    return screened(phone or Phone()).press("现在申请", "没有孩子", "现在申请", "没有", "都没有")


def test_the_list_always_comes_before_the_application():
    wang = screened(Phone()).press("现在申请", "没有孩子")
    assert wang.last.kind == "card"


def test_the_consent_says_whom_what_who_sees_and_how_to_withdraw():
    wang = at_consent()
    for words in ("查谁", "查什么", "给谁看", "不同意", "收回"):
        assert words in wang.text
    wang.press("不同意")
    assert "办不下去" in wang.text
    assert not wang.effects
    wang.press("听懂了,同意")
    assert wang.effects[0].purpose == "apply"


def test_the_link_carries_the_answers_and_nothing_private():
    wang = at_consent().press("听懂了,同意")
    (handover,) = wang.effects
    assert isinstance(handover, f.Handover)
    context = handover.context
    assert context["answers"]["members"] == 2
    assert context["answers"]["urgent"] is False
    assert context["answers"]["village"] == "770101001"
    assert context["disclosure"] == "d1"
    assert context["officer"] == ""
    assert context["filing"] == {}
    assert "https://yimen.example/apply/h/2/" in wang.text
    assert "72 小时" in wang.text


def test_a_channel_that_may_not_carry_personal_data_never_asks_for_it():
    asked = {question.sensitivity for question in _asked(Phone())}
    assert asked == {"open"}
    asked = {question.sensitivity for question in _asked(Phone(script_for(channel=CARRYING)))}
    assert asked == {"open", "personal"}


def _asked(phone: Phone) -> list:
    screened(phone)
    return list(questions(Talk(phone.mind, phone.script, phone.now)))


def test_money_and_words_are_typed_where_the_channel_may_carry_them():
    script = script_for(channel=CARRYING)
    base = script.programmes[0]
    income = replace(_question(base.spec, "living_together"), key="income", type="money")
    spec = replace(base.spec, questions=(*base.spec.questions, income))
    wang = screened(Phone(replace(script, programmes=(replace(base, spec=spec),))))
    wang.press("现在申请", "没有孩子", "现在申请").say("我老伴,七十了")
    assert wang.mind.answers["living_together"] == ("我老伴,七十了",)
    while wang.mind.question != "income":
        wang.press("不知道")
    wang.say("没多少")
    assert "income" not in wang.mind.answers
    wang.say("继续").say("一年1200块")
    assert wang.mind.answers["income"] == ("1200",)
    while wang.mind.scene == "apply":
        wang.press("不知道")
    assert wang.mind.scene == "consent"


def _question(spec, key):
    (found,) = [question for question in spec.questions if question.key == key]
    return found


def test_while_the_form_is_open_the_chat_waits_and_can_give_another_address():
    wang = at_consent().press("听懂了,同意").wait(days=2).say("继续")
    assert "等您填完" in wang.text
    wang.press("再要一个地址")
    assert isinstance(wang.effects[0], f.Handover)
    wang.say("上一步")
    assert wang.mind.scene == "consent"
    wang.say("上一步")
    assert wang.mind.scene == "apply"
    wang.press("都没有").say("不办了")
    assert "没有交任何东西" in wang.text


def test_when_the_form_is_done_the_receipt_comes_by_itself_and_the_answers_are_gone():
    wang = at_consent().press("听懂了,同意")
    receipt = e.Lodged(
        "青石2026-0042", "", "https://yimen.example/t/x/", next_label="受理", next_day=date(2026, 3, 23)
    )
    wang.happen(receipt)
    assert "青石2026-0042" in wang.text
    assert "查询码在刚才的网页上" in wang.text
    assert "受理,最晚 3 月 23 日(周一)" in wang.text
    assert "2 个人去家里看看" in wang.text
    assert wang.mind.answers == {}
    assert wang.mind.cases == ("青石2026-0042",)
    wang.say("继续")
    assert wang.last.kind == "status"


def test_a_receipt_with_a_code_and_without_a_date():
    wang = Phone().happen(e.Lodged("N-1", "482719361234", "https://yimen.example/t/x/"))
    assert "482719361234" in wang.text
    assert "接下来" not in wang.text


def test_a_refusal_of_the_house_is_said_with_its_clause_and_a_way_on():
    wang = screened(Phone())
    wang.house = lambda _: e.Refused("本地没有开办这个项目", "第四条")
    wang.press("看要带什么", "没有孩子")
    assert "没办成:本地没有开办这个项目" in wang.text
    assert "第四条" in wang.text
    assert "打电话问人" in wang.labels()
