"""Scenes of an urgent need in a monthly application: the clerk sees it, and one press opens temporary aid from it."""

import re

import pytest
from django.urls import reverse

from casework import actions
from casework.models import Attachment, Case, CountyAlert, Event, Lodgement
from casework.queries import actor_of
from casework.rules.facts import Facts
from casework.rules.refusal import StepRefused
from casework.sealing import blind_index
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at, build

WHERE = "desk_act"


@pytest.fixture
def case(town):
    """A dibao application whose household says on the website that it has nothing to eat."""
    return town.lodge(at(3, 2), channel="web", answers={"urgent": True}, emergency=True)


def press(town, case, who="刘敏", when=None):
    client = town.sit(who, when or at(3, 2, 11))
    where = reverse(WHERE, args=[case.pk, "open_urgent"])
    return client.post(where, {"seen": Case.objects.get(pk=case.pk).seq}, follow=True)


def test_the_clerk_sees_it_on_the_queue_and_on_the_case(town, case):
    """SY-4.4d: no 24 hours run on a monthly programme, and nobody overlooks what was said."""
    liu = town.sit("刘敏", at(3, 2, 11))
    quiet = town.lodge(at(3, 1), name="赵五")

    queue = text(liu.get(reverse("desk_queue")))
    page = text(liu.get(reverse("desk_case", args=[case.pk])))

    assert not Case.objects.get(pk=case.pk).emergency
    assert not CountyAlert.objects.exists()
    assert "说有急事" in queue
    assert queue.rindex(case.number) < queue.rindex(quiet.number)
    assert "申请时说家里现在有急事（03-02 10:00）" in page
    assert reverse(WHERE, args=[case.pk, "open_urgent"]) in page
    assert "说家里现在有急事" not in text(liu.get(reverse("desk_case", args=[quiet.pk])))


def test_one_press_opens_temporary_aid_with_the_same_people_papers_and_signatures(town, case):
    """YC-4a, SY-4.4d, SY-4.4e: one application, two cases; the hours run from when it was told; the county is told."""
    Attachment.objects.create(
        case=case,
        lodgement=case.lodgement,
        material="id_copy",
        name="x.jpg",
        kind="image/jpeg",
        size=1,
        at=at(3, 2),
    )

    page = press(town, case)

    made = Case.objects.exclude(pk=case.pk).get()
    facts, first = made.known(), Case.objects.get(pk=case.pk).known()
    assert (made.programme.code, made.stage, made.emergency) == ("temporary", "submitted", True)
    assert made.lodgement_id == case.lodgement_id
    assert Lodgement.objects.count() == 1
    assert (facts.members, facts.signed, facts.authorisations) == (
        first.members,
        first.signed,
        first.authorisations,
    )
    assert {"form", "id_copy"} <= facts.supplied
    assert facts.when("report") == at(3, 2)
    assert CountyAlert.objects.get().case == made
    assert Event.objects.get(case=case, kind="open_urgent").data == {"to": made.number}
    said = text(page)
    code = re.search(r"查询码 (\d{12})", said)[1]
    assert made.code_index == blind_index(code, "tracking")
    assert f"由 {case.number} 另开" in said
    assert said.count("看照片：") == 1
    assert "同一份申请还有一件：</a>" not in said
    assert "说家里现在有急事" not in text(town.sit("刘敏").get(reverse("desk_case", args=[case.pk])))


def test_the_photo_of_the_first_case_opens_from_the_second_and_from_no_other(town, case):
    photo = Attachment.objects.create(
        case=case,
        lodgement=case.lodgement,
        material="id_copy",
        name="x.jpg",
        kind="image/jpeg",
        size=1,
        at=at(3, 2),
    )
    stranger = town.lodge(at(3, 1), name="赵五")
    liu = town.sit("刘敏", at(3, 2, 11))

    assert liu.get(reverse("desk_photo", args=[stranger.pk, photo.pk])).status_code == 404


def test_it_is_opened_once_and_both_cases_lead_to_each_other(town, case):
    press(town, case)
    made = Case.objects.exclude(pk=case.pk).get()
    chen = town.sit("陈立", at(3, 2, 12))

    again = press(town, case, "陈立", at(3, 2, 12))

    assert again.status_code == 422
    assert "已经开过一件临时救助" in text(again)
    assert Case.objects.count() == 2
    assert made.number in text(chen.get(reverse("desk_case", args=[case.pk])))
    assert case.number in text(chen.get(reverse("desk_case", args=[made.pk])))


def test_a_household_that_has_temporary_aid_open_gets_no_second(town, case):
    town.families -= 1
    open_already = town.lodge(at(3, 1), programme="temporary")

    page = press(town, case)

    assert page.status_code == 422
    assert open_already.number in text(page)
    assert not Event.objects.filter(kind="open_urgent").exists()


def test_a_place_without_temporary_aid_says_where_to_turn(town, case, monkeypatch):
    monkeypatch.setattr("casework.actions.urgency.given_under", lambda _spec: False)
    liu = actor_of(str(town.officers["刘敏"].pk), "刘敏", at(3, 2).date())

    with pytest.raises(StepRefused, match="报县里"):
        actions.open_urgent(case=case.pk, actor=liu, at=at(3, 2, 11))

    assert Case.objects.count() == 1


def test_kin_of_the_household_are_barred_from_the_second_case_too(town, case):
    """The fourth promise: what is opened from a case is no way round a recusal."""
    zhao = str(town.officers["赵强"].pk)
    town.do(
        "declare_relative", case, "赵强", at(3, 2, 11), officer=zhao, member="m1", relation="其他要回避的亲戚"
    )

    press(town, case, "刘敏", at(3, 2, 12))

    made = Case.objects.exclude(pk=case.pk).get()
    assert town.sit("赵强", at(3, 2, 12)).get(reverse("desk_case", args=[made.pk])).status_code == 403


def test_a_village_opens_none(town, case):
    assert press(town, case, "张会计").status_code == 403
    assert Case.objects.count() == 1


@pytest.mark.parametrize("place", ["yicheng", "qinyuan", "huaxi", "yangcheng"])
def test_every_place_opens_it_under_its_own_temporary_aid(db, wall_clock, place):
    there = build(wall_clock, place)
    case = there.lodge(at(3, 2), channel="web", emergency=True)
    there.do("open_urgent", case, "刘敏", at(3, 2, 11))

    made = Case.objects.exclude(pk=case.pk).get()
    assert isinstance(made.known(), Facts)
    assert (made.programme.code, made.emergency) == ("temporary", True)
