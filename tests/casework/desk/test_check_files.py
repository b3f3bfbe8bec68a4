"""Scenes of the means check as files: requests out with their authorisations, reports looked at and then kept."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from casework import actions
from casework.models import Attachment, Case, Event, ExchangeMap, Export, Reveal
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.models import Jurisdiction
from tests.casework.desk.acting import press, text
from tests.casework.desk.cast import at

CHECK, REPORT = "desk_check", "desk_check_report"
HEAD = ["受理编号", "核对结论", "报告编号", "报告日期", "年收入（元）", "存款（元）"]


def csv_file(*rows, encoding="utf-8-sig"):
    body = "\n".join(",".join(row) for row in (HEAD, *rows))
    return SimpleUploadedFile("report.csv", body.encode(encoding))


def xlsx_file(*rows):
    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(made)
    return SimpleUploadedFile("report.xlsx", made.getvalue())


def sheets(response):
    book = load_workbook(io.BytesIO(response.content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


@pytest.fixture
def case(town):
    found = town.lodge(at(3, 2))
    town.do("accept", found, "刘敏", at(3, 3))
    town.do("request_check", found, "陈立", at(3, 3, 11))
    return found


def test_the_request_leaves_with_its_authorisations_and_every_number_in_it_is_written_down(town, case):
    """QY-3.1.1g: the file names who authorised, when; nothing is sent to any system from here."""
    client = town.sit("陈立", at(3, 4))
    assert case.number in text(client.get(reverse(CHECK)))

    found = sheets(client.post(reverse(CHECK), {"case": [case.number], "reason": "交县核对中心"}))

    assert found["request"][0][:3] == ["受理编号", "姓名", "身份证号"]
    assert [row[1] for row in found["request"][1:]] == ["李桂田", "李家2"]  # the child authorises nothing
    assert found["request"][1][2].startswith("770101")
    assert found["authorisations"][1][2] == "2026-03-02"
    assert Reveal.objects.filter(case=case, field="id_number", reason="交县核对中心").count() == 2
    assert Export.objects.get().reason == "交县核对中心"
    assert Event.objects.filter(case=case, kind="send_check").exists()
    assert "已经送出" in text(client.get(reverse(CHECK)))


def test_who_forgot_the_reason_finds_only_ticked_what_he_had_ticked(town, case):
    """Otherwise the numbers of a household he left out leave with the second press."""
    other = town.lodge(at(3, 2), name="周远")
    town.do("accept", other, "刘敏", at(3, 3))
    town.do("request_check", other, "陈立", at(3, 3, 11))
    client = town.sit("陈立", at(3, 4))

    fresh = text(client.get(reverse(CHECK)))
    again = text(client.post(reverse(CHECK), {"case": [case.number], "reason": " "}))
    numbered = text(client.post(reverse(CHECK), {"case": [case.number], "reason": "打 13800001234 问"}))

    assert fresh.count(" checked>") == 2
    assert f'value="{case.number}" checked>' in again
    assert f'value="{other.number}">' in again
    assert "打 13800001234 问" in numbered


def test_nothing_leaves_without_a_reason_a_choice_or_a_post(town, case):
    client = town.sit("陈立", at(3, 4))

    assert client.post(reverse(CHECK), {"case": [case.number], "reason": " "}).status_code == 422
    assert client.post(reverse(CHECK), {"reason": "核对"}).status_code == 422
    village = town.sit("张会计")
    assert village.post(reverse(CHECK), {"case": [case.number], "reason": "核对"}).status_code == 403
    assert village.get(reverse(CHECK)).status_code == 403
    assert village.post(reverse(REPORT), {}).status_code == 403
    stranger = town.sit("外乡人")
    assert stranger.post(reverse(CHECK), {"case": [case.number], "reason": "核对"}).status_code == 422
    assert not Export.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_report_is_looked_at_and_then_kept_with_what_it_found(town, case, encoding):
    """YC-3.3.5: after the import the case shows number and date of the report."""
    client = town.sit("何科长", at(3, 6))
    row = [case.number, "符合", "HD-1", "2026-03-05", "12000", "3000"]

    look = client.post(reverse(REPORT), {"file": csv_file(row, ["无此件", "符合"], encoding=encoding)})

    assert Case.objects.get(pk=case.pk).known().check.result == ""
    assert "没有这个编号" in text(look)
    assert "无此件" not in text(look)
    assert "12,000 元" in text(look)
    done = client.post(reverse(REPORT), {"kept": look.context["kept"]})
    assert "记好了 1 份报告" in text(done)
    check = Case.objects.get(pk=case.pk).known().check
    assert (check.result, check.number) == ("within", "HD-1")
    report = text(town.sit("赵强").get(reverse("desk_report", args=[case.pk])))
    assert "3,000 元" in report
    again = client.post(reverse(REPORT), {"kept": look.context["kept"]})
    assert "已经有报告了" in text(again)


def test_an_old_report_and_one_of_a_day_to_come_are_not_taken(town, case):
    """YC-3.3.5: it was asked for on 3 March; what is older was never authorised for this application."""
    client = town.sit("何科长", at(3, 6))
    for day, wrong in (("2026-03-02", "以前的报告"), ("2026-03-07", "日期还没有到")):
        look = client.post(reverse(REPORT), {"file": csv_file([case.number, "符合", "HD-1", day, "0", "0"])})
        assert wrong in text(look)
        assert look.context["kept"] == ""
        with pytest.raises(StepRefused, match=wrong):
            town.do("check_report", case, "何科长", at(3, 6), result="within", number="HD-1", dated=day)


def test_files_that_are_no_tables_and_pages_that_are_too_old_are_said_in_a_sentence(town, case):
    client = town.sit("何科长", at(3, 6))
    for file in (
        SimpleUploadedFile("r.xlsx", b"no workbook"),
        SimpleUploadedFile("r.csv", b"\xff\xfe\x00\x01\x81"),
        SimpleUploadedFile("r.csv", b""),
        xlsx_file(["别的列"]),
    ):
        assert client.post(reverse(REPORT), {"file": file}).status_code == 422
    assert client.post(reverse(REPORT), {}).status_code == 422
    assert client.post(reverse(REPORT), {"kept": "made:up"}).status_code == 422
    look = client.post(reverse(REPORT), {"file": xlsx_file(HEAD[:2], [case.number, "超标"])})
    others = town.sit("刘敏").post(reverse(REPORT), {"kept": look.context["kept"]})
    assert "过期" in text(others)


def test_the_county_names_the_columns_as_the_other_side_does(town, case):
    """An editable column map per place."""
    he, where = town.sit("何科长", at(3, 4)), reverse("desk_check_columns", args=["report"])
    assert "受理编号" in text(he.get(where))
    bad = he.post(where, {"columns": "number = 申请号", "within": "通过", "over": "未通过"})
    good = he.post(where, {"columns": "number = 申请号\nresult = 意见", "within": "通过", "over": "未通过"})

    assert bad.status_code == 422
    assert good.status_code == 302
    assert ExchangeMap.objects.get().jurisdiction == Jurisdiction.objects.get(code=town.place)
    look = he.post(reverse(REPORT), {"file": xlsx_file(["意见", "申请号"], ["未通过", case.number])})
    assert "超出标准" in text(look)
    assert town.sit("陈立").get(where).status_code == 403
    assert he.get(reverse("desk_check_columns", args=["other"])).status_code == 403
    mine = reverse("desk_check_columns", args=["request"])
    he.post(mine, {"columns": "number = 号\nname = 人\nid_number = 证"})
    found = sheets(town.sit("陈立").post(reverse(CHECK), {"case": [case.number], "reason": "核对"}))
    assert found["request"][0] == ["号", "人", "证"]


def test_consent_tasks_entries_and_programmes_stand_on_the_inquiry_page(town, case):
    """SY-3.3, YC-4a, HX-6.1: one form, two programmes; each entry with its days."""
    press(town, case, "陈立", "enter", at(3, 6), step="accept", platform="省平台", on="2026-03-06")
    press(town, case, "陈立", "look_up", at(3, 6), codes=["property_data", "vehicle_data"], text="名下没有")
    town.do("check_report", case, "陈立", at(3, 6), result="over", number="HD-2")
    town.do("visit", case, "陈立", at(3, 7), who=[str(town.officers["陈立"].pk)])
    press(town, case, "赵强", "assess", at(3, 8), programme="tekun", met="no", reason="有劳动能力")
    papers = Attachment.objects.count()
    press(town, case, "赵强", "reclassify", at(3, 9), to="margin", reason="收入高于低保标准")

    page = text(town.sit("赵强").get(reverse("desk_inquiry", args=[case.pk])))

    assert "隔了 3 天" in page
    assert "还没查" in page  # deposits and pensions
    assert "有劳动能力" in page
    assert "收入高于低保标准" in page
    assert "2026-03-02 授权" in page
    assert Case.objects.get(pk=case.pk).number == case.number
    assert Attachment.objects.count() == papers


def test_the_same_person_in_another_open_case_is_pointed_out(town, case):
    """QY-3.1.1c: the same identity number on two open cases is a warning."""
    town.families -= 1
    other = town.lodge(at(3, 3), programme="temporary")

    page = text(town.sit("赵强", at(3, 4)).get(reverse("desk_inquiry", args=[other.pk])))

    assert "同一个人还在别的在办件里" in page
    assert case.number in page


def test_somebody_told_of_as_registered_elsewhere_and_not_named_is_asked_after(town):
    """QY-3.1.1c: the clerk reads what the form and the chat do not agree on."""
    told = town.lodge(at(3, 2), answers={"registered_elsewhere": True})

    page = text(town.sit("刘敏", at(3, 3)).get(reverse("desk_case", args=[told.pk])))

    assert "家里有人户口在外地，成员里没有写是谁" in page


def test_an_adult_without_consent_is_named(town):
    case = town.lodge(at(3, 2), authorised=("m1",))
    town.do("accept", case, "刘敏", at(3, 3))
    press(town, case, "陈立", "authorise", at(3, 3, 12), who=["m2"], on="2026-03-02", scope="存款")

    page = text(town.sit("赵强").get(reverse("desk_inquiry", args=[case.pk])))

    assert "2026-03-02 授权" in page
    assert "存款" in page
    with pytest.raises(StepRefused, match="孩子不用签"):
        actions.authorise(case=case.pk, actor=Actor(), at=at(3, 4), who=["m3"], scope="存款")
