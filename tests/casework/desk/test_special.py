"""Scenes of what goes its own way: late and said so, decided on its own merits, looked at again by the county."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from casework.models import Case, MovedDeadline, Redating
from front.progress import progress
from tests.casework.desk.acting import configure, ids, meet, press, text
from tests.casework.desk.cast import at, build


def page(town, case, name, when):
    return text(town.sit(name, when).get(reverse("desk_case", args=[case.pk])))


def test_who_is_late_owes_a_reason_and_the_household_reads_it(town):
    case = town.lodge(at(3, 2))
    town.do("accept", case, "刘敏", at(3, 3))
    late = at(5, 20)

    assert "还没有告诉群众为什么" in page(town, case, "刘敏", late)
    press(town, case, "刘敏", "explain_delay", late, reason="银行的核对报告没有回", until="2026-06-01")

    shown = page(town, case, "陈立", late)
    assert "还没有告诉群众为什么" not in shown
    assert "已经告诉群众为什么晚了：银行的核对报告没有回" in shown
    case.refresh_from_db()
    told = progress(case, late)["picture"].late
    assert {(one.why, one.until) for one in told} == {("银行的核对报告没有回", "2026-06-01")}


def test_a_corrected_calendar_shows_on_the_case_what_it_moved(town):
    case = town.lodge(at(3, 2))
    town.do("accept", case, "刘敏", at(3, 3))
    correction = Redating.objects.create(
        calendar="x", what="补录清明调休", source="国办发明电", by_name="何科长", begun_at=at(3, 4)
    )
    MovedDeadline.objects.create(
        redating=correction,
        case=case,
        clock="whole",
        label="办结",
        was=date(2026, 3, 31),
        now=date(2026, 4, 1),
    )

    shown = page(town, case, "陈立", at(3, 5))

    assert "工作日历改了（补录清明调休，何科长）：原来到 2026-03-31，现在到 2026-04-01" in shown
    assert "国办发明电" in shown


def test_aid_of_one_sum_is_not_told_as_coming_every_month(db, wall_clock):
    town = build(wall_clock, "qinyuan")
    configure(town.place, township_limit="3000")
    case = town.lodge(at(3, 2), programme="temporary")
    town.bring_to_opinion(case, amount=80_000)
    meet(town, case, at(3, 10))
    town.do("confirm", case, "王镇长", at(3, 10, 12), amount=80_000)
    case.refresh_from_db()

    request = RequestFactory().get("/track/case/")
    told = render_to_string("front/progress.html", progress(case, at(3, 11)) | {"full": True}, request)

    assert "一次性 800 元" in told
    assert "每月" not in told
    assert "起发" not in told


@pytest.fixture
def district(db, wall_clock):
    return build(wall_clock, "huaxi")


def test_the_county_takes_a_disputed_refusal_up_and_lists_it(district):
    """HX-4.4e"""
    case = district.lodge(at(3, 2))
    district.do("accept", case, "刘敏", at(3, 3))
    district.do("request_check", case, "陈立", at(3, 3, 11))
    district.do("check_report", case, "陈立", at(3, 5), result="over", number="HD-1")
    district.do("refuse", case, "王镇长", at(3, 9), reason="收入超标")
    press(district, case, "何科长", "elevate", at(3, 12), cause="儿子的工资算错了")
    press(district, case, "何科长", "close_elevated", at(3, 13), found="mistaken", words="工资多算了一笔")

    shown = page(district, case, "何科长", at(3, 13))
    assert "原来的决定有错，由乡镇提出调整" in shown
    assert "不批" in shown
    assert case.number in text(district.sit("何科长").get(reverse("desk_special")))
    assert district.sit("王镇长").get(reverse("desk_special")).status_code == 403


@pytest.fixture
def mountain(db, wall_clock):
    return build(wall_clock, "qinyuan")


def test_a_case_on_its_own_merits_is_decided_by_the_meeting_with_its_reasons(mountain):
    """QY-3.1.1l"""
    configure(mountain.place, posting_days="7", panel_quorum="3")
    case = mountain.lodge(at(3, 2))
    mountain.bring_to_opinion(case)
    who = ids(mountain, "马镇长", "王镇长", "赵强")
    case.refresh_from_db()
    url = reverse("desk_act", args=[case.pk, "panel"])
    wang = mountain.sit("王镇长", at(3, 18))
    assert "至少 3 人到会。" in text(wang.get(url))
    bare = {
        "seen": case.seq,
        "members": who,
        "chair": who[0],
        "approves": 3,
        "rejects": 0,
        "special": "on",
        "minutes": "on",
    }
    assert "写明特殊在哪里" in text(wang.post(url, bare))

    press(
        mountain, case, "王镇长", "panel", at(3, 18),
        members=who, chair=who[0], approves="3", rejects="0", special="on", minutes="on", reasons="独居，没有人照顾",
    )  # fmt: skip

    shown = page(mountain, case, "王镇长", at(3, 18))
    assert "一事一议" in shown
    assert "独居，没有人照顾" in shown


def test_special_plans_are_counted_by_who_approved_them(town):
    """SY-4.4b: three plans by one confirmer, the list shows three."""
    configure(town.place, township_limit="100000", posting_days="7")
    for number in range(3):
        case = town.lodge(at(3, 2), name=f"户{number}", programme="temporary")
        town.do("accept", case, "刘敏", at(3, 3))
        town.do("request_check", case, "陈立", at(3, 3, 11))
        town.do("check_report", case, "陈立", at(3, 5), result="within", number="HD-1")
        both = ids(town, "陈立", "赵强", "张会计")
        town.do("visit", case, "陈立", at(3, 6), who=both, findings="房子老旧")
        town.do("file_plan", case, "刘敏", at(3, 6, 11), receipt=f"备{number}")
        town.do("first_opinion", case, "赵强", at(3, 9), grant=True, amount=200000)
        town.do("post", case, "刘敏", at(3, 10), where=["board"])
        town.do("confirm", case, "王镇长", at(3, 10) + timedelta(days=9), amount=200000)

    groups = town.sit("何科长", at(3, 20)).get(reverse("desk_special")).context["groups"]

    assert [(group["name"], len(group["rows"])) for group in groups] == [("王镇长", 3)]
    assert Case.objects.filter(flags__contains="special").count() == 3
