"""Scenes of two leads of one household, which become one case."""

from uuid import uuid4

import pytest
from django.urls import reverse

from casework.actions.leads import join_lead
from casework.leads import lying_leads
from casework.models import Case, Lead, OfficeEvent
from casework.rules.refusal import StepRefused
from tests.casework.desk.cast import at
from tests.casework.desk.leading import PHONE, WHERE, filed, look, state, text, turn


def joined(town, lead, onto, who="刘敏", when=None):
    return town.sit(who, when or at(3, 5)).post(
        reverse(WHERE), {"do": "join", "lead": lead.pk, "onto": onto.pk}
    )


def test_beside_each_of_two_leads_stands_the_other(town):
    filed(town)
    filed(town, name="周 老汉", phone="")
    filed(town, name="钱大娘")

    page = look(town, "刘敏")

    assert page.count("同村同名的还有一条") == 2
    assert "是同一家，并到这一件" not in page, "there is no case yet to which the other could be closed"


def test_three_of_one_household_are_counted(town):
    for _ in range(3):
        filed(town)
    assert look(town, "刘敏").count("同村同名的还有 2 条") == 3


def test_the_same_name_in_another_village_is_another_household(town):
    filed(town)
    Lead.objects.update(village=town.other)
    filed(town)
    assert "同村同名" not in look(town, "刘敏")


def test_once_one_is_an_application_the_other_is_closed_onto_it_in_one_step(town):
    """YC-3.1.3: both leads show the number of the one case, and the case shows both."""
    first, second = filed(town), filed(town, phone="", seen="孩子没有棉衣")
    number = turn(town, first, "张会计").number
    assert "是同一家，并到这一件" in look(town, "刘敏")

    assert joined(town, second, first).status_code == 302

    second.refresh_from_db()
    case = Case.objects.get()
    assert (second.onto, second.closed_by, second.closed_at) == (case, town.officers["刘敏"], at(3, 5))
    event = OfficeEvent.objects.get(kind="lead_joined")
    assert (event.case, event.officer, event.data) == (case, town.officers["刘敏"], {"lead": str(second.pk)})
    done = look(town, "刘敏", "?done=1")
    assert f"，转成了申请 {number}" in done
    assert f"，并到了 {number}" in done
    page = text(town.sit("刘敏").get(reverse("desk_case", args=[case.pk])))
    assert "孩子没有棉衣" in page
    assert "并到" not in look(town, "刘敏")


@pytest.mark.parametrize("who", ["张会计", "外乡人", "何科长"])
def test_only_the_township_closes_one_onto_the_other(town, who):
    first, second = filed(town), filed(town)
    turn(town, first, "张会计")
    before = state()

    answer = joined(town, second, first, who)

    assert (answer.status_code, state()) == (403, before)


def test_what_is_not_the_same_household_is_not_joined(town):
    first, other = filed(town), filed(town, name="钱大娘")
    turn(town, first, "张会计")
    answer = joined(town, other, first)
    assert (answer.status_code, "不是同村同名" in text(answer)) == (422, True)


def test_without_an_application_there_is_nothing_to_join(town):
    first, second = filed(town), filed(town)
    for onto in (first, second):
        answer = joined(town, second, onto)
        assert (answer.status_code, "先把那一条转成申请" in text(answer)) == (422, True)
    unnamed = town.sit("刘敏").post(reverse(WHERE), {"do": "join", "lead": second.pk, "onto": "乱写"})
    assert (unnamed.status_code, "还没有选" in text(unnamed)) == (422, True)
    with pytest.raises(StepRefused, match="先把那一条转成申请"):
        join_lead(lead=second.pk, onto=uuid4(), actor=town.actor("刘敏", at(3, 5).date()), at=at(3, 5))


def test_a_lead_is_joined_once(town):
    first, second = filed(town), filed(town)
    turn(town, first, "张会计")
    assert joined(town, second, first).status_code == 302
    assert joined(town, second, first).status_code == 422
    assert OfficeEvent.objects.filter(kind="lead_joined").count() == 1


def split(town, lead, who="刘敏", when=None, reason="同名，不是一个人"):
    typed = {"do": "split", "lead": lead.pk, "reason": reason}
    return town.sit(who, when or at(3, 9)).post(reverse(WHERE) + "?done=1", typed)


@pytest.mark.parametrize("who", ["刘敏", "张会计"])
def test_what_was_joined_wrongly_is_split_again_and_waits_since_its_own_first_day(town, who):
    first, second = filed(town), filed(town, phone="", seen="孩子没有棉衣", when=at(3, 3))
    case = turn(town, first, "张会计")
    joined(town, second, first)
    assert "并错了，不是同一家，拆开" in look(town, who, "?done=1")

    assert split(town, second, who).status_code == 302

    second.refresh_from_db()
    assert (second.onto, second.closed_at, second.closed_by, second.reason) == (None, None, None, "")
    assert second.at == at(3, 3)
    assert lying_leads(town.actor("刘敏", at(3, 9).date()), at(3, 9).date()) == (1, at(3, 3))
    assert "孩子没有棉衣" in look(town, "刘敏")
    event = OfficeEvent.objects.get(kind="lead_split")
    assert (event.case_id, event.officer, event.reason) == (case.case, town.officers[who], "同名，不是一个人")
    assert event.data == {"lead": str(second.pk)}
    page = text(town.sit("刘敏").get(reverse("desk_case", args=[case.case])))
    assert "孩子没有棉衣" not in page
    turn(town, second, "张会计", when=at(3, 10), members=town.family("周老汉")[1:2])


def test_it_is_split_with_a_reason_once_and_by_nobody_else(town):
    first, second = filed(town), filed(town)
    turn(town, first, "张会计")
    assert split(town, second).status_code == 422, "it was joined to nothing"
    joined(town, second, first)
    before = state()
    for who in ("外乡人", "何科长"):
        assert split(town, second, who).status_code == 403
    unsaid = split(town, second, reason=" ")
    assert (unsaid.status_code, "为什么不是同一家" in text(unsaid)) == (422, True)
    private = split(town, second, reason=f"电话 {PHONE}")
    assert private.status_code == 422
    assert state() == before

    assert split(town, second).status_code == 302
    assert split(town, second).status_code == 422


def test_kin_join_nothing_and_see_neither(town):
    """QY-4.2a: who stands aside from one lead has no hand in its double."""
    first, second = filed(town), filed(town)
    turn(town, first, "张会计")
    liu = town.sit("刘敏", at(3, 5))
    liu.post(reverse(WHERE), {"do": "aside", "lead": second.pk})
    answer = joined(town, second, first)
    assert answer.status_code == 403
    second.refresh_from_db()
    assert second.onto is None
