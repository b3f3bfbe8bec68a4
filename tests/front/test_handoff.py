"""A conversation hands over to the site's form by a link and hears back, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework.actions.handoff import complete_handoff, open_handoff, read_handoff
from casework.models import Appointment, Case, Handoff, Officer, Outbox
from casework.rules.refusal import StepRefused
from front.models import ApplicationDraft
from policies.models import Unit
from tests.front.household import LI, Resident

pytestmark = pytest.mark.django_db


def link(village, **changed):
    typed = {
        "purpose": "apply",
        "channel": "telegram",
        "ref": "chat-1",
        "context": {"answers": {"village": village, "urgent": False, "situation": ["illness"]}},
        "at": timezone.now(),
    }
    return open_handoff(**{**typed, **changed})


def test_looking_uses_nothing_up_and_a_press_begins_with_what_was_answered(resident, village):
    token = link(village)
    assert resident.open(f"/f/{token}/").status_code == 200
    assert not ApplicationDraft.objects.exists()

    page = resident.fill(f"/f/{token}/")

    data = ApplicationDraft.objects.get().data()
    assert resident.where(page) == "/apply/"
    assert data.village == village
    assert data.answers["situation"] == ["illness"]
    resident.tell_household()
    assert resident.where(resident.open("/apply/trouble/")) not in (
        "/apply/trouble/village/",
        "/apply/trouble/situation/",
    )


def test_who_is_registered_elsewhere_is_asked_after_when_only_the_chat_was_told(resident, village):
    """QY-3.1.1c: said in the chat, written of nobody on the form: the form asks, and then the clerk."""
    resident.fill(
        f"/f/{link(village, context={'answers': {'village': village, 'registered_elsewhere': True}})}/"
    )
    resident.tell_household()
    asked = "家里有人户口在外地。是谁的"
    assert asked in resident.open("/apply/household/").content.decode()

    resident.fill("/apply/household/m1/", **{**LI, "registered": "邻县"})

    assert asked not in resident.open("/apply/household/").content.decode()


def test_the_conversation_hears_once_and_the_link_is_dead(resident, village):
    token = link(village)
    resident.fill(f"/f/{token}/")
    resident.tell_household()
    resident.answer_questions(village)
    resident.take_photos()
    resident.sign_all(m1=LI["name"])
    resident.fill("/apply/account/", no_account="on")
    resident.fill("/apply/check/")

    case, row = Case.objects.get(), Handoff.objects.get()
    complete_handoff(handoff=row.pk, case=case.pk, at=timezone.now())

    assert row.case == case
    assert case.known().channel == "bot"
    assert list(Outbox.objects.filter(kind="handoff_done").values_list("ref", flat=True)) == [str(row.pk)]
    assert read_handoff(token=token, at=timezone.now()) is None
    assert Resident().get(f"/f/{token}/").status_code == 410


def test_a_village_officer_files_for_a_household_in_his_own_name(resident, village):
    zhang = Officer.objects.create(name="张会计")
    Appointment.objects.create(officer=zhang, unit=Unit.objects.get(code=village), role="village")
    context = {
        "answers": {"village": village},
        "filing": {"reason": "年纪大", "evidence": "委托书", "related": False},
        "officer": str(zhang.pk),
        "excused": {"id_copy": "身份证在补办"},
    }
    resident.fill(f"/f/{link(village, purpose='take', context=context)}/")
    resident.tell_household()
    resident.answer_questions(village)
    resident.sign_all(m1=LI["name"])
    resident.fill("/apply/account/", no_account="on")
    resident.fill("/apply/check/")

    case = Case.objects.get()
    event = case.events.get()
    assert (event.kind, event.actor, case.lodgement.filed_by) == ("take", zhang, zhang)
    assert event.data["evidence"] == "委托书"
    assert case.stage == "taken"
    assert "id_copy" not in case.known().supplied
    assert Handoff.objects.get().case == case


def test_another_browser_begins_anew_and_sees_nothing(resident, village):
    token = link(village)
    resident.fill(f"/f/{token}/")
    resident.tell_household()
    other = Resident()

    other.fill(f"/f/{token}/")

    assert LI["name"] not in other.open("/apply/household/").content.decode()
    assert ApplicationDraft.objects.count() == 2


def test_a_link_ends_after_its_days_and_an_unknown_one_never_worked(village):
    now = timezone.now()
    token = link(village, lasts=timedelta(days=3))

    assert read_handoff(token=token, at=now + timedelta(days=2))
    assert read_handoff(token=token, at=now + timedelta(days=4)) is None
    assert read_handoff(token="\udcff", at=now) is None
    assert token not in str(Handoff.objects.values())


def test_one_link_does_not_end_in_two_cases(resident, village):
    resident.apply(village)
    token = link(village)
    row = Handoff.objects.get()
    case = Case.objects.get()
    complete_handoff(handoff=row.pk, case=case.pk, at=timezone.now())

    with pytest.raises(StepRefused):
        complete_handoff(handoff=row.pk, case=case.household_id, at=timezone.now())
    assert token
