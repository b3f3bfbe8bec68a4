"""Scenes about who: three pairs of hands, other towns, kin, villages, and posts that ended this morning."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from casework import actions
from casework.actions.complaint import complain_to_county
from casework.actions.staffing import dismiss
from casework.desk.urls import urlpatterns
from casework.models import Appointment, Event
from casework.rules.roles import Actor
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at


def act_url(case, verb):
    return reverse("desk_act", args=[case.pk, verb])


def page_of(case):
    return reverse("desk_case", args=[case.pk])


HANDS = [("accept", "受理"), ("first_opinion", "初审")]


@pytest.mark.parametrize(("hand", "word"), HANDS)
def test_the_hand_that_accepted_or_reviewed_may_not_approve(town, hand, word):
    case = town.lodge(at(3, 2))
    town.do("accept", case, "全能" if hand == "accept" else "刘敏", at(3, 3))
    town.do("request_check", case, "陈立", at(3, 3, 11))
    town.do("check_report", case, "陈立", at(3, 5), result="within")
    town.do("visit", case, "陈立", at(3, 6), who=[str(town.officers["陈立"].pk)])
    reviewer = "全能" if hand == "first_opinion" else "赵强"
    town.do("first_opinion", case, reviewer, at(3, 9), grant=True, amount=102000)
    town.do("post", case, "刘敏", at(3, 10), where=["board"])
    everything = town.sit("全能", at(3, 18))
    case.refresh_from_db()

    page = text(everything.get(page_of(case)))
    form = everything.get(act_url(case, "confirm"))
    forced = everything.post(act_url(case, "confirm"), {"seen": case.seq, "amount": "1020.00", "sure": "yes"})

    assert act_url(case, "confirm") not in page
    assert f"您经手过这一件的{word}，不能再办审批，请换人" in page
    assert form.status_code == 403
    assert forced.status_code == 403
    case.refresh_from_db()
    assert case.stage == "posted"


def test_the_hand_that_accepted_may_not_review(town):
    case = town.lodge(at(3, 2))
    town.do("accept", case, "全能", at(3, 3))
    town.do("request_check", case, "陈立", at(3, 3, 11))
    town.do("check_report", case, "陈立", at(3, 5), result="within")
    town.do("visit", case, "陈立", at(3, 6), who=[str(town.officers["陈立"].pk)])
    everything = town.sit("全能", at(3, 9))
    case.refresh_from_db()

    assert "您经手过这一件的受理，不能再办初审" in text(everything.get(page_of(case)))
    assert everything.post(act_url(case, "first_opinion"), {"seen": case.seq}).status_code == 403


def test_the_approver_who_had_no_hand_in_it_sees_so_and_approves(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    wang = town.sit("王镇长", at(3, 18))
    case.refresh_from_db()

    page = text(wang.get(page_of(case)))
    assert "批，每月 1,020 元" in page
    assert "您没有受理、初审、审批过这一件" in page
    pause = wang.post(act_url(case, "confirm"), {"seen": case.seq, "amount": "1020.00"})
    assert "2026-04" in text(pause)
    assert "1,020 元" in text(pause)
    wang.post(act_url(case, "confirm"), {"seen": case.seq, "amount": "1020.00", "sure": "yes"})

    case.refresh_from_db()
    assert (case.stage, case.amount, case.first_month) == ("confirmed", 102000, "2026-04")


def test_before_the_posting_is_over_the_approver_reads_from_which_day_on(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    wang = town.sit("王镇长", at(3, 16))

    page = text(wang.get(page_of(case)))

    assert act_url(case, "confirm") not in page
    assert "公示还没有期满，2026-03-18 起才能批" in page


@pytest.mark.parametrize("name", ["desk_case", "accept", "reveal", "photo"])
def test_for_the_next_town_the_case_does_not_exist(town, name):
    case = town.lodge(at(3, 2))
    urls = {
        "desk_case": page_of(case),
        "accept": act_url(case, "accept"),
        "reveal": reverse("desk_reveal", args=[case.pk, "m1", "id_number"]),
        "photo": reverse("desk_photo", args=[case.pk, case.pk]),
    }
    stranger = town.sit("外乡人", at(3, 3))

    assert stranger.get(urls[name]).status_code == 404
    assert case.number not in text(stranger.get(reverse("desk_queue")))
    if name == "accept":
        assert stranger.post(urls[name], {"seen": case.seq}).status_code == 404


def test_a_declared_relative_no_longer_finds_the_case(town):
    case = town.lodge(at(3, 2))
    liu = town.sit("刘敏", at(3, 3))
    declared = {
        "seen": case.seq,
        "officer": str(town.officers["刘敏"].pk),
        "member": "m1",
        "relation": "其他要回避的亲戚",
    }

    done = liu.post(act_url(case, "relative"), declared | {"sure": "yes"})

    assert done.url == reverse("desk_queue")
    liu.get(reverse("desk_queue"))
    turned_away = liu.get(page_of(case))
    assert turned_away.status_code == 403
    assert "您要回避" in text(turned_away)
    assert "李桂田" not in text(turned_away)
    assert case.number not in text(turned_away)
    county = text(town.sit("何科长").get(page_of(case)))
    assert "近亲属备案" in county
    assert "刘敏 和 李桂田 是近亲属" in county


def test_the_village_sees_its_own_case_without_numbers_objections_or_findings(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    secret = "他家在城里还有一套房"
    actions.object_(case=case.pk, actor=Actor(), at=at(3, 11), words=secret)
    village = town.sit("张会计", at(3, 12))

    page = text(village.get(page_of(case)))

    assert case.number in page
    for hidden in (secret, "有人提出异议", "尾号", "房子老旧", "HD-1", "经过谁的手"):
        assert hidden not in page
    assert village.get(reverse("desk_statements")).status_code == 403
    assert (
        village.post(reverse("desk_reveal", args=[case.pk, "m1", "phone"]), {"reason": "call"}).status_code
        == 403
    )
    assert secret in text(town.sit("赵强").get(page_of(case)))


def test_a_complaint_is_read_by_the_county_and_by_nobody_in_the_town(town):
    case = town.lodge(at(3, 2))
    words = "办事的人要烟"
    actions.complain(case=case.pk, actor=Actor(), at=at(3, 3), words=words)

    here = text(town.sit("王镇长", at(3, 4)).get(page_of(case)))
    listed = text(town.sit("王镇长").get(reverse("desk_statements")))
    county = text(town.sit("何科长").get(reverse("desk_statements")))

    assert words not in here + listed
    assert "投诉</" not in here
    assert "有投诉" not in here + text(town.sit("王镇长").get(reverse("desk_queue")))
    assert words in county


def test_a_complaint_that_names_no_case_goes_to_the_county_alone(town):
    complain_to_county(at=at(3, 3), words="窗口没人", topic="delay", unit=town.village.parent.code)
    complain_to_county(at=at(3, 3), words="不知道哪个镇", topic="delay")

    here = text(town.sit("王镇长", at(3, 4)).get(reverse("desk_statements")))
    county = text(town.sit("何科长").get(reverse("desk_statements")))

    assert "没有人提异议" in here
    assert "窗口没人" in county
    assert "不知道哪个镇" in county


def test_what_is_said_about_kin_is_not_read_by_kin(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    actions.object_(case=case.pk, actor=Actor(), at=at(3, 11), words="他家买了车")
    zhao = town.sit("赵强", at(3, 12))
    assert "他家买了车" in text(zhao.get(reverse("desk_statements")))
    officer = str(town.officers["赵强"].pk)

    town.do("declare_relative", case, "何科长", at(3, 12, 11), officer=officer, member="m1", relation="子女")

    assert "他家买了车" not in text(zhao.get(reverse("desk_statements")))


CASE_ROUTES = {
    "desk_case": lambda case: [case.pk],
    "desk_act": lambda case: [case.pk, "accept"],
    "desk_reveal": lambda case: [case.pk, "m1", "phone"],
    "desk_photo": lambda case: [case.pk, case.pk],
    "desk_inquiry": lambda case: [case.pk],
    "desk_report": lambda case: [case.pk],
    "desk_sheet": lambda case: [case.pk, case.pk],
    "desk_visit": lambda case: [case.pk],
    "desk_visit_amend": lambda case: [case.pk],
    "desk_complaint": lambda case: [case.pk],
    "desk_dishonesty": lambda case: [case.pk],
    "desk_monitored": lambda case: [case.pk],
}
SENT_TO = {"desk_visit_photo": lambda case: [case.pk]}
# A list of its own county's townships: a stranger to the place finds none of it.
UNIT_ROUTES = {"desk_reserve": lambda town: [town.village.parent.code]}
LISTS_SENT_TO = ("desk_batch", "desk_views")
NOBODY = "00000000-0000-4000-8000-000000000000"
COUNTY_ROUTES = {
    "desk_check_columns": ["report"],
    "desk_people": [],
    "desk_officer": [NOBODY],
    "desk_merge": [NOBODY, NOBODY],
    "desk_refusals": [],
    "desk_supervision": [],
}
LIST_ROUTES = (
    "desk_kin",
    "desk_certificates",
    "desk_leads",
    "desk_relief",
    "desk_check",
    "desk_wish",
    "desk_check_report",
    "desk_queue",
    "desk_special",
    "desk_untouched",
    "desk_results",
    "desk_monitoring",
    "desk_cases",
    "desk_export",
    "desk_exports",
    "desk_statements",
    "desk_visits",
    "desk_visit_token",
)
LANDING = "desk_landing"
SCRIPT = "desk_visit_worker"
"""The script of the telephone: it holds nothing of any case."""


def test_every_address_of_the_desk_is_asked_who_is_asking(town, client):
    """A new address that is in no table here fails this test (T33)."""
    case = town.lodge(at(3, 2))
    stranger, nobody = town.sit("外乡人", at(3, 3)), _without_post(town)

    assert {pattern.name for pattern in urlpatterns} == {
        *CASE_ROUTES,
        *SENT_TO,
        *UNIT_ROUTES,
        *LISTS_SENT_TO,
        *COUNTY_ROUTES,
        *LIST_ROUTES,
        LANDING,
        SCRIPT,
    }
    for name, arguments in CASE_ROUTES.items():
        url = reverse(name, args=arguments(case))
        assert client.get(url).status_code == 302
        assert (stranger.get(url).status_code, nobody.get(url).status_code) == (404, 403), name
    for name, arguments in SENT_TO.items():
        url = reverse(name, args=arguments(case))
        assert client.post(url).status_code == 302
        assert (stranger.post(url).status_code, nobody.post(url).status_code) == (404, 403), name
    for name, arguments in UNIT_ROUTES.items():
        url = reverse(name, args=arguments(town))
        assert client.get(url).status_code == 302
        assert (stranger.get(url).status_code, nobody.get(url).status_code) == (404, 403), name
    for name in LISTS_SENT_TO:
        posted = {"verb": "accept", "case": f"{case.pk}:{case.seq}", "sure": "yes", "name": "看看"}
        assert client.post(reverse(name), posted).status_code == 302
        assert case.number not in text(stranger.post(reverse(name), posted, follow=True))
        assert nobody.post(reverse(name), posted).status_code == 403
    for name, arguments in COUNTY_ROUTES.items():
        url = reverse(name, args=arguments)
        assert client.get(url).status_code == 302
        assert (stranger.get(url).status_code, nobody.get(url).status_code) == (403, 403), name
    assert client.get(reverse(SCRIPT)).status_code == 302
    for name in LIST_ROUTES:
        assert client.get(reverse(name)).status_code == 302
        assert case.number not in text(stranger.get(reverse(name)))
        assert nobody.get(reverse(name)).status_code == 403
    assert Event.objects.filter(case=case).count() == 1


def _without_post(town):
    client = town.sit("陈立")
    for post in Appointment.objects.filter(officer=town.officers["陈立"]):
        dismiss(post=post, until=at(3, 1).date())
    return client


def test_a_post_that_ended_opens_nothing_the_very_next_click(town):
    case = town.lodge(at(3, 2))
    liu = town.sit("刘敏", at(3, 3))
    assert liu.get(page_of(case)).status_code == 200

    dismiss(post=Appointment.objects.get(officer=town.officers["刘敏"]), until=at(3, 2).date())

    assert liu.get(page_of(case)).status_code == 403
    assert liu.post(act_url(case, "accept"), {"seen": case.seq}).status_code == 403
    assert Event.objects.filter(case=case).count() == 1


def test_the_keeper_of_the_machine_reads_no_case(town, client):
    case = town.lodge(at(3, 2))
    root = get_user_model().objects.create_superuser("运维", password="invented-pass-77")
    client.force_login(root, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(page_of(case)).status_code == 403
    assert client.get(reverse("desk_queue")).status_code == 403
    assert client.get(reverse("desk_landing")).url == reverse("wagtailadmin_home")
    assert "今天要办" not in text(client.get(reverse("wagtailadmin_home")))


def test_an_officer_lands_on_his_queue(town):
    liu = town.sit("刘敏", at(3, 3))

    assert liu.get(reverse("desk_landing")).url == reverse("desk_queue")
    home = text(liu.get(reverse("wagtailadmin_home")))
    assert "今天要办" in home
    assert "Wagtail" not in home.split("<main")[1]
