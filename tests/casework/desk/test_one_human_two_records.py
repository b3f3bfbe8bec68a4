"""Scenes about one human with two records: the database refuses two duties of his, before the merge and after (T52)."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from casework import queries
from casework.actions import people
from casework.actions.moves import act
from casework.models import Case, Event, OfficeEvent, Officer
from casework.models.guards import trigger_names
from casework.rules.keeping import Keeper
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.rules.identity import demo_id
from tests.casework.desk.cast import at
from yimen.doctor import people as doctor
from yimen.doctor.finding import Visit

ROOT = Keeper(1, "运维", (), ("",))
NUMBER = demo_id("770101", at(3, 2).date().replace(year=1980), 7)
# 全能 is another login of 刘敏, who accepts.
ONE, TWO = "刘敏", "全能"


def merge(town, when):
    for name in (ONE, TWO):
        try:
            people.identify(officer=town.officers[name].pk, id_number=NUMBER, keeper=ROOT, at=when)
        except StepRefused as refusal:
            assert (name, refusal.code) == (TWO, "duplicate")  # noqa: PT017 - the second reading finds the twin
    people.merge(
        kept=town.officers[ONE].pk, gone=town.officers[TWO].pk, id_number=NUMBER, keeper=ROOT, at=when
    )


def hands(case, **columns):
    """Write duties past every rule, as a hand in the database would."""
    Case.objects.filter(pk=case.pk).update(**columns)


@pytest.fixture(params=["merged", "mobile", "document"])
def twins(town, request):
    """刘敏 and 全能 are one human, known by the merge, by the mobile both have, or by a document entered twice."""
    pair = [town.officers[name] for name in (ONE, TWO)]
    marks = {"mobile": {"phone_index": "m"}, "document": {"twin_key": "d"}}
    if request.param == "merged":
        Officer.objects.filter(pk=pair[1].pk).update(merged_into=pair[0])
    else:
        Officer.objects.filter(pk__in=[one.pk for one in pair]).update(**marks[request.param])
    return pair


@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize(
    "pair",
    [("accepted_by", "opined_by"), ("accepted_by", "confirmed_by"), ("opined_by", "confirmed_by")],
)
def test_the_database_refuses_the_second_duty_of_one_human_whichever_record_he_uses(town, twins, pair, order):
    case = town.lodge(at(3, 2))
    first, second = twins if order else twins[::-1]
    hands(case, **{pair[0]: first})

    with pytest.raises(IntegrityError, match="two_hands_of_one_human"), transaction.atomic():
        hands(case, **{pair[1]: second})
    with pytest.raises(IntegrityError, match="two_hands_of_one_human"), transaction.atomic():
        hands(town.lodge(at(3, 2), name="吴三"), **dict(zip(pair, (first, second), strict=True)))
    hands(case, **{pair[1]: town.officers["赵强"]})


def test_three_strangers_and_everything_that_is_no_duty_are_written_freely(town, twins):
    case = town.lodge(at(3, 2))
    columns = dict(zip(("accepted_by", "opined_by", "confirmed_by"), ("刘敏", "赵强", "王镇长"), strict=True))

    hands(case, **{column: town.officers[name] for column, name in columns.items()})
    hands(case, confirmed_by=None, flags="x")


def test_a_merge_after_the_acts_is_not_hindered_and_the_past_may_still_be_taken_back(town):
    case = town.lodge(at(3, 2))
    hands(case, accepted_by=town.officers[ONE], confirmed_by=town.officers[TWO])

    merge(town, at(3, 8))

    assert [one.pk for one in queries.doubled_hands()] == [case.pk]
    hands(case, flags="x", confirmed_by=None)
    assert not queries.doubled_hands().exists()


def test_the_opinion_of_who_accepted_under_another_record_falls_with_the_merge_and_another_gives_it_anew(
    town,
):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case, reviewer=TWO)

    merge(town, at(3, 12))

    case.refresh_from_db()
    assert (case.stage, case.known().opinion) == ("surveyed", None)
    assert Event.objects.filter(case=case).latest("seq").kind == "one_hand"
    assert OfficeEvent.objects.get(kind="merged").data["fallen"] == 1
    with pytest.raises(StepRefused):
        town.do("confirm", case, "王镇长", at(3, 18), amount=102000)
    town.do("first_opinion", case, "赵强", at(3, 13), grant=True, amount=102000)
    town.do("post", case, "陈立", at(3, 13, 11), where=["board"])
    town.do("confirm", case, "王镇长", at(3, 23), amount=102000)
    assert not queries.doubled_hands().exists()


def test_a_decided_case_is_left_as_it_is_and_named_to_the_county_and_by_the_doctor(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case, reviewer=TWO)
    town.do("confirm", case, "王镇长", at(3, 18), amount=102000)
    visit = Visit(at(3, 20), production=True)
    assert next(doctor.hands(visit)).level == "good"
    he = town.sit("何科长", at(3, 20))
    for name in (ONE, TWO):
        he.post(reverse("desk_officer", args=[town.officers[name].pk]), {"id_number": NUMBER, "phone": ""})

    page = he.post(
        reverse("desk_merge", args=[town.officers[ONE].pk, town.officers[TWO].pk]),
        {"id_number": NUMBER},
        follow=True,
    )

    case.refresh_from_db()
    assert case.stage == "confirmed"
    assert f"同一个人办的：{case.number}" in page.content.decode()
    found = next(doctor.hands(visit))
    assert (found.level, case.number in found.said) == ("bad", True)


def test_the_triggers_stand_and_the_doctor_would_miss_them(db):
    assert {"casework_case_hands_insert", "casework_case_hands_update"} <= trigger_names(connection.vendor)


def test_an_opinion_does_not_fall_for_officers_who_had_no_hand_in_it(town):
    case = town.lodge(at(3, 2))
    town.bring_to_opinion(case)
    with pytest.raises(StepRefused, match="同一个人"):
        act(
            "one_hand",
            case=case.pk,
            actor=Actor(name="运维"),
            at=at(3, 12),
            data={"officers": [str(town.officers[name].pk) for name in (ONE, TWO)]},
        )
