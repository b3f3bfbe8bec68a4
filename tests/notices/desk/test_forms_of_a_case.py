"""The place's own forms, printed from the page of a case: filled, with their version, and never for the village."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from policies.models import Programme
from tests.casework.desk.cast import at

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def test_the_approval_sheet_names_all_hands_and_its_version(town):
    """YI-2.4d: a printed form shows its version. HX-4.4g: who did what stands on it."""
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    town.do("confirm", case, "王镇长", at(3, 18), amount=102000)
    path = reverse("desk_form_pdf", args=[case.pk, "approval"])
    clerk = town.sit("刘敏", at(3, 18))
    assert path in clerk.get(f"/cms/desk/case/{case.pk}/").content.decode()
    case.refresh_from_db()
    text = text_of(clerk.get(path))
    for words in (
        "浙江省最低生活保障对象办理审批表",
        "李桂田",
        "受理刘敏",
        "初审赵强",
        "审批王镇长",
        "1,020.00元",
    ):
        assert words in text
    assert case.version.sha256[:12] in text
    for number in ("13800000001", "622888"):
        assert number not in text


@pytest.mark.parametrize("kind", ["application", "authorisation", "survey"])
def test_forms_before_the_decision(town, kind):
    case = town.lodge(at(3, 2))
    town.bring_to_opinion(case)
    answer = town.sit("刘敏", at(3, 10)).get(reverse("desk_form_pdf", args=[case.pk, kind]))
    assert answer["Content-Type"] == "application/pdf"
    assert "李桂田" in text_of(answer)


def test_the_survey_sheet_says_how_it_was_asked_on_which_day_and_of_whom(town):
    """QY-3.1.1f"""
    case = town.lodge(at(3, 2))
    town.do("accept", case, "刘敏", at(3, 3))
    who = [str(town.officers[name].pk) for name in ("陈立", "赵强", "张会计")]
    ways = [{"way": "visit"}, {"way": "neighbours", "on": "2026-03-05", "respondent": "village"}]
    town.do("visit", case, "陈立", at(3, 6), who=who, findings="房子老旧", methods=ways)
    text = text_of(town.sit("刘敏", at(3, 10)).get(reverse("desk_form_pdf", args=[case.pk, "survey"])))
    assert "入户（2026年3月6日）、邻里访问（2026年3月5日村（社区）干部）" in text


def test_a_form_the_place_does_not_print_is_refused_with_a_sentence(town):
    case = town.lodge(at(3, 2))
    answer = town.sit("刘敏").get(reverse("desk_form_pdf", args=[case.pk, "minutes"]))
    assert answer.status_code == 409
    assert "请县里先配置" in answer.content.decode()


def test_neither_the_village_nor_another_town(town):
    case = town.lodge(at(3, 2))
    path = reverse("desk_form_pdf", args=[case.pk, "application"])
    assert town.sit("张会计").get(path).status_code == 403
    assert town.sit("外乡人").get(path).status_code == 404


def test_a_township_cannot_change_a_template_of_the_district(town):
    """YI-2.4d"""
    programme = Programme.objects.get(code="dibao")
    path = reverse(programme.snippet_viewset.get_url_name("edit"), args=[programme.pk])
    before = programme.papers.raw_data
    answer = town.sit("刘敏").post(path, {"papers-count": "0"})
    assert answer.status_code in (302, 403)
    programme.refresh_from_db()
    assert list(programme.papers.raw_data) == list(before)
