"""Wang asks in the chat whether she could get help: six questions, a direction, never a verdict."""

from dataclasses import replace

import pytest

from intake_bot.dialogue import effects as f
from intake_bot.dialogue import events as e
from intake_bot.dialogue.conversation import Button, Conversation
from intake_bot.dialogue.script import Standard, Unit
from intake_bot.dialogue.stage import SCENES
from tests.intake_bot.phone import Phone, screened, script_for, spec_of

VERDICTS = ("符合条件", "不符合", "可以领到", "批准")


def test_the_door_says_who_answers_and_that_it_costs_nothing():
    wang = Phone().start()
    assert "自动回复" in wang.text
    assert "不收一分钱" in wang.text
    assert wang.labels()[:4] == ["家里钱不够过日子", "看病花钱太多", "突然遇到急事", "老人/孩子没人养"]
    assert "低保" not in wang.text, "the trouble is asked for, never the programme"


def test_a_result_in_six_questions_and_at_most_eight_taps():
    wang = Phone().say("我能办低保吗")
    taps = questions = 0
    for label in ("开始", "没有", "我自己家", "青石镇青石村", "2", "几乎没有", "都没有"):
        wang.press(label)
        taps += 1
        questions += wang.last.kind == "question"
    assert wang.last.kind == "result-A"
    assert (questions, taps <= 8) == (6, True)
    assert "可以试试申请" in wang.text
    assert not any(word in wang.text for word in VERDICTS)


def split(town_and_country=("urban", "rural")):
    """A county whose standard is 5000 in town and 300 in the country; 青石镇 is in town, 白水镇 is not."""
    script = script_for()
    (programme,) = script.programmes
    local = (Standard("urban", "城镇", 500_000), Standard("rural", "农村", 30_000))
    kinds = dict(zip(("770101", "770102"), town_and_country, strict=True))
    return replace(
        script,
        programmes=(replace(programme, standard=None, local=local),),
        units=tuple(replace(unit, area=kinds[unit.code[:6]]) for unit in script.units),
    )


@pytest.mark.parametrize(("kinds", "shape"), [(("urban", "rural"), "A"), (("rural", "urban"), "B")])
def test_the_income_is_held_against_the_standard_of_the_village(kinds, shape):
    wang = screened(Phone(split(kinds)), income="1000–2000")
    assert wang.last.kind == f"result-{shape}"


def test_a_township_s_own_standard_goes_before_that_of_town():
    script = split()
    (programme,) = script.programmes
    own = replace(programme, local=(*programme.local, Standard("770101", "青石镇", 30_000)))
    assert screened(Phone(replace(script, programmes=(own,))), income="1000–2000").last.kind == "result-B"


def test_asked_how_much_before_the_village_is_known_it_names_both_standards():
    wang = Phone(split()).say("一个月多少钱")
    assert "城镇 5,000、农村 300 元" in wang.text


def test_asked_how_much_once_the_village_is_known_it_names_the_one_that_holds():
    wang = screened(Phone(split())).say("一个月多少钱")
    assert "5,000 元" in wang.text
    assert "农村" not in wang.text


def test_the_result_cites_its_source_and_date():
    wang = screened(Phone())
    assert spec_of("shangyu").source.title in wang.text
    assert "更新于 2026 年 3 月 2 日" in wang.text
    assert "20 个工作日" in wang.text
    assert "https://yimen.example/policy/dibao/" in wang.text


@pytest.mark.parametrize(
    ("answers", "shape", "words"),
    [
        ({"situation": "小汽车"}, "result-B", "小汽车"),
        ({"income": "4000 以上"}, "result-B", "不比标准少"),
        ({"income": "说不清"}, "result-C", "一个月大概收入"),
    ],
)
def test_less_likely_and_unclear_say_why_and_leave_the_door_open(answers, shape, words):
    wang = screened(Phone(), **answers)
    assert wang.last.kind == shape
    assert words in wang.text
    assert {"现在申请", "还是要申请"} & set(wang.labels())


def test_another_programme_is_named_only_where_the_place_has_it():
    script = script_for()
    other = replace(script.programmes[0], spec=replace(spec_of("shangyu"), code="margin", short="低边"))
    wang = screened(Phone(script_for(programmes=(*script.programmes, other))), situation="重病病人")
    assert "低边" in wang.text
    assert "低边" not in screened(Phone(script), situation="重病病人").text


def test_the_county_decides_the_limit_and_a_silent_one_is_not_shown():
    silent = replace(spec_of("shangyu"), clocks=())
    programme = replace(script_for().programmes[0], spec=silent)
    assert "工作日" not in screened(Phone(script_for(programmes=(programme,)))).text
    assert "12 个工作日" in screened(Phone(script_for("yicheng"))).text


def test_an_emergency_stops_the_questions_and_tells_a_person_once():
    wang = Phone().say("我能办低保吗").press("开始", "有")
    assert wang.last.kind == "urgent"
    assert "120" in wang.text
    assert "0000-1234567" in wang.text
    assert f.CallPerson("urgent", urgent=True) in wang.effects
    wang.say("房子塌了没地方住")
    assert wang.last.kind == "urgent"
    assert not wang.effects, "the person on duty is called once"


def test_the_emergency_button_and_a_call_back():
    wang = Phone().start().press("突然遇到急事").press("约个电话")
    assert wang.effects == [f.Handover("call", {"reason": "urgent", "urgent": True})]
    assert "/apply/h/1/" in wang.text
    wang.wait(minutes=1).command("back")
    assert "您碰到啥难处了" in wang.text


def test_every_question_can_be_left_unknown_explained_and_taken_back():
    wang = Phone().say("我能办低保吗").press("开始")
    assert "上一问" not in wang.labels()
    wang.press("为什么问")
    assert "先帮后补" in wang.text
    assert wang.last.text.count("第 1 问") == 1
    wang.press("不知道").press("我自己家")
    assert wang.mind.question == "village"
    for way in ("上一步", "返回", "/back"):
        wang.press("人在外地").say(way)
        assert wang.mind.question == "village"
        assert "village" not in wang.mind.answers
    wang.press("上一问", "上一问")
    wang.say("上一步")
    assert "这是第一问" in wang.text


def test_typed_numbers_and_words_answer_like_buttons():
    wang = Phone().say("我能办低保吗").say("1").say("2").say("我自己家").say("青石镇柳树村的")
    assert wang.mind.answers["village"] == ("770101002",)
    wang.say("有7口人")
    assert wang.mind.answers["members"] == ("7",)
    wang.say("2.").say("4、5")
    assert wang.mind.answers["situation"] == ("illness", "disability")


def test_a_number_of_people_is_never_mistaken_for_a_button():
    wang = Phone().say("我能办低保吗").press("开始", "没有", "我自己家", "人在外地").say("7")
    assert wang.mind.answers["members"] == ("7",)
    wang.say("上一步").say("99")
    assert "members" not in wang.mind.answers


def test_several_choices_are_marked_taken_back_and_finished():
    wang = Phone().say("我能办低保吗").press("开始", "没有", "我自己家", "人在外地", "2", "几乎没有")
    wang.press("小汽车")
    assert "✔ 小汽车" in wang.labels()
    wang.press("小汽车")
    assert "选好了" not in wang.labels()
    wang.press("残疾证", "重病病人", "选好了")
    assert wang.mind.answers["situation"] == ("disability", "illness")


def test_words_that_fit_several_answers_or_none_are_asked_again_elsewhere():
    wang = Phone().say("我能办低保吗").press("开始", "没有", "我自己家", "人在外地", "2", "几乎没有")
    wang.say("1、99")
    assert "situation" not in wang.mind.answers
    wang.say("有小汽车和残疾证")
    assert wang.mind.answers["situation"] == ("car", "disability")


def test_none_of_these_together_with_one_of_these_is_asked_again():
    wang = Phone().say("我能办低保吗").press("开始", "没有", "我自己家", "人在外地", "2", "几乎没有")
    wang.say("1、7")
    assert "没看懂" in wang.text
    assert "situation" not in wang.mind.answers


@pytest.mark.parametrize("scene", sorted(SCENES))
@pytest.mark.parametrize("event", [e.Chosen("odd"), e.Command("continue"), e.Command("back"), e.Text("99")])
def test_every_scene_survives_a_button_of_another_release_and_a_lost_question(scene, event):
    wang = Phone(conversation=Conversation(scene=scene, question="lost", offered=(Button("odd", "odd"),)))
    wang.happen(event)
    assert wang.last.choices


def test_a_button_of_another_release_does_not_answer_the_question():
    wang = Phone().say("我能办低保吗").press("开始")
    wang.mind = replace(wang.mind, offered=(Button("odd", "odd"),))
    wang.happen(e.Chosen("odd"))
    assert wang.mind.question == "urgent"
    assert not wang.mind.answers


def test_a_place_of_many_villages_asks_for_the_township_first():
    many = tuple(Unit(f"770101{n:03d}", f"第{n}村", "770101") for n in range(1, 31))
    wang = Phone(script_for(units=(Unit("770101", "青石镇"), *many)))
    wang.say("我能办低保吗").press("开始", "没有", "我自己家")
    assert "先选乡镇" in wang.text
    wang.press("青石镇")
    assert "第30村" in wang.labels()
    assert "village" not in wang.mind.answers
    wang.say("上一步").press("我自己家").say("青石镇")
    assert "第7村" in wang.labels()
    wang.press("第7村")
    assert wang.mind.answers["village"] == ("770101007",)


def test_not_this_leads_to_what_the_window_can_do():
    wang = Phone().say("我能办低保吗").press("不是这个")
    assert {"要带什么", "看要带什么"} & set(wang.labels())
    wang.press("看我能不能领").press("先看看政策")
    assert "/policy/dibao/" in wang.text
    wang.press("看我能不能领")
    assert wang.mind.scene == "intro"


def test_the_trouble_chooses_which_programme_is_asked_first():
    base = script_for().programmes[0]
    alone = replace(base, spec=replace(base.spec, code="tekun", short="特困"))
    mute = replace(base, spec=replace(base.spec, code="expenditure", short="支出", questions=()))
    wang = Phone(script_for(programmes=(mute, base, alone))).start().press("老人/孩子没人养")
    assert "特困" in wang.text
    wang.start().press("看病花钱太多")
    assert "低保" in wang.text, "a programme without its own questions cannot lead"


def test_a_window_without_a_programme_gives_the_telephone():
    wang = Phone(script_for(programmes=())).start()
    assert "0000-1234567" in wang.last.text
    assert wang.mind.scene == "greeting"


def test_an_old_button_does_not_answer_a_new_question():
    wang = Phone().say("我能办低保吗").press("开始")
    (old,) = [button.code for button in wang.mind.offered if button.label == "没有"]
    wang.press("没有")
    wang.happen(e.Chosen(old))
    assert "这个按钮是前面的" in wang.text
    assert wang.mind.question == "for_whom"
    assert wang.mind.answers == {"urgent": ("no",)}


def test_a_scene_that_a_former_release_left_behind_leads_to_the_door():
    wang = Phone(conversation=Conversation(scene="gone", question="x"))
    wang.happen(e.Chosen("whatever"))
    assert wang.mind.scene == "greeting"
    wang = Phone(conversation=Conversation(scene="screener", question="gone", programme="gone"))
    wang.happen(e.Chosen("whatever"))
    assert wang.mind.question == "urgent"


def test_an_answer_that_no_longer_fits_its_question_is_left_out():
    stale = Conversation(scene="screener", answers={"urgent": ("no",), "for_whom": ("cousin",)})
    wang = Phone(conversation=stale).say("继续")
    assert wang.mind.question == "village"
