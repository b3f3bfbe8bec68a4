"""A chat is an officer's only by a one-time code, only while he is appointed, and files only for his villages."""

from datetime import date, timedelta

import pytest

from casework.models import Appointment, Handoff, Officer
from casework.rules.refusal import StepRefused
from intake_bot.actions import issue_binding_code
from intake_bot.models import BindingCode, OfficerBinding
from tests.intake_bot.conftest import NOON, VILLAGE

pytestmark = pytest.mark.django_db


def filed(chat) -> list[dict]:
    chat.say(
        "帮人申请", "年纪大", "委托书", "选好了", "是", "父母或子女", "1", "几乎没有", "都没有", "都同意了"
    )
    return chat.say("现在申请", "没有", "都没有", "听懂了,同意")


def test_the_code_fits_a_start_link_and_is_stored_as_a_hash(zhang):
    code = issue_binding_code(officer=zhang.pk, at=NOON)
    assert len(f"v_{code}") <= 64
    assert code not in str(BindingCode.objects.get().__dict__)


def test_bound_once_and_only_for_his_villages(chat, zhang):
    code = issue_binding_code(officer=zhang.pk, at=NOON)
    (said,) = chat.send(start=f"v_{code}")
    assert "张会计" in said["text"]
    assert "青石村" in said["text"]
    assert "柳树村" not in said["text"]
    chat.external_id = "thief"
    (said,) = chat.send(start=f"v_{code}")
    assert "用过了" in said["text"]
    assert OfficerBinding.objects.count() == 1


def test_filing_hands_over_reason_evidence_kinship_and_the_officer(chat, zhang):
    chat.send(start=f"v_{issue_binding_code(officer=zhang.pk, at=NOON)}")
    (said,) = filed(chat)
    assert "/f/" in said["links"][0]["url"]
    handoff = Handoff.objects.get()
    assert handoff.purpose == "take"
    assert handoff.context["officer"] == str(zhang.pk)
    assert handoff.context["filing"] == {
        "reason": "年纪大",
        "evidence": "委托书",
        "kin": "父母或子女",
        "related": True,
    }
    assert handoff.context["answers"]["village"] == VILLAGE


def test_whoever_left_his_post_files_no_more(chat, zhang):
    chat.send(start=f"v_{issue_binding_code(officer=zhang.pk, at=NOON)}")
    Appointment.objects.update(until=date(2026, 3, 1))
    (said,) = filed(chat)
    assert "现在不是村(社区)的经办人" in said["text"]
    assert not Handoff.objects.exists()


def test_a_binding_taken_away_in_the_office_ends_the_filing(chat, zhang):
    chat.send(start=f"v_{issue_binding_code(officer=zhang.pk, at=NOON)}")
    OfficerBinding.objects.update(ended_at=NOON)
    (said,) = filed(chat)
    assert "没有绑定" in said["text"]


def test_unbinding_in_the_chat_ends_the_row(chat, zhang):
    chat.send(start=f"v_{issue_binding_code(officer=zhang.pk, at=NOON)}")
    chat.say("解除绑定")
    assert OfficerBinding.objects.get().ended_at == NOON
    assert not chat.row.mind().is_officer


def test_codes_grow_old_and_a_new_one_voids_the_former(chat, zhang):
    old = issue_binding_code(officer=zhang.pk, at=NOON)
    new = issue_binding_code(officer=zhang.pk, at=NOON)
    assert "用过了" in chat.send(start=f"v_{old}")[0]["text"]
    chat.now = NOON + timedelta(days=3)
    assert "用过了" in chat.send(start=f"v_{new}")[0]["text"]
    assert "用过了" in chat.send(start="v_人")[0]["text"]


def test_only_village_officers_get_codes(county):
    clerk = Officer.objects.create(name="刘敏")
    Appointment.objects.create(officer=clerk, unit=county.parent, role="acceptor")
    with pytest.raises(StepRefused, match="不是村"):
        issue_binding_code(officer=clerk.pk, at=NOON)
