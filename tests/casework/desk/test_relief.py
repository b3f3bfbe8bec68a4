"""Scenes of an emergency: the county told in the same breath, papers without a limit, the reserve line by line."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from casework import actions
from casework.models import Attachment, Case, CountyAlert, Event, Export, OfficeEvent, ReserveEntry
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.models import Jurisdiction, ParameterValue
from tests.casework.desk.acting import meet, text
from tests.casework.desk.cast import at, build


def state(town, key, value, scope=""):
    ParameterValue.objects.create(
        jurisdiction=Jurisdiction.objects.get(code=town.place),
        key=key,
        label=key,
        value=value,
        scope=scope,
        clause="本故事自设",
    )


@pytest.fixture
def case(town):
    return town.lodge(at(3, 2), programme="temporary", emergency=True)


def relieve(town, case, **more):
    data = {"amount": 50_000, "channel": "account"} | more
    town.do("relieve", case, "王镇长", at(3, 2, 11), **data)


def test_the_county_is_told_of_the_report_and_of_the_relief_and_signs_for_it(town, case):
    """SY-4.4e: the message stands in the same transaction; its receipt is kept."""
    relieve(town, case)

    assert list(CountyAlert.objects.order_by("pk").values_list("kind", flat=True)) == ["reported", "relieved"]
    county = town.sit("何科长", at(3, 2, 12))
    page = text(county.get(reverse("desk_relief")))
    assert "报了急难" in page
    assert "500 元" in page
    alert = CountyAlert.objects.get(kind="relieved")
    assert county.post(reverse("desk_relief"), {"alert": alert.pk}).status_code == 302
    alert.refresh_from_db()
    assert (alert.read_by, alert.read_at) == (town.officers["何科长"], at(3, 2, 12))
    assert "何科长" in text(town.sit("王镇长").get(reverse("desk_relief")))


def test_relief_that_the_county_cannot_be_told_of_is_not_given(town, case, monkeypatch):
    """SY-4.4e: failure to queue the message rolls everything back."""

    def broken(**row):
        raise DatabaseError("no room for a message")

    monkeypatch.setattr(CountyAlert.objects, "create", broken)

    with pytest.raises(DatabaseError):
        relieve(town, case)

    assert not Event.objects.filter(case=case, kind="relieve").exists()
    assert not ReserveEntry.objects.exists()
    assert Case.objects.get(pk=case.pk).known().relief is None


def test_only_the_county_says_that_it_has_seen_it_and_only_of_its_own(town, case):
    alert = CountyAlert.objects.get()
    where = reverse("desk_relief")

    assert town.sit("王镇长", at(3, 2, 12)).post(where, {"alert": alert.pk}).status_code == 403
    assert town.sit("何科长").post(where, {"alert": "x"}).status_code == 404
    assert town.sit("何科长").post(where, {"alert": alert.pk + 99}).status_code == 404
    assert town.sit("张会计").get(where).status_code == 403
    alert.refresh_from_db()
    assert alert.read_at is None


def test_papers_without_a_limit_are_listed_to_the_county(town, case):
    """SY-4.4f: no due date is set, so the task is open and says so."""
    relieve(town, case)

    page = text(town.sit("何科长", at(3, 20)).get(reverse("desk_relief")))
    assert "文件没有载明期限" in page
    assert "还差：救助对象、救助事由、救助金额、经办人签字、盖章" in page

    town.do("backfill", case, "刘敏", at(3, 21), fields=["person", "reason", "amount", "signature", "seal"])
    assert "都补齐了" in text(town.sit("何科长").get(reverse("desk_relief")))


def test_papers_with_a_limit_show_the_day(db, wall_clock):
    """YI-2.3c: five working days from the aid."""
    town = build(wall_clock, "yicheng")
    # The document of this place has run out in this story's year: the case began while it stood.
    when = at(3, 2).replace(year=2025)
    case = town.lodge(when, programme="temporary", emergency=True)
    relieve_at = when.replace(hour=11)
    actions.relieve(
        case=case.pk,
        actor=town.actor("王镇长", relieve_at.date()),
        at=relieve_at,
        amount=50_000,
        channel="account",
    )

    page = text(town.sit("何科长", relieve_at).get(reverse("desk_relief")))

    assert "以前补齐" in page
    assert not CountyAlert.objects.exists()  # nothing in that document asks for it


def test_the_reserve_pays_and_what_is_left_stands_beside_its_floor(town, case):
    """SY-4.4g, SY-4.4h: relief is a line of the account; below the floor the county sees it."""
    unit = town.village.parent
    state(town, "registered_population", "500", scope=unit.code)
    wang = town.sit("王镇长", at(3, 2, 10))
    where = reverse("desk_reserve", args=[unit.code])
    assert "还没有记过账" in text(wang.get(where))
    assert wang.post(where, {"kind": "deposit", "amount": "1200", "note": "区财政一季度"}).status_code == 302
    relieve(town, case)

    lines = ReserveEntry.objects.filter(township=unit).order_by("seq")
    assert [(row.kind, row.amount, row.balance) for row in lines] == [
        ("deposit", 120_000, 120_000),
        ("relief", -50_000, 70_000),
    ]
    assert lines[1].case == case
    page = text(town.sit("何科长").get(reverse("desk_relief")))
    assert "700 元" in page
    assert "1,000 元" in page
    assert "低于下限" in page
    assert case.number in text(wang.get(where))
    officer = str(town.officers["王镇长"].pk)
    town.do(
        "declare_relative",
        case,
        "何科长",
        at(3, 2, 12),
        officer=officer,
        member="m1",
        relation="其他要回避的亲戚",
    )
    assert case.number not in text(wang.get(where))


def test_who_does_not_keep_the_account_is_told_so_whatever_he_sends(town):
    """R9"""
    where = reverse("desk_reserve", args=[town.village.parent.code])

    for name in ("刘敏", "何科长"):
        assert town.sit(name, at(3, 2)).post(where, {"amount": "?"}).status_code == 403

    assert not ReserveEntry.objects.exists()
    assert {line.data["code"] for line in OfficeEvent.objects.all()} == {"role"}


def test_a_wrong_line_is_corrected_by_another_and_never_changed(town):
    unit, wang = town.village.parent, town.sit("王镇长", at(3, 2))
    where = reverse("desk_reserve", args=[unit.code])
    wang.post(where, {"kind": "deposit", "amount": "100", "note": "拨付"})
    wang.post(where, {"kind": "down", "amount": "20", "note": "多记了"})
    wang.post(where, {"kind": "up", "amount": "5", "note": "少记了"})

    assert ReserveEntry.objects.order_by("-seq").first().balance == 8_500
    assert "-20 元" in text(wang.get(where))
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        ReserveEntry.objects.update(amount=1)
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        ReserveEntry.objects.all().delete()


def test_a_line_sent_twice_from_one_page_is_one_line(town):
    """Two clicks on “记一笔”: money that came once must not stand in the account twice."""
    wang = town.sit("王镇长", at(3, 2))
    where = reverse("desk_reserve", args=[town.village.parent.code])
    said = {"kind": "deposit", "amount": "100", "note": "拨付", "seen": "0"}

    assert wang.post(where, said).status_code == 302
    again = wang.post(where, said)

    assert again.status_code == 409
    assert "刚刚又记过一笔" in text(again)
    assert 'name="seen" value="1"' in text(again)
    assert ReserveEntry.objects.count() == 1
    assert wang.post(where, said | {"seen": "1"}).status_code == 302
    assert ReserveEntry.objects.order_by("-seq").first().seq == 2


def test_who_keeps_the_account_and_what_an_entry_needs(town):
    unit = town.village.parent
    where = reverse("desk_reserve", args=[unit.code])

    assert (
        town.sit("刘敏", at(3, 2)).post(where, {"kind": "deposit", "amount": "1", "note": "x"}).status_code
        == 403
    )
    assert "记了不能改" not in text(town.sit("何科长").get(where))
    nothing = town.sit("王镇长").post(where, {"kind": "deposit", "amount": "0", "note": "x"})
    empty = town.sit("王镇长").post(where, {"kind": "deposit", "amount": "", "note": ""})
    assert nothing.status_code == empty.status_code == 422
    assert "大于零" in text(nothing)
    assert town.sit("外乡人").get(where).status_code == 404
    stranger = town.actor("外乡人", at(3, 2).date())
    with pytest.raises(StepRefused):
        actions.reserve.enter(township=unit, kind="deposit", amount=1, note="x", actor=stranger, at=at(3, 2))


def test_the_account_leaves_as_a_spreadsheet_and_the_download_is_written_down(town, case):
    unit, wang = town.village.parent, town.sit("王镇长", at(3, 2))
    where = reverse("desk_reserve", args=[unit.code])
    wang.post(where, {"kind": "deposit", "amount": "1200", "note": "=拨付"})
    relieve(town, case)

    sheet = load_workbook(io.BytesIO(wang.post(where, {"as": "xlsx"}).content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]

    assert rows[1][2:5] == ["拨入", "1200.00", "1200.00"]
    assert rows[1][6] == "'=拨付"
    assert rows[2][2:6] == ["急难救助支出", "支出 500.00", "700.00", case.number]
    assert Export.objects.get().rows == 2


def test_an_account_nobody_filled_is_overdrawn_and_says_so(town, case):
    relieve(town, case)

    assert "透支" in text(town.sit("何科长", at(3, 2, 12)).get(reverse("desk_relief")))


def test_approved_aid_is_paid_from_the_reserve_where_the_place_lets_it(db, wall_clock):
    """QY-3.1.2d: approved together, into the account, one line in the reserve's account."""
    town = build(wall_clock, "qinyuan")
    state(town, "township_limit", "5000")
    case = town.lodge(at(3, 2), programme="temporary")
    town.bring_to_opinion(case, amount=80_000)
    meet(town, case, at(3, 18))
    town.do("confirm", case, "王镇长", at(3, 19), amount=80_000)
    case.refresh_from_db()
    where = reverse("desk_act", args=[case.pk, "spend"])
    wang = town.sit("王镇长", at(3, 19))

    wang.post(where, {"seen": case.seq, "sure": "yes"})

    line = ReserveEntry.objects.get()
    assert (line.kind, line.amount, line.case) == ("aid", -80_000, case)
    assert wang.get(where).status_code == 409


def test_a_report_is_told_once_however_often_papers_are_completed(town):
    """SY-4.4e: the same emergency is one message."""
    case = town.lodge(at(3, 2), programme="temporary", emergency=True, supplied=("form",))
    town.do("request_missing", case, "刘敏", at(3, 3), codes=["id_copy"])
    actions.submit(case=case.pk, actor=Actor(), at=at(3, 4), supplied="all", emergency=True)

    assert CountyAlert.objects.filter(case=case, kind="reported").count() == 1


def receipt_photo():
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "white").save(made, "JPEG", exif=b"Exif\x00\x00secret")
    return SimpleUploadedFile("IMG_0001.jpg", made.getvalue(), content_type="image/jpeg")


def test_the_photo_of_a_receipt_for_cash_joins_the_papers_with_its_fingerprint(town, case):
    """SY-5b: cash with a reason and a signed receipt; its photo can be looked at, and the look is written down."""
    relieve(town, case, channel="cash", reason="没有银行卡", receipt="李桂田 3 月 2 日签")
    liu = town.sit("刘敏", at(3, 2, 12))
    where = reverse("desk_act", args=[case.pk, "attach_receipt"])
    assert where in text(liu.get(reverse("desk_case", args=[case.pk])))
    assert 'enctype="multipart/form-data"' in text(liu.get(where))
    case.refresh_from_db()

    answer = liu.post(where, {"seen": case.seq, "photo": receipt_photo()}, follow=True)

    photo = Attachment.objects.get(case=case, material="relief_receipt")
    assert Event.objects.get(case=case, kind="attach_receipt").data == {"sha256": photo.sha256}
    assert Case.objects.get(pk=case.pk).known().relief.receipts == (photo.sha256,)
    assert "看照片：收条" in text(answer)
    shown = liu.get(reverse("desk_photo", args=[case.pk, photo.pk]))
    assert b"secret" not in b"".join(shown.streaming_content)


@pytest.mark.parametrize(
    ("sent", "said"),
    [({}, "还没有填"), ({"photo": SimpleUploadedFile("a.jpg", b"not a picture")}, "不是照片")],
)
def test_what_is_no_photo_of_a_receipt_comes_back_with_a_sentence(town, case, sent, said):
    relieve(town, case, channel="kind", reason="急着要粮", receipt="李桂田 3 月 2 日签")
    case.refresh_from_db()
    where = reverse("desk_act", args=[case.pk, "attach_receipt"])

    answer = town.sit("刘敏", at(3, 2, 12)).post(where, {"seen": case.seq, **sent})

    assert answer.status_code == 422
    assert said in text(answer)
    assert not Event.objects.filter(case=case, kind="attach_receipt").exists()
    assert not Attachment.objects.filter(case=case, material="relief_receipt").exists()


def test_money_on_an_account_leaves_no_receipt_to_photograph(town, case):
    relieve(town, case)
    where = reverse("desk_act", args=[case.pk, "attach_receipt"])

    assert town.sit("刘敏", at(3, 2, 12)).get(where).status_code == 409
    assert "传收条照片" not in text(town.sit("刘敏").get(reverse("desk_case", args=[case.pk])))
