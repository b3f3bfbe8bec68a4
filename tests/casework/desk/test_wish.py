"""Scenes at the counter of a place where the check begins with the wish."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from casework.models import Case, Event
from casework.rules.asking import SHANGHAI
from policies.rules.identity import demo_id
from tests.casework.desk.acting import press, text
from tests.casework.desk.cast import build

WHERE = "desk_wish"
DAY = datetime(2025, 4, 16, 10, tzinfo=SHANGHAI)


@pytest.fixture
def counter(db, wall_clock):
    """A township of Yicheng while its document stands."""
    return build(wall_clock, "yicheng")


def wish(town, **more):
    return {
        "programme": "dibao",
        "village": town.village.code,
        "name_1": "孙老汉",
        "id_1": demo_id("770101", date(1955, 3, 1), 11),
        "consent_1": "on",
        "name_2": "周婶",
        "id_2": demo_id("770101", date(1958, 3, 1), 12),
        "relation_2": "妻",
        "consent_2": "on",
        **more,
    }


def test_the_wish_opens_check_visit_and_forms_that_very_day(counter):
    """YI-2.1a, YI-2.1b: intention and authorisation at ten; the check is asked for before any acceptance."""
    liu = counter.sit("刘敏", DAY)
    assert "登记意愿" in text(liu.get(reverse("desk_check")))
    assert liu.get(reverse(WHERE)).status_code == 200

    answer = liu.post(reverse(WHERE), wish(counter))

    case = Case.objects.get()
    assert answer.status_code == 302
    assert list(Event.objects.filter(case=case).order_by("seq").values_list("kind", flat=True)) == [
        "intend",
        "request_check",
    ]
    assert case.known().when("accept") is None
    page = text(liu.get(reverse("desk_inquiry", args=[case.pk])))
    assert page.count("2025-04-16 ·") == 3
    assert "已经发起" in page
    assert "填入户调查表" in text(counter.sit("陈立").get(reverse("desk_inquiry", args=[case.pk])))
    assert "孙老汉" in text(counter.sit("陈立").get(reverse("desk_visits")))


def test_a_household_of_seven_is_written_down_whole(counter):
    """Three generations under one roof; the site takes twelve, so does the counter."""
    more = {}
    for number in range(3, 8):
        more |= {
            f"name_{number}": f"孙家{number}",
            f"id_{number}": demo_id("770101", date(2012, 3, number), number),
            f"relation_{number}": "孙子女",
        }

    assert counter.sit("刘敏", DAY).post(reverse(WHERE), wish(counter, **more)).status_code == 302

    assert len(Case.objects.get().known().members) == 7


def test_without_every_authorisation_there_is_no_check(counter):
    """YI-2.1a: no authorisation, no request."""
    counter.sit("刘敏", DAY).post(reverse(WHERE), wish(counter, consent_2=""))

    case = Case.objects.get()
    assert case.known().check.requested is None
    assert "还没有授权" in text(counter.sit("刘敏").get(reverse("desk_inquiry", args=[case.pk])))


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({}, None),
        ({"property": ["none"]}, {"none": ["deposits", "houses", "vehicles", "capital", "others"]}),
        ({"property": ["unknown"]}, {}),
        (
            {"property": ["deposits", "houses"], "much_deposits": "300.50", "much_houses": "1"},
            {
                "has": ["deposits", "houses"],
                "none": ["vehicles", "capital", "others"],
                "much": {"deposits": 30050, "houses": 1},
            },
        ),
    ],
)
def test_what_the_household_says_it_has_is_frozen_with_the_wish(counter, more, kept):
    """SY-A1.3a in a place that begins with the wish: declared at the counter, or not asked there."""
    counter.sit("刘敏", DAY).post(reverse(WHERE), wish(counter, **more))

    assert Case.objects.get().lodgement.draft["property"] == kept


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"property": ["none", "houses"]}, "只留“都没有”"),
        ({"property": ["houses"], "much_deposits": "10"}, "却没有勾"),
        ({"id_1": "110105194912310021"}, "身份证号不对"),
        ({"relation_2": "子"}, "性别对不上"),
        ({"id_2": ""}, "要一起填"),
        ({"name_2": ""}, "要一起填"),
        ({"name_1": ""}, "还没有填"),
        ({"id_2": demo_id("770101", date(1955, 3, 1), 11), "relation_2": ""}, "写了两次"),
    ],
)
def test_what_does_not_fit_is_said_and_no_number_is_lost_or_kept(counter, more, said):
    """QY-3.1.1c: checksum, sex, and the same person twice."""
    answer = counter.sit("刘敏", DAY).post(reverse(WHERE), wish(counter, **more))

    assert answer.status_code == 422
    assert said in text(answer)
    assert not Case.objects.exists()


def test_somebody_who_stands_in_another_open_case_is_pointed_out(counter):
    """QY-3.1.1c: the same identity number on two open cases is a warning; the same programme is refused."""
    liu = counter.sit("刘敏", DAY)
    liu.post(reverse(WHERE), wish(counter))
    first = Case.objects.get()

    warned = liu.post(reverse(WHERE), wish(counter, programme="tekun"), follow=True)
    again = liu.post(reverse(WHERE), wish(counter))

    assert f"家里有人还在别的在办件里：{first.number}" in text(warned)
    assert again.status_code == 422
    assert "已经有在办的件" in text(again)


def test_the_village_takes_the_wish_over_and_the_household_takes_it_off_again(counter):
    """YI-1.4, YI-2.1a: what the wish has set going stays; the township writes how the household was asked."""
    counter.sit("刘敏", DAY).post(reverse(WHERE), wish(counter))
    case = Case.objects.get()
    number, token, asked = case.number, case.token, case.known().check.requested
    later = DAY.replace(day=17)
    zhang = counter.sit("张会计", later)
    url = reverse("desk_act", args=[case.pk, "take"])
    assert url in text(zhang.get(reverse("desk_case", args=[case.pk])))
    unsaid = zhang.post(url, {"seen": case.seq, "reason": "不识字"})
    assert unsaid.status_code == 422
    assert {"evidence", "related"} <= set(unsaid.context["form"].errors)
    assert "不识字" in text(unsaid)

    press(counter, case, "张会计", "take", later, reason="不识字", evidence="委托书", related="no")

    case.refresh_from_db()
    assert (case.stage, case.number, case.token) == ("taken", number, token)
    assert (case.known().check.requested, case.known().delegated) == (asked, True)
    assert "家里登记过意愿" in text(counter.sit("刘敏").get(reverse("desk_case", args=[case.pk])))
    press(counter, case, "刘敏", "confirm_delegation", later, words="打电话问过，是他的意思")
    press(counter, case, "刘敏", "revoke_delegation", later, words="儿子回来了，自己来交")
    case.refresh_from_db()
    assert (case.stage, case.next_due) == ("draft", None)
    press(counter, case, "张会计", "take", later, reason="儿子又走了", evidence="合影", related="yes")
    press(counter, case, "张会计", "forward", later, supplied=["form", "id_copy"], signed=["m1", "m2"])
    case.refresh_from_db()
    assert case.stage == "submitted"
    assert case.known().relative_filed


def test_a_place_that_checks_after_acceptance_has_no_such_counter(town):
    assert town.sit("刘敏", DAY).get(reverse(WHERE)).status_code == 409


def test_a_village_registers_no_wish(counter):
    assert counter.sit("张会计", DAY).get(reverse(WHERE)).status_code == 403
    assert counter.sit("张会计").post(reverse(WHERE), wish(counter)).status_code == 403
