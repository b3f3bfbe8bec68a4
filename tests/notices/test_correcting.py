"""A letter with an error in it that has reached nobody: void, kept in the stub book, and another in its place (HX-5.2b)."""

import io

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from casework.models import Event
from casework.rules.refusal import StepRefused
from notices import actions, papers
from notices.models import Notice
from notices.rules.stubs import Stub, audit
from policies.models import Unit
from tests.notices.scene import Scene, moment

pytestmark = pytest.mark.django_db
NEW_PHONE = "0575-82110009"


@pytest.fixture
def refused(shelf_root) -> Scene:
    scene = Scene(parameters={"announcement_days": 30}).opined()
    scene.do("2025-09-28 10:00", "refuse", "孙", reason="家庭月人均收人高于标准")
    return scene


def correct(scene, by="李", at="2025-09-30 09:00", kind="refusal", notice=None, **said):
    old = notice or Notice.objects.filter(kind=kind).exclude(state="void").get()
    said = {"reason": "咨询电话印错了"} | said
    return actions.reissue(
        notice=old.pk, actor=scene.stage.actor(by, moment(at).date()), at=moment(at), **said
    )


def phone_is_put_right(scene):
    Unit.objects.filter(pk=scene.stage.village.parent_id).update(phone=NEW_PHONE)


def test_the_old_letter_keeps_number_text_file_and_stub_and_the_new_one_says_which_it_replaces(refused):
    """HX-5.2b: numbers without a gap, the stub of the void letter stays."""
    old = Notice.objects.get(kind="refusal")
    before, printed = (old.text, old.text_hash, old.pdf_sha256), papers.letter_bytes(old)
    phone_is_put_right(refused)

    new = correct(refused)

    old.refresh_from_db()
    assert (old.state, old.void_reason) == ("void", "咨询电话印错了")
    assert (old.text, old.text_hash, old.pdf_sha256) == before
    assert papers.letter_bytes(old) == printed
    assert (new.serial, new.replaces, new.state, new.cause) == (old.serial + 1, old, "issued", old.cause)
    assert NEW_PHONE in new.text
    assert f"本文书于2025年9月30日改正重出，替代{old.number}，原来那一份作废。" in new.text
    assert new.text.splitlines()[-1] == "2025年9月28日"
    assert new.plain.endswith("前一份写错了，以这一份为准。")
    assert new.stub_hash == new.text_hash != old.text_hash
    series = Notice.objects.filter(kind="refusal").values_list("serial", "text_hash", "stub_hash")
    assert audit([Stub(*row) for row in series]).sound
    event = Event.objects.filter(kind="notice").latest("seq")
    assert (event.data["replaces"], event.data["number"]) == (old.number, new.number)
    assert [one.number for one in refused.case.known().notices if one.kind == "refusal"] == [new.number]


def test_a_letter_printed_again_is_the_same_bytes(refused):
    notice = Notice.objects.get(kind="refusal")
    first = papers.letter_bytes(notice)
    phone_is_put_right(refused)
    assert papers.letter_bytes(Notice.objects.get(pk=notice.pk)) == first


def test_a_file_that_somebody_touched_is_not_handed_out(refused):
    notice = Notice.objects.get(kind="refusal")
    with storages["private"].open(notice.pdf, "ab") as file:
        file.write(b"x")
    with pytest.raises(StepRefused, match="不一样"):
        papers.letter_bytes(notice)


def test_a_slip_in_the_typed_reason_is_put_right_by_whoever_may_decide(refused):
    """SY-A1.5c: the reason is the approver's; a clerk who prints letters does not write it."""
    with pytest.raises(StepRefused, match="审批岗") as caught:
        correct(refused, "李", wording="家庭月人均收入高于标准")
    assert caught.value.code == "role"
    new = correct(refused, "孙", reason="“收入”写成了“收人”", wording="家庭月人均收入高于标准。")
    assert "理由：家庭月人均收入高于标准。" in new.text
    assert "收人" not in new.text
    assert refused.case.known().decision.reason == "家庭月人均收人高于标准"
    assert Event.objects.filter(kind="notice").latest("seq").data["words"] == "家庭月人均收入高于标准。"


def test_a_letter_that_would_read_the_same_is_not_made_and_the_old_one_stands(refused):
    with pytest.raises(StepRefused, match="一个字也不差"):
        correct(refused)
    assert Notice.objects.get(kind="refusal").state == "issued"
    phone_is_put_right(refused)
    correct(refused)
    with pytest.raises(StepRefused, match="一个字也不差"):
        correct(refused, at="2025-09-30 10:00")


def test_the_ladder_begins_again_with_the_new_letter(refused):
    """SY-A1.5h: what was tried with the void letter is no attempt at serving the new one."""
    refused.do("2025-09-29 09:00", "serve", "李", kind="refusal", method="direct", servers=["李", "陈"])
    phone_is_put_right(refused)
    new = correct(refused)
    with pytest.raises(StepRefused) as caught:
        refused.do("2025-10-08 09:00", "serve", "李", kind="refusal", method="public")
    assert caught.value.clause == "SY-A1.5h"
    door = {"method": "direct", "servers": ["李", "陈"], "signed_by": "李小田"}
    refused.do("2025-10-08 10:00", "serve", "李", kind="refusal", **door)
    new.refresh_from_db()
    assert new.state == "served"
    assert new.replaces.attempts.get().outcome == "failed"


def test_what_is_out_of_the_house_is_not_taken_back(refused):
    phone_is_put_right(refused)
    refused.do("2025-09-29 09:00", "serve", "李", kind="refusal", method="direct", servers=["李", "陈"])
    sent = {"method": "post", "waybill": "EA1", "address_confirmed": True}
    refused.do("2025-09-29 10:00", "serve", "李", kind="refusal", **sent)
    with pytest.raises(StepRefused, match="正在邮寄"):
        correct(refused)
    refused.do("2025-10-08 09:00", "serve", "李", kind="refusal", method="post", delivered=True)
    with pytest.raises(StepRefused, match="已经送达"):
        correct(refused)


def test_not_without_a_reason_not_by_the_village_and_not_twice(refused):
    phone_is_put_right(refused)
    for said, code in (({"reason": "  "}, "missing"), ({"by": "赵"}, "role")):
        with pytest.raises(StepRefused) as caught:
            correct(refused, **said)
        assert caught.value.code == code
    old = Notice.objects.get(kind="refusal")
    correct(refused)
    with pytest.raises(StepRefused, match="已经作废"):
        correct(refused, notice=old)


def test_a_letter_of_an_act_that_a_later_one_has_overtaken_stays(shelf_root):
    scene = Scene().confirmed()
    approval = Notice.objects.get(kind="decision")
    scene.do("2026-03-09 10:00", "propose_change", "李", to=800, cause="收入增加")
    scene.do("2026-03-09 11:00", "notice", "李", kind="advance")
    door = {"method": "direct", "servers": ["李", "陈"], "signed_by": "李小田"}
    scene.do("2026-03-10 10:00", "serve", "李", kind="advance", **door)
    scene.do("2026-03-16 09:00", "decide_change", "孙")
    phone_is_put_right(scene)
    with pytest.raises(StepRefused, match="后来又办了"):
        correct(scene, notice=approval, at="2026-03-17 09:00")


def test_a_corrected_advance_notice_is_the_one_that_has_to_be_served(shelf_root):
    """SY-A1.6a, SY-A1.6b: the days to be heard run from the service of the corrected one."""
    scene = Scene().confirmed()
    scene.do("2026-03-09 10:00", "propose_change", "李", to=800, cause="收人增加")
    scene.do("2026-03-09 11:00", "notice", "李", kind="advance")
    new = correct(scene, "李", "2026-03-09 15:00", "advance", wording="收入增加", reason="错字")
    assert "原因：收入增加。" in new.text
    with pytest.raises(StepRefused, match="还没有送达"):
        scene.do("2026-03-16 09:00", "decide_change", "孙")
    door = {"method": "direct", "servers": ["李", "陈"], "signed_by": "李小田"}
    scene.do("2026-03-16 10:00", "serve", "李", kind="advance", **door)
    with pytest.raises(StepRefused, match="陈述申辩期"):
        scene.do("2026-03-17 09:00", "decide_change", "孙")
    scene.do("2026-03-23 09:00", "decide_change", "孙")


def test_the_print_shows_the_line_above_the_seal_once(refused):
    phone_is_put_right(refused)
    new = correct(refused)
    pages = PdfReader(io.BytesIO(papers.letter_bytes(new))).pages
    for page in pages:
        assert page.extract_text().replace("\n", "").replace(" ", "").count("改正重出") == 1


def test_the_database_refuses_a_void_letter_without_a_reason_and_a_second_live_one(refused):
    notice = Notice.objects.get(kind="refusal")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(state="void")
    notice.pk, notice.serial, notice.number = None, 99, "另一号"
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save(force_insert=True)
