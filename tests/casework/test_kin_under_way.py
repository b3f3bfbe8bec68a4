"""A near relative is declared in the moment in which his household applies: whichever comes first, he has no hand in it (QY-4.2a)."""

import pytest
from django.db import transaction

from casework import actions
from casework.actions.kin import declare_kin, identify
from casework.models import Barred, Case
from casework.rules.refusal import StepRefused
from tests.casework.cast import MORNING
from tests.casework.test_merging_under_way import elsewhere

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def number(standing_township):
    """The identity number of whoever is about to apply."""
    return standing_township.household(1).members[0].id_number


def declare(town, number):
    declare_kin(
        officer=town.liu.officer,
        name="王大山",
        id_number=number,
        relation="子女",
        actor=town.liu,
        at=MORNING,
    )


def say_who(town, number):
    identify(officer=town.liu.officer, id_number=number, at=MORNING)


WAYS = pytest.mark.parametrize("way", [declare, say_who])
"""He declares his relative, or it is entered that the number is his own."""


def kept_off(town, case):
    """Whether he neither sees the case nor may act on it."""
    with pytest.raises(StepRefused) as caught:
        actions.accept(case=case, actor=town.liu, at=MORNING)
    barred = Barred.objects.filter(case=case, officer=town.liu.officer).exists()
    return (caught.value.code, barred) == ("relative", True)


@WAYS
def test_a_declaration_waits_for_the_application_that_is_being_lodged_and_then_finds_it(
    standing_township, number, way
):
    town = standing_township
    with transaction.atomic():
        case = town.lodged(1)
        assert elsewhere(lambda: way(town, number)) == "busy"

    way(town, number)

    assert kept_off(town, case)


@WAYS
def test_an_application_waits_for_the_declaration_and_is_then_kept_from_him(standing_township, number, way):
    town = standing_township
    with transaction.atomic():
        way(town, number)
        assert elsewhere(lambda: town.lodged(1)) == "busy"

    case = town.lodged(1)

    assert kept_off(town, case)


@WAYS
def test_an_act_of_his_own_that_is_under_way_ends_first(standing_township, number, way):
    """The declaration does not stand in the way of what it waits for."""
    town = standing_township
    other = town.lodged(2)
    with transaction.atomic():
        way(town, number)
        assert elsewhere(lambda: actions.accept(case=other, actor=town.liu, at=MORNING)) == "busy"
    with transaction.atomic():
        actions.accept(case=other, actor=town.liu, at=MORNING)
        assert elsewhere(lambda: way(town, number)) == "busy"

    assert str(Case.objects.get(pk=other).accepted_by_id) == town.liu.officer
