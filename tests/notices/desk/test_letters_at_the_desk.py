"""Letters at the desk: the township serves them, the county reads them, the village and strangers do not."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from casework import outbox
from casework.models import Reveal
from notices.models import Notice, ServiceAttempt, ServiceProof
from tests.casework.desk.cast import at
from tests.front.household import photo as drawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(town) -> Notice:
    """A household whose application was refused; its letter waits."""
    case = town.lodge(at(3, 2))
    town.bring_to_opinion(case)
    town.do("refuse", case, "王镇长", at(3, 10), reason="家庭月人均收入高于标准")
    while outbox.drain(now=at(3, 10)):
        pass
    return Notice.objects.get(kind="refusal")


def page(town, who, notice, rest=""):
    return town.sit(who, at(3, 11)).get(f"/cms/desk/notice/{notice.pk}/{rest}")


def test_the_list_shows_what_waits(town, refused):
    text = town.sit("陈立", at(3, 11)).get("/cms/desk/notices/").content.decode()
    assert refused.number in text
    assert "等送达" in text


def test_the_page_says_what_is_legally_missing(town, refused):
    text = page(town, "陈立", refused).content.decode()
    for words in (
        "2 名送达人",
        "申请人本人签收",
        "邮寄送达没有送到的记录",
        "县里配置的公告天数",
        "家庭月人均收入高于标准",
    ):
        assert words in text


def serve_as(town, who, notice):
    return town.sit(who).post(f"/cms/desk/notice/{notice.pk}/serve/direct/", {})


def serve(town, notice, method, **said):
    return town.sit("陈立", at(3, 11)).post(f"/cms/desk/notice/{notice.pk}/serve/{method}/", said)


def both(town) -> list[str]:
    return [str(town.officers[name].pk) for name in ("陈立", "赵强")]


def photo():
    return SimpleUploadedFile("door.jpg", drawn().read(), "image/jpeg")


def test_two_servers_and_the_applicant(town, refused):
    """SY-A1.5c, SY-A1.5d"""
    said = {"signed_by": "m1", "place": "青石村 3 组家中"}
    alone = serve(town, refused, "direct", servers=both(town)[:1], **said)
    assert alone.status_code == 422
    assert "现在只有 1 名" in alone.content.decode()
    assert "青石村 3 组家中" in alone.content.decode()
    assert "checked" in alone.content.decode()
    relative = serve(town, refused, "direct", servers=both(town), **{**said, "signed_by": "m2"})
    assert relative.status_code == 422
    assert "要由申请人本人签收" in relative.content.decode()
    assert not ServiceAttempt.objects.exists()
    assert serve(town, refused, "direct", servers=both(town), **said).status_code == 302
    refused.refresh_from_db()
    assert (refused.state, str(refused.served_on)) == ("served", "2026-03-11")
    assert "怎么送" not in page(town, "陈立", refused).content.decode()
    assert serve(town, refused, "direct", servers=both(town), **said).status_code == 409


def test_left_behind_with_a_photo_that_only_the_office_sees(town, refused, client):
    """SY-A1.5e: a recording is a file, not a tick."""
    said = {
        "servers": both(town),
        "place": "青石村 3 组家中",
        "refused_to_sign": "on",
        "reason": "见到本人，不肯签",
    }
    nothing = serve(town, refused, "left", **said)
    assert nothing.status_code == 422
    assert "拍照、录像或者录音" in nothing.content.decode()
    assert serve(town, refused, "left", photos=[photo(), photo()], **said).status_code == 302
    proof, _ = ServiceProof.objects.all()
    path = f"/cms/desk/notice/{refused.pk}/proof/{proof.pk}/"
    sent = town.sit("陈立", at(3, 11)).get(path)
    assert b"".join(sent.streaming_content)[:3] == b"\xff\xd8\xff"
    assert Reveal.objects.filter(case=refused.case, reason__startswith="照片").count() == 1
    assert town.sit("张会计").get(path).status_code == 403
    assert town.sit("外乡人").get(path).status_code == 404
    assert client.get(path).status_code == 302


def test_left_behind_before_a_witness_of_the_village_or_the_employer(town, refused):
    """SY-A1.5f: reason, date, who served and who witnessed; a neighbour is none."""
    said = {"servers": both(town), "place": "青石村", "refused_to_sign": "on", "witness": "周小满"}
    bare = serve(town, refused, "left", witness_for="village", **said).content.decode()
    assert "请写明事由" in bare
    assert "写明见证人的单位和职务" in bare
    said |= {"reason": "见到本人，不肯签", "witness_post": "青石村村委会委员"}
    neighbour = serve(town, refused, "left", witness_for="other", **said)
    assert neighbour.status_code == 422
    assert "SY-A1.5f" in neighbour.content.decode()
    assert serve(town, refused, "left", witness_for="employer", **said).status_code == 302
    assert ServiceAttempt.objects.get().witness_for == "employer"


def test_by_post_and_the_receipt_that_comes_back(town, refused):
    """SY-A1.5g"""
    assert serve(town, refused, "post", waybill="EB77", address_confirmed="on").status_code == 422
    said = {"servers": both(town), "place": "青石村", "reason": "去了两次，家里没有人"}
    assert serve(town, refused, "direct", **said).status_code == 302
    unconfirmed = serve(town, refused, "post", waybill="EB77")
    assert "确认过的地址" in unconfirmed.content.decode()
    assert serve(town, refused, "post", waybill="EB77", address_confirmed="on").status_code == 302
    assert "登记结果" in page(town, "陈立", refused).content.decode()
    assert "回执要留存" in serve(town, refused, "post", delivered="yes").content.decode()
    assert serve(town, refused, "post", delivered="yes", receipt=photo()).status_code == 302
    refused.refresh_from_db()
    assert refused.state == "served"
    assert ServiceProof.objects.get().kind == "receipt"


def test_an_attempt_sent_twice_from_one_page_is_one_attempt(town, refused):
    """Two clicks, or two tabs: the proof of service would print somebody who went twice."""
    said = {"servers": both(town), "place": "青石村", "reason": "家里没有人", "seen": "0"}

    assert serve(town, refused, "direct", **said).status_code == 302
    again = serve(town, refused, "direct", **said)

    assert again.status_code == 409
    assert "刚刚登记过一次送达" in again.content.decode()
    assert "家里没有人" in again.content.decode()
    assert ServiceAttempt.objects.count() == 1
    assert serve(town, refused, "direct", **said | {"seen": "1"}).status_code == 302


def test_a_form_scanned_later_joins_the_latest_attempt(town, refused):
    serve(town, refused, "direct", servers=both(town), signed_by="m1", place="青石村")
    client = town.sit("陈立", at(3, 12))
    add = f"/cms/desk/notice/{refused.pk}/proof/"
    assert client.post(add, {"kind": "signed"}, follow=True).status_code == 200
    wrong = SimpleUploadedFile("a.mp4", b"no film at all", "video/mp4")
    answer = client.post(add, {"kind": "video", "file": wrong}, follow=True)
    assert "不是录音或者录像" in answer.content.decode()
    assert not ServiceProof.objects.exists()
    client.post(add, {"kind": "signed", "file": photo()})
    assert ServiceProof.objects.get().get_kind_display() == "签好的送达回证"
    assert town.sit("何科长").post(add, {"kind": "signed", "file": photo()}).status_code == 403


def test_letter_and_receipt_are_papers_that_nobody_keeps_on_the_way(town, refused):
    for rest in ("letter.pdf", "receipt.pdf"):
        answer = page(town, "陈立", refused, rest)
        assert answer.content[:5] == b"%PDF-"
        assert "no-store" in answer["Cache-Control"]
    assert refused.number in page(town, "陈立", refused, "print/").content.decode()


@pytest.mark.parametrize("rest", ["", "letter.pdf", "receipt.pdf", "print/"])
def test_neither_the_village_nor_another_town_nor_a_stranger(town, refused, client, rest):
    assert page(town, "张会计", refused, rest).status_code == 403
    assert page(town, "外乡人", refused, rest).status_code == 404
    assert client.get(f"/cms/desk/notice/{refused.pk}/{rest}").status_code == 302


def test_the_county_reads_and_does_not_serve(town, refused):
    assert page(town, "何科长", refused).status_code == 200
    assert serve_as(town, "何科长", refused).status_code == 403


def test_the_page_of_the_case_leads_there(town, refused):
    text = town.sit("陈立", at(3, 11)).get(f"/cms/desk/case/{refused.case_id}/").content.decode()
    assert f"/cms/desk/notice/{refused.pk}/" in text


def correct(town, who, notice, **said):
    client = town.sit(who, at(3, 12))
    return client.post(f"/cms/desk/notice/{notice.pk}/correct/", said)


def test_a_letter_with_a_slip_is_void_and_another_takes_its_place(town, refused):
    """HX-5.2b: the stub book shows both numbers, the list of what waits only the one that holds."""
    assert "作废重出" in page(town, "王镇长", refused).content.decode()
    shown = page(town, "王镇长", refused, "correct/").content.decode()
    assert "改好的理由" in shown
    empty = correct(town, "王镇长", refused, reason="", wording="家庭月人均收入超过标准")
    assert empty.status_code == 422
    assert "家庭月人均收入超过标准" in empty.content.decode()
    done = correct(town, "王镇长", refused, reason="用词不对", wording="家庭月人均收入超过标准")
    new = Notice.objects.get(replaces=refused)
    assert done.headers["Location"].endswith(f"/{new.pk}/")

    old_page = page(town, "陈立", refused).content.decode()
    assert "作废了" in old_page
    assert "用词不对" in old_page
    assert new.number in old_page
    assert "怎么送" not in old_page
    assert "不要发出去" in old_page
    assert "打印空白送达回证" not in old_page
    together = town.sit("陈立", at(3, 12)).post(
        "/cms/desk/notices/print/", {"notice": [str(refused.pk), str(new.pk)]}
    )
    assert len(PdfReader(io.BytesIO(together.content)).pages) == 2
    assert refused.number in page(town, "陈立", new).content.decode()
    waiting = town.sit("陈立", at(3, 12)).get("/cms/desk/notices/").content.decode()
    assert new.number in waiting
    assert refused.number not in waiting
    stubs = town.sit("陈立", at(3, 12)).get("/cms/desk/stubs/?kind=refusal").content.decode()
    assert "作废，换成" in stubs
    assert "号码连着，没有缺" in stubs
    assert page(town, "陈立", refused, "serve/direct/").status_code == 409
    story = town.sit("陈立", at(3, 12)).get(f"/cms/desk/case/{refused.case_id}/").content.decode()
    assert f"替代 {refused.number}" in story


def test_who_may_not_decide_is_not_asked_for_the_reason_and_cannot_send_one(town, refused):
    assert "改好的理由" not in page(town, "陈立", refused, "correct/").content.decode()
    answer = correct(town, "陈立", refused, reason="用词不对", wording="别的理由")
    assert answer.status_code == 422
    assert "一个字也不差" in answer.content.decode()
    assert not Notice.objects.filter(state="void").exists()


def test_a_number_typed_into_what_was_wrong_is_refused_and_the_county_and_village_only_look(town, refused):
    from policies.rules.identity import demo_id

    number = demo_id("770101", at(1, 1).date().replace(year=1970), 7)
    answer = correct(town, "王镇长", refused, reason=f"写成了 {number}")
    assert answer.status_code == 422
    assert "像是有身份证号" in answer.content.decode()
    for who in ("何科长", "张会计"):
        assert correct(town, who, refused, reason="看着不顺").status_code == 403
    assert not Notice.objects.exclude(replaces=None).exists()


def test_a_kept_file_that_was_touched_is_refused_with_a_sentence(town, refused):
    from django.core.files.storage import storages

    from notices import papers

    papers.letter_bytes(refused)
    refused.refresh_from_db()
    with storages["private"].open(refused.pdf, "ab") as file:
        file.write(b"x")
    answer = page(town, "陈立", refused, "letter.pdf")
    assert answer.status_code == 409
    assert "不一样" in answer.content.decode()
