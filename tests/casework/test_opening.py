"""How a case begins: from whatever channel, once, with a code that only its owner knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from casework import actions, queries
from casework.models import Case, Event, Household, Lodgement, Person, Reveal
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from tests.casework.cast import MORNING, Township


@pytest.mark.parametrize("channel", ["window", "web", "bot", "village"])
def test_every_channel_opens_the_same_case(township: Township, channel: str) -> None:
    """SY-A1.1a: window, website, app or village."""
    receipt = actions.lodge(draft=replace(township.household(1), channel=channel), actor=Actor(), at=MORNING)

    case = Case.objects.get(pk=receipt.case)
    assert (case.stage, case.programme.code, case.known().channel) == ("submitted", "dibao", channel)
    assert case.number == receipt.number


def test_numbers_follow_each_other_without_a_gap_and_a_refused_one_takes_none(township: Township) -> None:
    first = actions.lodge(draft=township.household(1), actor=Actor(), at=MORNING).number
    with pytest.raises(StepRefused):
        actions.lodge(draft=township.household(1), actor=Actor(), at=MORNING)
    second = actions.lodge(draft=township.household(2), actor=Actor(), at=MORNING).number

    assert (first[-4:], second[-4:]) == ("0001", "0002")


def test_one_household_has_one_open_case_a_programme(township: Township) -> None:
    number = actions.lodge(draft=township.household(1), actor=Actor(), at=MORNING).number

    with pytest.raises(StepRefused, match=number) as refused:
        actions.lodge(draft=township.household(1), actor=Actor(), at=MORNING)

    assert refused.value.code == "duplicate"
    assert (Case.objects.count(), Lodgement.objects.count(), Event.objects.count()) == (1, 1, 1)


def test_adding_a_member_does_not_open_a_second_case(township: Township) -> None:
    actions.lodge(draft=township.household(1), actor=Actor(), at=MORNING)
    alone = replace(township.household(1), members=township.household(1).members[:1])

    with pytest.raises(StepRefused):
        actions.lodge(draft=alone, actor=Actor(), at=MORNING)

    assert Household.objects.count() == 1


def test_a_later_application_of_the_same_people_stays_in_one_file(township: Township) -> None:
    """YC-5.2a: one household, one file."""
    case = township.lodged(1)
    actions.decline(case=case, actor=township.liu, at=MORNING, reason="材料是别人的")
    again = township.lodged(1, at=MORNING + timedelta(days=30))

    assert Case.objects.get(pk=case).household_id == Case.objects.get(pk=again).household_id
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"village": "999"}, "没有这个村"),
        ({"programme": "castle"}, "没有开办"),
        ({"place": "nowhere"}, "没有开办"),
        ({"members": ()}, "家里有谁"),
        ({"channel": "pigeon"}, "来路"),
    ],
)
def test_a_defective_application_opens_nothing(township: Township, change: dict, sentence: str) -> None:
    with pytest.raises(StepRefused, match=sentence):
        actions.lodge(draft=replace(township.household(1), **change), actor=Actor(), at=MORNING)

    assert not Case.objects.exists()
    assert not Person.objects.exists()


def test_the_same_person_twice_is_refused(township: Township) -> None:
    draft = township.household(1)
    twice = replace(draft, members=(draft.members[0], replace(draft.members[0], key="m2")))

    with pytest.raises(StepRefused, match="写了两次"):
        actions.lodge(draft=twice, actor=Actor(), at=MORNING)


def test_the_frozen_application_holds_neither_names_nor_numbers(township: Township) -> None:
    actions.lodge(draft=township.household(1), actor=Actor(), at=MORNING)
    kept = str(Lodgement.objects.values_list("draft", flat=True).get())

    for person in township.household(1).members:
        assert person.name not in kept
        assert person.id_number not in kept


def test_the_village_may_not_take_for_another_village(township: Township) -> None:
    """YC-3.1.2a: own village only."""
    stranger = replace(township.zhao, units=("330604002901",))

    with pytest.raises(StepRefused) as refused:
        actions.take(
            draft=township.household(1),
            actor=stranger,
            at=MORNING,
            reason="年老",
            evidence="委托书",
            related=False,
        )

    assert refused.value.code == "scope"


def test_progress_needs_the_code_and_the_last_four_of_the_applicant(township: Township) -> None:
    receipt = actions.lodge(draft=township.household(1), actor=Actor(), at=MORNING)
    tail = township.household(1).members[0].id_number[-4:]
    spaced = f"{receipt.code[:4]} {receipt.code[4:8]} {receipt.code[8:]}"

    assert queries.track(code=spaced, second=tail.lower()).pk == receipt.case
    assert queries.track(code=receipt.code, second="0000") is None
    assert queries.track(code="000000000000", second=tail) is None
    assert queries.track(code="", second="") is None


def test_the_code_itself_is_nowhere_in_the_row(township: Township) -> None:
    receipt = actions.lodge(draft=township.household(1), actor=Actor(), at=MORNING)

    assert receipt.code not in str(Case.objects.values().get())


def test_a_look_at_a_number_is_kept_and_needs_a_reason_and_a_right(township: Township) -> None:
    case = township.lodged(1)
    number = township.household(1).members[0].id_number

    def look(actor: Actor, reason: str = "核对身份") -> str:
        return actions.reveal(
            case=case, member="m1", field="id_number", actor=actor, at=MORNING, reason=reason
        )

    assert look(township.liu) == number
    kept = Reveal.objects.values().get()
    assert (str(kept["officer_id"]), kept["field"], kept["reason"]) == (
        township.liu.officer,
        "id_number",
        "核对身份",
    )
    assert number not in str(kept)
    for actor, reason in ((township.liu, " "), (township.zhao, "看看"), (Actor(), "看看")):
        with pytest.raises(StepRefused):
            look(actor, reason)
    stranger = replace(township.liu, units=("330604002",))
    with pytest.raises(StepRefused):
        look(stranger)
    assert Reveal.objects.count() == 1
