"""Scenes of a reviewer who is declared kin after his opinion: the page says so, and somebody else gives his own (QY-4.2a)."""

import pytest
from django.urls import reverse

from casework.models import Officer
from casework.rules.refusal import StepRefused
from tests.casework.desk.cast import at

REVIEWER, OTHER = "赵强", "王镇长"
FELL = "提初审意见的人后来登记为这一家的近亲属，那份意见不再作数，请别的初审岗重新提意见。"


def page(town, name, case, when):
    return town.sit(name, when).get(reverse("desk_case", args=[case.pk])).content.decode()


def declared(town, case, name, when):
    officer = str(town.officers[name].pk)
    town.do("declare_relative", case, "何科长", when, officer=officer, member="m1", relation="子女")


def test_the_page_says_that_the_opinion_fell_and_nobody_approves_on_it(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    assert FELL not in page(town, OTHER, case, at(3, 18))

    declared(town, case, REVIEWER, at(3, 17))

    assert FELL in page(town, OTHER, case, at(3, 18))
    with pytest.raises(StepRefused, match="不再作数"):
        town.do("confirm", case, OTHER, at(3, 18), amount=102000)


def test_kin_under_another_record_has_signed_as_well(town):
    """T52: the county finds two records with one telephone; it says that this one is kin too, and the opinion falls."""
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    Officer.objects.filter(name__in=[REVIEWER, "张会计"]).update(phone_index="one telephone")
    declared(town, case, "张会计", at(3, 17))

    with pytest.raises(StepRefused) as refused:
        town.do("confirm", case, OTHER, at(3, 18), amount=102000)
    assert (refused.value.code, REVIEWER in refused.value.reason) == ("changed", True)
    case.refresh_from_db()
    assert case.stage == "posted"

    declared(town, case, REVIEWER, at(3, 18))
    assert FELL in page(town, OTHER, case, at(3, 19))


def test_a_change_that_was_proposed_under_another_record_of_kin_is_not_decided(town):
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    town.do("confirm", case, OTHER, at(3, 18), amount=102000)
    town.do("propose_change", case, REVIEWER, at(5, 6), to=80000, cause="收入变了")
    town.do("record_notice", case, "陈立", at(5, 6, 11), kind="advance", number="告1", notice=case.pk)
    town.do("record_service", case, "陈立", at(5, 7), kind="advance", served=at(5, 7).date())
    Officer.objects.filter(name__in=[REVIEWER, "张会计"]).update(phone_index="one telephone")
    declared(town, case, "张会计", at(5, 8))

    with pytest.raises(StepRefused) as refused:
        town.do("decide_change", case, OTHER, at(5, 18))

    assert refused.value.code == "changed"
