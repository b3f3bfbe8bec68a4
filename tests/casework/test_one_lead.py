"""Sixteen officers make an application of one lead at the same moment: there is one, and the others hear so."""

from uuid import uuid4

import pytest

from casework.actions.leads import file_lead, turn_lead
from casework.models import Case, Lead, LeadFiling, OfficeEvent
from tests.casework.cast import MORNING, appointed
from tests.casework.test_concurrency import CLERKS, at_once

ROUNDS = 3


def filed(township, key=None, name="演示老人"):
    said = {"village": township.village.code, "name": name, "phone": "", "seen": "屋顶漏雨", "related": False}
    return file_lead(key=key or uuid4(), **said, actor=township.zhao, at=MORNING)


@pytest.mark.django_db(transaction=True)
def test_one_lead_becomes_one_application_whoever_presses(standing_township):
    """YC-3.1.3: every officer has filled in a household of his own; one of them is the application of the lead."""
    office, village = standing_township.village.parent, standing_township.village
    hands = [
        appointed(f"第{number}位", "village" if number % 2 else "acceptor", village if number % 2 else office)
        for number in range(CLERKS)
    ]
    for turn in range(ROUNDS):
        lead = filed(standing_township)
        drafts = [standing_township.household(turn * 100 + number) for number in range(CLERKS)]
        why = {"reason": "不识字", "evidence": "委托书", "at": MORNING}

        found = at_once(
            lambda n, lead=lead, drafts=drafts, why=why: turn_lead(
                lead=lead.pk, draft=drafts[n], actor=hands[n], **why
            )
        )

        assert found == {"done": 1, "order": CLERKS - 1}
        assert Case.objects.count() == LeadFiling.objects.count() == turn + 1
        assert LeadFiling.objects.get(lead=lead).case.events.get().data["lead"] == str(lead.pk)


@pytest.mark.django_db(transaction=True)
def test_one_form_pressed_sixteen_times_files_one_lead(standing_township):
    key = uuid4()

    found = at_once(lambda n: filed(standing_township, key))

    assert found == {"done": CLERKS}
    assert Lead.objects.count() == OfficeEvent.objects.filter(kind="lead_filed").count() == 1
