"""Scenes around a posting: it goes out after a second look, somebody objects, the reviewer settles it."""

from django.urls import reverse

from casework import actions
from casework.rules.roles import Actor
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at


def act_url(case, verb):
    return reverse("desk_act", args=[case.pk, verb])


def page_of(case):
    return reverse("desk_case", args=[case.pk])


def test_a_posting_asks_once_more_and_names_place_and_days(town):
    case = town.lodge(at(3, 2))
    town.bring_to_opinion(case)
    case.refresh_from_db()
    liu = town.sit("刘敏", at(3, 10))

    form = liu.get(act_url(case, "post"))
    pause = liu.post(act_url(case, "post"), {"seen": case.seq, "where": ["board"]})
    nowhere = liu.post(act_url(case, "post"), {"seen": case.seq, "sure": "yes"})
    liu.post(act_url(case, "post"), {"seen": case.seq, "where": ["board"], "sure": "yes"})

    assert form.context["form"]["where"].initial == ["board"]
    assert "村公开栏" in text(pause)
    assert "7 天" in text(pause)
    assert nowhere.status_code == 422
    case.refresh_from_db()
    assert case.stage == "posted"
    assert "最后一天 2026-03-17" in text(liu.get(page_of(case)))


def test_an_objection_is_looked_into_by_the_village_meeting_and_closed_by_the_reviewer(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    actions.object_(case=case.pk, actor=Actor(), at=at(3, 12), words="他家买了车")
    case.refresh_from_db()
    zhao = town.sit("赵强", at(3, 13))

    page = text(zhao.get(page_of(case)))
    assert "他家买了车" in page
    early = zhao.post(
        act_url(case, "close_objection"), {"seen": case.seq, "outcome": "dismissed", "sure": "yes"}
    )
    assert early.status_code == 422
    who = [str(town.officers[name].pk) for name in ("陈立", "赵强")]
    zhao.post(act_url(case, "appraise"), {"seen": case.seq, "who": who, "approves": "9", "rejects": "1"})
    case.refresh_from_db()
    zhao.post(act_url(case, "close_objection"), {"seen": case.seq, "outcome": "dismissed", "sure": "yes"})

    case.refresh_from_db()
    assert case.stage == "posted"
    assert "同意 9 票，不同意 1 票" in text(zhao.get(page_of(case)))


def test_while_the_objection_is_open_the_approver_reads_why_he_waits(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    actions.object_(case=case.pk, actor=Actor(), at=at(3, 12), words="他家买了车")
    wang = town.sit("王镇长", at(3, 18))

    page = text(wang.get(page_of(case)))

    assert act_url(case, "confirm") not in page
    assert wang.get(act_url(case, "confirm")).status_code == 409


def test_the_clock_drawer_says_from_when_until_when_and_under_which_clause(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)

    page = text(town.sit("王镇长", at(3, 11)).get(page_of(case)))

    assert "2026-03-03 10:00 起算" in page
    assert "四（二）" in page
    assert "3月17日 星期二" in page
