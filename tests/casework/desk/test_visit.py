"""Scenes of the home visit: the form from a telephone, kept once; photos; versions and prints; the comparison."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from casework.desk.visit.accounts import fen_of
from casework.models import Attachment, Case, Event, Reveal, SurveyPrint, SurveySheet
from tests.casework.desk.acting import text
from tests.casework.desk.cast import at, build

JSON = {"HTTP_ACCEPT": "application/json"}


def picture():
    made = io.BytesIO()
    marks = Image.Exif()
    marks[0x010F] = "手机厂家"
    Image.new("RGB", (40, 30), "brown").save(made, "JPEG", exif=marks)
    return SimpleUploadedFile("house.jpg", made.getvalue(), content_type="image/jpeg")


def sheet(town, *visitors, **more):
    """What the form sends."""
    return {
        "key": str(uuid4()),
        "begun": at(3, 4, 9).isoformat(),
        "who": [str(town.officers[name].pk) for name in visitors or ("陈立", "张会计")],
        "way_visit": "on",
        "on_visit": "2026-03-04",
        "asked_visit": "member",
        "present": ["m1"],
        "findings": "土坯房，灶台是冷的",
        "housing": "两间",
        "per_wage": "month",
        "per_business": "year",
        "per_property": "year",
        "per_transfer": "month",
        "m1_wage": "600",
        "m2_business": "2400",
        "deposits": "3000",
        "vehicles": "0",
        **more,
    }


@pytest.fixture
def case(town):
    found = town.lodge(at(3, 2))
    town.do("accept", found, "刘敏", at(3, 3))
    return found


def hand_in(town, case, name="陈立", when=None, **more):
    body = more.pop("body", None) or sheet(town, **more)
    client = town.sit(name, when or at(3, 5))
    return client.post(reverse("desk_visit", args=[case.pk]), body, **JSON)


def test_the_form_is_kept_whole_with_its_sum_and_the_hour_of_the_visit(town, case):
    answer = hand_in(town, case)

    assert answer.json() == {"done": reverse("desk_inquiry", args=[case.pk])}
    kept = SurveySheet.objects.get(case=case)
    event = Event.objects.filter(case=case, kind="visit").get()
    assert kept.version == 1
    assert kept.begun_at == at(3, 4, 9)
    assert kept.found() == {"income": 960_000, "deposits": 300_000, "vehicles": 0}
    assert event.data["sha256"] == kept.sha256
    page = text(town.sit("陈立").get(reverse("desk_inquiry", args=[case.pk])))
    assert "266.67" in page  # (600 × 12 + 2400) ÷ 12 ÷ 3


def test_a_form_that_is_sent_twice_is_kept_once(town, case):
    body = sheet(town)

    first, again = hand_in(town, case, body=body), hand_in(town, case, body=body, when=at(3, 6))

    assert first.status_code == again.status_code == 200
    assert SurveySheet.objects.count() == 1
    assert Event.objects.filter(case=case, kind="visit").count() == 1


def test_photos_come_one_by_one_each_once_without_what_the_telephone_hid_in_them(town, case):
    body, where = sheet(town), reverse("desk_visit_photo", args=[case.pk])
    client = town.sit("陈立", at(3, 5))
    taken = (at(3, 4, 9) + timedelta(minutes=7)).isoformat()
    for name in ("p1", "p2", "p1"):
        sent = {"key": body["key"], "name": name, "taken_at": taken, "photo": picture()}
        assert client.post(where, sent, **JSON).json() == {"done": True}
    assert Attachment.objects.filter(case=case).count() == 0  # the form is not in yet

    hand_in(town, case, body=body)

    photos = Attachment.objects.filter(case=case, material="visit_photo")
    assert photos.count() == 2
    assert {photo.taken_at for photo in photos} == {at(3, 4, 9) + timedelta(minutes=7)}
    shown = client.get(reverse("desk_photo", args=[case.pk, photos[0].pk]))
    assert not Image.open(io.BytesIO(b"".join(shown.streaming_content))).getexif()


def test_what_is_no_photo_and_what_is_too_much_is_said_in_a_sentence(town, case, monkeypatch):
    where, client = reverse("desk_visit_photo", args=[case.pk]), town.sit("陈立", at(3, 5))
    sent = {"key": str(uuid4()), "name": "p1", "taken_at": "昨天"}

    no_photo = client.post(where, {**sent, "photo": SimpleUploadedFile("a.jpg", b"no picture")}, **JSON)
    nothing = client.post(where, sent, **JSON)
    monkeypatch.setattr("casework.actions.survey.MOST_PHOTOS", 0)
    too_much = client.post(where, {**sent, "photo": picture()}, **JSON)

    assert "不是照片" in no_photo.json()["errors"]["photo"]
    assert "再传一次" in nothing.json()["errors"]["photo"]
    assert "最多传 0 张" in too_much.json()["errors"]["photo"]
    assert not Attachment.objects.exists()


def test_without_a_script_the_same_form_works_with_its_photos(town, case):
    client = town.sit("陈立", at(3, 5))
    page = client.get(reverse("desk_visit", args=[case.pk]))
    assert "入户调查" in text(page)
    assert "no-store" in page["Cache-Control"]

    answer = client.post(
        reverse("desk_visit", args=[case.pk]), sheet(town) | {"photos": [picture(), picture()]}
    )

    assert answer.status_code == 302
    assert Attachment.objects.filter(case=case, material="visit_photo").count() == 2


def test_nothing_typed_is_lost_and_every_sentence_says_what_to_do(town, case):
    client = town.sit("陈立", at(3, 5))
    wrong = sheet(town, on_visit="2026-03-09", findings="卡号 6228880000000012345，住两间房", way_visit="on")

    page = client.post(reverse("desk_visit", args=[case.pk]), wrong)
    script = client.post(reverse("desk_visit", args=[case.pk]), {**wrong, "way_visit": ""}, **JSON)

    assert page.status_code == script.status_code == 422
    assert "日期还没有到" in text(page)
    assert 'value="600"' in text(page)
    assert "还没有选怎么调查的" in str(script.json()["errors"])
    assert not SurveySheet.objects.exists()


@pytest.fixture
def mountain(db, wall_clock):
    """A town of a county that wants two people of both levels."""
    return build(wall_clock, "qinyuan")


def test_who_was_there_is_weighed_by_the_place(mountain):
    """QY-3.1.1e: {township 1} is refused, {village 2} is refused, {township 1, village 1} is accepted."""
    case = mountain.lodge(at(3, 2))
    mountain.do("accept", case, "刘敏", at(3, 3))

    alone = hand_in(mountain, case, body=sheet(mountain, "陈立"))
    both = hand_in(mountain, case, body=sheet(mountain, "陈立", "张会计"))

    assert alone.status_code == 422
    assert "入户至少要 2 个人" in alone.json()["errors"]["__all__"]
    assert both.status_code == 200
    page = mountain.sit("陈立").get(reverse("desk_visit", args=[case.pk]))
    assert "至少 2 个人，乡镇和村里都要有人" in text(page)


def test_kin_of_the_household_are_kept_out_of_the_company_and_the_form_comes_back(town, case):
    kin = str(town.officers["赵强"].pk)
    town.do("declare_relative", case, "何科长", at(3, 4), officer=kin, member="m1", relation="子女")

    answer = hand_in(town, case, body=sheet(town, "陈立", "赵强"))

    assert answer.status_code == 422
    assert "近亲属" in str(answer.json()["errors"])


def test_a_kinsman_and_a_village_officer_do_not_hand_in_a_visit(town, case):
    """YC-3.1.2b, SY-4.1b: the village saves its note (302) and is refused the visit (403)."""
    village = hand_in(town, case, "张会计")
    note = town.sit("张会计", at(3, 5)).post(
        reverse("desk_act", args=[case.pk, "note"]),
        {"seen": Case.objects.get(pk=case.pk).seq, "text": "地租出去了"},
    )
    inquiry = town.sit("张会计").get(reverse("desk_inquiry", args=[case.pk]))
    foreign = town.sit("外乡人", at(3, 5)).get(reverse("desk_visit", args=[case.pk]))
    photo = {"key": str(uuid4()), "name": "p1", "photo": picture()}
    village_photo = town.sit("张会计").post(reverse("desk_visit_photo", args=[case.pk]), photo, **JSON)

    assert village.status_code == 403
    assert note.status_code == 302
    assert inquiry.status_code == 403
    assert foreign.status_code == 404
    assert village_photo.status_code == 403
    assert "地租出去了" in text(town.sit("陈立").get(reverse("desk_inquiry", args=[case.pk])))


def test_a_correction_is_a_new_version_and_the_old_print_no_longer_stands(town, case):
    """SY-A1.3b: made online, printed with its fingerprint; a change after the print marks it superseded."""
    hand_in(town, case)
    chen = town.sit("陈立", at(3, 6))
    first = SurveySheet.objects.get(case=case)
    where = reverse("desk_sheet", args=[case.pk, first.pk])
    printed = text(chen.post(where))
    assert first.sha256 in printed
    assert "已经记下打印" in printed

    opened = chen.get(reverse("desk_visit_amend", args=[case.pk]))
    assert 'value="600"' in text(opened)
    without = chen.post(reverse("desk_visit_amend", args=[case.pk]), sheet(town))
    answer = chen.post(
        reverse("desk_visit_amend", args=[case.pk]), sheet(town, m1_wage="900", why="问了工头")
    )

    assert without.status_code == 422
    assert answer.status_code == 302
    assert SurveySheet.objects.filter(case=case).count() == 2
    page = text(chen.get(reverse("desk_inquiry", args=[case.pk])))
    assert "打印件已作废" in page
    assert "问了工头" in page
    assert "作废：后来又改过" in text(chen.get(where))
    assert chen.post(where).status_code == 302
    assert SurveyPrint.objects.count() == 1


def test_declared_checked_and_seen_stand_side_by_side_and_a_difference_is_marked(town, case):
    Case.objects.get(pk=case.pk).lodgement.__class__.objects.filter(pk=case.lodgement_id).update(
        draft={**case.lodgement.draft, "answers": {"income": "7200"}}
    )
    hand_in(town, case)

    page = text(town.sit("赵强", at(3, 6)).get(reverse("desk_inquiry", args=[case.pk])))

    assert "7,200 元" in page
    assert "9,600 元" in page
    assert "对不上" in page


def test_whoever_reads_the_report_is_written_down(town, case):
    """QY-3.1.1h: number, date, result, and who read it."""
    where = reverse("desk_report", args=[case.pk])
    assert town.sit("赵强", at(3, 5)).get(where).status_code == 404
    town.do("request_check", case, "陈立", at(3, 5))
    town.do("check_report", case, "陈立", at(3, 6), result="within", number="HD-77")

    page = text(town.sit("赵强", at(3, 6)).get(where))

    assert "HD-77" in page
    look = Reveal.objects.get(case=case, field="report")
    assert look.officer == town.officers["赵强"]
    assert town.sit("张会计").get(where).status_code == 403


def test_the_list_to_take_along_names_who_waits_and_nobody_else(town, case):
    done = town.lodge(at(3, 2), name="去过了")
    town.do("accept", done, "刘敏", at(3, 3))
    hand_in(town, done)

    page = text(town.sit("陈立", at(3, 6)).get(reverse("desk_visits")))

    assert "李桂田" in page
    assert "去过了" not in page
    assert town.sit("陈立").get(reverse("desk_visit_token")).json()["officer"] == str(
        town.officers["陈立"].pk
    )
    assert "no-cache" in town.sit("陈立").get(reverse("desk_visit_worker"))["Cache-Control"]


def test_a_decided_case_takes_no_visit(town, case):
    town.do("decline", town.lodge(at(3, 2), name="不收"), "刘敏", at(3, 3), reason="不在本地")
    declined = Case.objects.get(applicant_name="不收")

    assert hand_in(town, declined).status_code == 409
    assert town.sit("陈立").get(reverse("desk_visit", args=[declined.pk])).status_code == 409
    assert town.sit("陈立").get(reverse("desk_act", args=[case.pk, "amend"])).status_code == 404


@pytest.mark.parametrize(
    ("told", "fen"),
    [("12000", 1200000), ("0.5", 50), ("NaN", None), ("1e999999999", None), ("9" * 61, None), (None, None)],
)
def test_an_income_told_in_no_way_that_money_is_written_breaks_no_page(told, fen):
    assert fen_of(told) == fen
