"""Scenes about kin: who declares whom, every case of that household found, and a hand that is kept off it."""

import pytest
from django.urls import reverse

from casework import actions
from casework.actions.kin import declare_kin, end_kin, identify
from casework.models import Barred, Case, Event, OfficeEvent, Officer, Relative
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.relations import relations
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at

KIN = reverse("desk_kin")


def number_of(case, member="m1"):
    return case.household.members.get(key=member).person.sealed("id_number").open()


def declared(town, case, name="刘敏", **more):
    return {
        "officer": str(town.officers[name].pk),
        "name": "李桂田",
        "id_number": number_of(case),
        "relation": "子女",
    } | more


def test_a_declared_relative_is_found_in_the_cases_that_are_there_already(town):
    """QY-4.2a: given handler H registers R, H on R's case gets 403."""
    case, other = town.lodge(at(3, 2)), town.lodge(at(3, 2), name="别家人")
    liu = town.sit("刘敏", at(3, 3))

    done = liu.post(KIN, declared(town, case))

    assert done.status_code == 302
    assert liu.get(reverse("desk_case", args=[case.pk])).status_code == 403
    assert liu.get(reverse("desk_case", args=[other.pk])).status_code == 200
    case.refresh_from_db()
    assert "relative" in case.flags
    assert Event.objects.filter(case=case, kind="relative").count() == 1
    assert OfficeEvent.objects.get(kind="kin_declared").data["cases"] == 1


def test_the_number_itself_is_kept_nowhere(town):
    case = town.lodge(at(3, 2))
    number = number_of(case)
    liu = town.sit("刘敏", at(3, 3))

    wrong = liu.post(
        KIN, declared(town, case, id_number=number[:-1] + "0" if number[-1] != "0" else number[:-1] + "1")
    )
    liu.post(KIN, declared(town, case))

    assert wrong.status_code == 422
    assert number[:-1] not in text(wrong)
    row = Relative.objects.get()
    assert number not in str(vars(row))
    assert number not in text(liu.get(KIN))


def test_what_comes_in_later_is_flagged_from_its_first_event(town):
    """HX-8.6b: the handler is a registered relative; another has to do it."""
    first = town.lodge(at(3, 2))
    number = number_of(first)
    actor = town.actor("刘敏", at(3, 2).date())
    declare_kin(
        officer=actor.officer, name="某人", id_number=number, relation="子女", actor=actor, at=at(3, 2)
    )
    first.refresh_from_db()
    Case.objects.filter(pk=first.pk).update(open=False)
    town.families -= 1

    again = town.lodge(at(3, 4), programme="temporary")

    assert "relative" in again.flags
    assert Barred.objects.filter(case=again, officer=actor.officer).exists()
    with pytest.raises(StepRefused, match="近亲属"):
        actions.accept(case=again.pk, actor=actor, at=at(3, 5))


def test_staff_have_no_hand_in_their_own_household(town):
    """T51, T52"""
    case = town.lodge(at(3, 2))
    officer = town.officers["刘敏"]

    identify(officer=officer.pk, id_number=number_of(case, "m2"), at=at(3, 2))

    assert town.sit("刘敏", at(3, 3)).get(reverse("desk_case", args=[case.pk])).status_code == 403
    assert case.number not in text(town.sit("刘敏").get(reverse("desk_queue")))


def test_one_number_is_one_human(town):
    """T52: the second record of the same human is refused."""
    case = town.lodge(at(3, 2))
    identify(officer=town.officers["刘敏"].pk, id_number=number_of(case), at=at(3, 2))

    with pytest.raises(StepRefused, match="刘敏"):
        identify(officer=town.officers["陈立"].pk, id_number=number_of(case), at=at(3, 2))


def test_a_village_officer_does_not_take_the_application_of_his_kin(town):
    case = town.lodge(at(3, 2))
    zhang = town.actor("张会计", at(3, 2).date())
    declare_kin(
        officer=zhang.officer,
        name="李桂田",
        id_number=number_of(case),
        relation="父母",
        actor=zhang,
        at=at(3, 2),
    )

    assert town.sit("张会计", at(3, 3)).get(reverse("desk_case", args=[case.pk])).status_code == 403


def test_nobody_declares_for_somebody_else_but_the_county(town):
    case = town.lodge(at(3, 2))
    chen = town.sit("陈立", at(3, 3))

    assert chen.post(KIN, declared(town, case)).status_code == 422
    with pytest.raises(StepRefused):
        declare_kin(
            officer=town.officers["刘敏"].pk,
            name="某人",
            id_number=number_of(case),
            relation="子女",
            actor=town.actor("陈立", at(3, 3).date()),
            at=at(3, 3),
        )
    assert not Relative.objects.exists()
    assert town.sit("何科长").post(KIN, declared(town, case)).status_code == 302
    assert "李桂田" in text(town.sit("何科长").get(KIN))
    assert "李桂田" not in text(chen.get(KIN))


def test_a_declaration_is_made_once_and_ends_with_a_day(town):
    case = town.lodge(at(3, 2))
    liu, chen = town.sit("刘敏", at(3, 3)), town.sit("陈立")
    liu.post(KIN, declared(town, case))
    again = liu.post(KIN, declared(town, case))
    row = Relative.objects.get()

    assert "已经备过案了" in text(again)
    assert chen.post(KIN, {"end": row.pk}).status_code == 403
    assert liu.post(KIN, {"end": row.pk}).status_code == 302
    row.refresh_from_db()
    assert row.until == at(3, 3).date()
    assert liu.get(reverse("desk_case", args=[case.pk])).status_code == 403
    with pytest.raises(StepRefused):
        end_kin(relative=row.pk, actor=town.actor("刘敏", at(3, 3).date()), at=at(3, 3))


def test_kin_of_the_next_town_are_flagged_there_too(town):
    there = town.lodge(at(3, 2), village=town.other)
    liu = town.sit("刘敏", at(3, 3))

    liu.post(KIN, declared(town, there))

    there.refresh_from_db()
    assert "relative" in there.flags


def test_the_list_of_kin_is_the_law_s_and_what_the_place_adds(town):
    place = town.village.jurisdiction
    national = [label for _code, label in relations(place)]
    place.words = {**place.words, "relations": "公婆、岳父母"}

    assert national == ["配偶", "父母", "子女", "兄弟姐妹", "祖父母、外祖父母", "孙子女、外孙子女"]
    assert [label for _code, label in relations(place)] == [*national, "公婆", "岳父母"]


def test_the_register_costs_the_same_however_long_it_is(town, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    county = town.sit("何科长", at(3, 3))
    county.get(KIN)

    def cost():
        with CaptureQueriesContext(connection) as seen:
            county.get(KIN)
        return len(seen)

    declare(town, "刘敏", 1)
    few = cost()
    for number, name in enumerate(("陈立", "赵强", "王镇长", "张会计"), start=2):
        declare(town, name, number)
    assert cost() == few


def declare(town, name, number):
    from datetime import date

    from policies.rules.identity import demo_id

    actor = town.actor(name, at(3, 3).date())
    plain = demo_id("770101", date(1950, 1, 1), number)
    declare_kin(
        officer=actor.officer, name=f"亲{number}", id_number=plain, relation="子女", actor=actor, at=at(3, 3)
    )


def test_nobody_without_a_record_declares_anybody(town):
    officer = Officer.objects.create(name="没有岗位的人")

    with pytest.raises(StepRefused):
        declare_kin(
            officer=officer.pk, name="某人", id_number="7", relation="子女", actor=Actor(), at=at(3, 3)
        )
