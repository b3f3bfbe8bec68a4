"""One application under several programmes; consents with day and scope; what the office looks up; entries elsewhere."""

from datetime import date

import pytest

from casework.rules import entering, office
from casework.rules.facts import Authorisation, Entry, Member
from casework.rules.lodgement import PersonDraft, at_odds, away_unsaid
from policies.rules.identity import demo_id
from tests.casework.rules.scene import COUPLE, Scene


def test_not_dibao_but_margin_keeps_both_determinations_on_one_application():
    """YC-4a: reclassified, the same papers, both determinations kept."""
    scene = Scene("yangcheng").surveyed()
    before = scene.facts.supplied

    kept = scene.do("reclassify", "李", to="margin", reason="收入高于低保标准").data

    assert kept == {"from": "dibao", "to": "margin", "reason": "收入高于低保标准"}
    assert scene.facts.supplied == before
    scene.book = Scene("yangcheng", "margin").book
    scene.do("first_opinion", "李", grant=True)
    assert [(one.programme, one.met) for one in scene.facts.determinations] == [
        ("dibao", False),
        ("margin", True),
    ]


def test_two_programmes_are_weighed_from_one_form_and_the_newest_of_each_stands():
    """SY-3.3: 低保 and 低边 both assessed from it."""
    scene = Scene("shangyu").surveyed()

    scene.do("assess", "李", programme="margin", met=False, reason="存款超了")
    scene.do("assess", "李", programme="margin", met=True, reason="存款是借的，已核实")
    scene.do("first_opinion", "李", grant=False)

    assert [(one.programme, one.met) for one in scene.facts.determinations] == [
        ("margin", True),
        ("dibao", False),
    ]
    assert scene.facts.programme == "dibao"


def test_weighing_comes_after_the_visit_before_the_decision_and_says_why():
    assert Scene().accepted().no("assess", "李", programme="margin", met=True, reason="x").code == "order"
    assert Scene().lodged().no("assess", "李", programme="margin", met=True, reason="x").code == "order"
    assert Scene().surveyed().no("assess", "李", programme="margin", met=True, reason="").code == "missing"
    assert Scene().surveyed().no("assess", "李", met=True, reason="x").code == "missing"
    assert Scene().confirmed().no("assess", "李", programme="margin", met=True, reason="x").code == "order"


def test_each_adult_authorises_with_a_day_and_a_scope_and_the_first_consent_stands():
    """QY-3.1.1g: a lawful authorisation names who, when and for what."""
    scene = Scene("qinyuan").wait(3)

    scene.do("authorise", who=["m1"], on="2025-03-05", scope="存款和房产")
    scene.do("authorise", who=["m1", "m2"], scope="存款")

    assert scene.facts.authorisations == (
        Authorisation("m1", date(2025, 3, 5), "存款和房产"),
        Authorisation("m2", date(2025, 3, 6), "存款"),
    )
    early = scene.no("authorise", who=["m2"], on="2025-04-01", scope="存款")
    assert "日期还没有到" in early.reason


def test_what_can_be_shared_is_a_task_of_the_office_until_it_is_done():
    """YI-2.4a: what sharing gives is looked up, and the case lists it until then."""
    scene = Scene("yicheng")
    scene.do("intend", authorised="all")
    names = [task.code for task in office.waiting(scene.facts, scene.book.spec, scene.today)]
    assert "property_data" in names
    assert office.ELSEWHERE not in names

    scene.do("look_up", "刘", codes=names, text="名下一处宅基地")

    assert office.waiting(scene.facts, scene.book.spec, scene.today) == ()
    assert all(task.done for task in office.tasks(scene.facts, scene.book.spec, scene.today))
    assert scene.no("look_up", "刘", codes=["property_data"], text="再查").code == "invalid"


def test_the_abolished_certificate_is_a_task_where_a_member_is_registered_elsewhere():
    """YI-2.4c: never listed as a paper; a verification task exists."""
    away = Member("m3", date(1990, 1, 1), "媳", registered="外县")
    scene = Scene("yicheng", members=(*COUPLE, away))
    scene.do("intend", authorised="all")

    assert office.ELSEWHERE in [
        task.code for task in office.waiting(scene.facts, scene.book.spec, scene.today)
    ]
    scene.do("submit", channel="window", supplied=["form"], signed="all", authorised="all")
    assert scene.no("request_missing", "刘", codes=[office.ELSEWHERE]).code == "banned"


def test_a_thing_looked_up_is_chosen_and_says_what_came_out():
    scene = Scene("yicheng")
    scene.do("intend", authorised="all")

    assert scene.no("look_up", "刘", codes=[], text="x").code == "missing"
    assert scene.no("look_up", "刘", codes=["property_data"], text=" ").code == "missing"


def test_the_days_between_a_step_and_its_entry_are_shown():
    """HX-6.1, QY-3.1.1m: accepted on the 10th, entered on the 13th: three days; the same day: none."""
    scene = Scene("huaxi").accepted()

    scene.wait(3).do("enter", "刘", step="accept", platform="省平台")

    assert scene.facts.entries[0].lag == 3
    assert entering.open_steps(scene.facts) == ()
    assert entering.late(scene.facts.entries[0], 2)
    assert not entering.late(scene.facts.entries[0], 3)
    assert not entering.late(scene.facts.entries[0], None)
    scene.do("enter", "刘", step="accept", platform="省平台", on="2025-03-03")
    assert [entry.lag for entry in scene.facts.entries] == [0]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"step": "visit", "platform": "省平台"}, "order"),
        ({"step": "note", "platform": "省平台"}, "order"),
        ({"step": "accept"}, "missing"),
        ({"platform": "省平台"}, "missing"),
        ({"step": "accept", "platform": "省平台", "on": "2025-03-01"}, "invalid"),
        ({"step": "accept", "platform": "省平台", "on": "2025-03-09"}, "invalid"),
    ],
)
def test_an_entry_is_of_a_step_that_was_done_in_a_named_platform_on_a_possible_day(data, code):
    assert Scene().accepted().no("enter", "刘", **data).code == code


def test_a_request_leaves_once_it_is_asked_for_and_a_report_keeps_what_it_found():
    scene = Scene().accepted()
    assert scene.no("send_check", "刘").code == "order"
    scene.do("request_check", "刘")

    assert scene.do("send_check", "刘", batch="20250303").data == {"batch": "20250303"}
    kept = scene.do(
        "check_report", result="within", number="核9", found={"deposits": 5}, dated="2025-03-03"
    ).data

    assert kept == {"result": "within", "number": "核9", "found": {"deposits": 5}, "dated": "2025-03-03"}
    assert scene.facts.check.sent is not None
    assert scene.no("send_check", "刘").code == "order"


def test_an_entry_counts_calendar_days():
    assert Entry("accept", "省平台", date(2024, 6, 10), date(2024, 6, 13)).lag == 3


@pytest.mark.parametrize(
    ("relation", "birth", "wrong"),
    [
        ("妻", date(1970, 1, 1), ""),
        ("", date(1970, 1, 1), ""),
        ("丈夫", date(1970, 1, 1), "性别"),
        ("妻", date(1971, 1, 1), "出生日期"),
        ("妻子", date(1970, 1, 1), ""),
        ("嫂子", date(1970, 1, 1), ""),
        ("儿子", date(1970, 1, 1), "性别"),
        ("孙子女", date(1970, 1, 1), ""),
        ("祖父母", date(1970, 1, 1), ""),
        ("兄弟姐妹", date(1970, 1, 1), ""),
    ],
)
def test_age_and_sex_agree_with_the_number(relation, birth, wrong):
    """QY-3.1.1c: entries are checked against the number at entry."""
    number = demo_id("770101", date(1970, 1, 1), 2)

    assert wrong in at_odds(PersonDraft("m1", "演示", birth, id_number=number, relation=relation))
    assert bool(at_odds(PersonDraft("m1", "演示", birth, id_number=number, relation=relation))) is bool(wrong)
    assert at_odds(PersonDraft("m1", "演示", birth, relation=relation)) == ""


def test_a_word_that_means_either_says_nothing_of_a_man():
    """QY-3.1.1c: 孙子女, 祖父母 and 兄弟姐妹 of the form's own list are men as well as women."""
    number = demo_id("770101", date(1970, 1, 1), 1)
    for relation in ("孙子女", "祖父母", "兄弟姐妹", "子女"):
        assert at_odds(PersonDraft("m2", "演示", date(1970, 1, 1), id_number=number, relation=relation)) == ""


@pytest.mark.parametrize(
    ("said", "registered", "unsaid"),
    [(True, ("", ""), True), (True, ("", "邻县"), False), (False, ("",), False), (None, ("",), False)],
)
def test_somebody_registered_elsewhere_is_asked_after_until_it_is_written_who(said, registered, unsaid):
    """QY-3.1.1c: what the chat was told and what the form holds are looked at together."""
    assert away_unsaid({} if said is None else {"registered_elsewhere": said}, registered) is unsaid
