"""Every act of the desk's table, pressed in a browser form at the moment it is for."""

from pathlib import Path

import pytest
from django.urls import reverse

from casework import actions
from casework.desk.acts import ACTS
from casework.models import Case
from casework.rules.lodgement import LodgementDraft
from casework.rules.roles import Actor
from tests.casework.desk.acting import configure, ids, press, text
from tests.casework.desk.cast import at, build


def test_the_village_forwards_and_the_window_completes(town):
    case = _taken(town)
    press(
        town,
        case,
        "张会计",
        "forward",
        at(3, 3),
        supplied=["form", "id_copy"],
        signed=["m1"],
        authorised=["m1"],
    )
    press(town, case, "刘敏", "disclose", at(3, 3, 11))
    press(town, case, "刘敏", "request_missing", at(3, 3, 12), codes=["household_book"])
    press(
        town, case, "刘敏", "submit", at(3, 4), supplied=["household_book"], signed=["m1"], authorised=["m1"]
    )
    press(town, case, "刘敏", "sign", at(3, 4, 11), who=["m2", "m3"])
    press(town, case, "刘敏", "accept", at(3, 4, 12))
    press(town, case, "陈立", "authorise", at(3, 4, 13), who=["m2"], scope="存款")

    case.refresh_from_db()
    assert case.stage == "accepted"
    page = text(town.sit("刘敏").get(reverse("desk_case", args=[case.pk])))
    assert "为什么代办：不识字" in page


def _taken(town):
    town.families += 1
    draft = LodgementDraft(
        place=town.place,
        programme="dibao",
        village=town.village.code,
        channel="village",
        members=town.family("马阿婆"),
    )
    actor = town.actor("张会计", at(3, 2).date())
    receipt = actions.take(
        draft=draft, actor=actor, at=at(3, 2), reason="不识字", evidence="委托书", related=False
    )
    return Case.objects.get(pk=receipt.case)


def test_from_the_check_to_the_opinion_and_another_programme(town):
    case = town.lodge(at(3, 2))
    press(town, case, "刘敏", "accept", at(3, 3))
    press(town, case, "陈立", "request_check", at(3, 3, 11))
    press(town, case, "陈立", "check_report", at(3, 4), result="over", number="HD-9")
    press(town, case, "陈立", "visit", at(3, 5), who=ids(town, "陈立"), methods=["visit"], findings="")
    press(town, case, "王镇长", "extend", at(3, 6), reason="complex")
    press(town, case, "赵强", "reclassify", at(3, 9), to="margin")

    case.refresh_from_db()
    assert case.programme.code == "margin"
    assert "低边" in text(town.sit("赵强").get(reverse("desk_case", args=[case.pk])))


def test_refused_after_an_upheld_objection(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    actions.object_(case=case.pk, actor=Actor(), at=at(3, 12), words="他家买了车")
    press(town, case, "陈立", "resurvey", at(3, 13), who=ids(town, "陈立", "赵强"))
    press(town, case, "赵强", "close_objection", at(3, 16), outcome="upheld")
    press(town, case, "王镇长", "refuse", at(3, 17), reason="家里有小汽车，不符合财产规定")

    case.refresh_from_db()
    assert case.stage == "refused"


def test_posted_again_after_a_dismissed_objection(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    actions.object_(case=case.pk, actor=Actor(), at=at(3, 12), words="他家买了车")
    town.do("resurvey", case, "陈立", at(3, 13), who=ids(town, "陈立"))
    town.do("close_objection", case, "赵强", at(3, 16), outcome="dismissed")

    press(town, case, "刘敏", "repost", at(3, 17), where=["board", "website"])

    case.refresh_from_db()
    assert case.known().posting.round == 2


def test_an_emergency_is_helped_first_and_papered_after(town):
    configure(town.place, standard="900.00")
    case = town.lodge(at(3, 2), programme="temporary", emergency=True)
    press(town, case, "王镇长", "relieve", at(3, 2, 11), amount="500", channel="account", reason="")
    press(
        town, case, "刘敏", "backfill", at(3, 3), fields=["person", "reason", "amount", "signature", "seal"]
    )
    press(town, case, "刘敏", "accept", at(3, 3, 11))
    press(town, case, "刘敏", "file_plan", at(3, 4), receipt="上民备〔2026〕1号")

    case.refresh_from_db()
    assert "special" in case.flags


def test_a_change_is_proposed_heard_and_decided(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    town.do("confirm", case, "王镇长", at(3, 18), amount=102000)
    press(town, case, "赵强", "propose_change", at(5, 6), what="to", to="800", cause="儿子打工了")
    town.do("record_notice", case, "刘敏", at(5, 7), kind="advance", number="1", notice="n1")
    town.do("record_service", case, "刘敏", at(5, 8), kind="advance", served=at(5, 8).date())
    press(town, case, "刘敏", "defend", at(5, 9), words="儿子只打了一个月工")
    press(town, case, "王镇长", "decide_change", at(5, 20), answer="已核实，按实际收入算")

    page = text(town.sit("王镇长").get(reverse("desk_case", args=[case.pk])))
    assert "儿子只打了一个月工" in page


def test_an_amount_is_asked_for_where_the_amount_changes(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    town.do("confirm", case, "王镇长", at(3, 18), amount=102000)
    case.refresh_from_db()
    url = reverse("desk_act", args=[case.pk, "propose_change"])

    answer = town.sit("赵强", at(5, 6)).post(url, {"seen": case.seq, "what": "to", "cause": "收入变了"})

    assert answer.status_code == 422
    assert "to" in answer.context["form"].errors


@pytest.fixture
def mountain(db, wall_clock):
    """A town of a county that decides by meeting."""
    return build(wall_clock, "qinyuan")


def test_where_a_meeting_decides_the_meeting_is_recorded_and_then_approved(mountain):
    configure(mountain.place, posting_days="7")
    case = mountain.lodge(at(3, 2))
    mountain.bring_to_opinion(case)
    case.refresh_from_db()
    if "post" in text(mountain.sit("刘敏", at(3, 10)).get(reverse("desk_case", args=[case.pk]))):
        mountain.do("post", case, "刘敏", at(3, 10), where=["board", "website"])
    who = ids(mountain, "马镇长", "王镇长", "赵强")
    chair = who[0]
    case.refresh_from_db()
    url = reverse("desk_act", args=[case.pk, "panel"])
    outsider = mountain.sit("王镇长", at(3, 18)).post(
        url, {"seen": case.seq, "members": who[1:], "chair": chair, "approves": 2, "rejects": 0}
    )
    assert "主持人也要勾在参加的人里" in text(outsider)

    press(
        mountain, case, "王镇长", "panel", at(3, 18),
        members=who, chair=chair, approves="3", rejects="0", minutes="on",
    )  # fmt: skip
    press(mountain, case, "王镇长", "confirm", at(3, 19), amount="1020", payee="applicant")

    case.refresh_from_db()
    assert case.stage == "confirmed"


def test_every_act_of_the_table_is_pressed_somewhere_in_these_scenes():
    scenes = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))

    assert [verb for verb in ACTS if f'"{verb}"' not in scenes] == []
