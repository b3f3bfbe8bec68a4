"""Every form and letter of every place is printed for an invented household: complete, readable, without a private number."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from pypdf import PdfReader

from casework.rules.asking import SHANGHAI
from casework.rules.facts import Benefit, Check, Decision, Facts, Member, Opinion, Panel, Posting
from notices import pdf
from notices.form_parts import Act, Filling
from notices.form_sections import FORMS, sections
from notices.rules.wording import compose, fill
from policies.actions.pack_files import read_pack
from policies.rules.identity import demo_id
from policies.rules.private_numbers import scan
from policies.rules.reading import read_spec
from policies.rules.wording import PLACEHOLDERS

PLACES = ("yangcheng", "huaxi", "qinyuan", "yicheng", "shangyu")
NAME = "阿卜杜热合曼·买买提吐尔逊"
BIRTH = date(1958, 3, 7)
NUMBER = demo_id("770101", BIRTH, 7)
AT = datetime(2025, 9, 26, 10, tzinfo=SHANGHAI)
LONG = "家庭月人均收入高于当地标准，而且名下有一辆用于经营的小型货车，" * 12
PHONES = frozenset({"057582110001"})


def spec_of(place, code):
    return read_pack(place).spec(code)


def programmes():
    for place in PLACES:
        for body in read_pack(place).programmes:
            yield pytest.param(read_spec(body), id=f"{place}-{body['code']}")


def filling(spec) -> Filling:
    members = (
        Member("m1", BIRTH),
        Member("m2", date(1960, 5, 1), "妻"),
        Member("m3", date(2015, 9, 1), "孙女"),
    )
    facts = Facts(
        programme=spec.code,
        members=members,
        authorised=frozenset({"m1"}),
        check=Check(AT, "within", "核2025-0911", spec.code),
        opinion=Opinion(True, AT, 120_000),
        posting=Posting(AT, 7, date(2025, 10, 3), "review", ("board",)),
        objections=1,
        panel=Panel(AT, 5, 1),
        decision=Decision(True, AT, amount=120_000, care=30_000),
        benefit=Benefit(120_000, 30_000, "2025-10"),
    )
    people = {"m1": NAME, "m2": "古丽", "m3": "阿依努尔"}
    visit = {
        "who": [{"officer": "7"}],
        "methods": ["visit", "letter"],
        "findings": f"{LONG}本人号码 {NUMBER}",
    }
    acts = {
        "submit": Act(NAME, AT),
        "accept": Act("刘敏", AT),
        "visit": Act("陈立", AT, visit),
        "first_opinion": Act("李强", AT),
        "appraise": Act(
            "李强", AT, {"who": [{"officer": "7"}], "for": 7, "against": 2, "minutes": f"{NUMBER} 有车"}
        ),
        "panel": Act("孙镇长", AT, {"chair": "7", "members": [{"officer": "7"}], "for": 5, "against": 1}),
        "confirm": Act("孙镇长", AT),
    }
    answers = {question.key: _answer(question) for question in spec.questions}
    sums = (("人均月收入", "1,284.00 ÷ 2", "642.00 元"),)
    return Filling(facts, spec, "青石村", "百官街道办事处", people, {"7": "陈立"}, answers, acts, sums)


def _answer(question):
    if question.choices:
        return [choice.code for choice in question.choices][:2]
    return True if question.type == "yesno" else f"{NUMBER} 的家"


def printed(made: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).replace("\n", "")


def form(spec, paper, words) -> bytes:
    return pdf.render(
        "form",
        {
            "title": paper.title,
            "form_number": paper.number,
            "case": "百官2025-0001",
            "sections": sections(paper.kind, filling(spec)),
            "statement": list(fill(paper.statement, words)),
            "plain": list(fill(paper.plain, words)),
            "clause": paper.cite.clause,
            "version": "式样：2023年1月1日起施行的一版，校验码 abcdefabcdef",
            "office": "百官街道办事处",
            "day": "2025年9月26日",
            "demo": True,
        },
        at=AT,
    )


def words(reason: str = LONG) -> dict[str, str]:
    said = {key: f"〔{label}〕" for key, label in PLACEHOLDERS.items()}
    return said | {"name": NAME, "reason": reason, "phone": "0575-82110001", "materials": "1. 申请表"}


@pytest.mark.parametrize("spec", list(programmes()))
def test_every_form_names_the_household_its_version_and_its_clause_and_no_number(spec):
    """SY-A1.4c, SY-A2.4a, HX-5.1a, YI-2.4d: titles are the place's own; a printed form shows its version."""
    kinds = {paper.kind for paper in spec.papers}
    assert {"application", "authorisation", "survey", "approval"} <= kinds
    for paper in spec.papers:
        if paper.kind not in FORMS:
            continue
        made = form(spec, paper, words())
        text = printed(made)
        squeezed = text.replace(" ", "")
        for needed in (paper.title.replace(" ", ""), NAME, "式样：2023年1月1日", "说得简单些"):
            assert needed in squeezed, (paper.kind, needed)
        assert not scan(text, allow=PHONES), paper.kind
        assert NUMBER not in squeezed
        assert pdf.pages(made) <= 4


@pytest.mark.parametrize("place", [place for place in PLACES if spec_of(place, "temporary").pays_once])
def test_the_sheet_of_approval_calls_one_sum_one_sum(place):
    sheet = str(sections("approval", filling(spec_of(place, "temporary"))))

    assert "建议一次性 1,200.00 元" in sheet
    assert "金额（一次性）" in sheet
    assert "金额（每月）" not in sheet
    assert "开始月份" not in sheet


@pytest.mark.parametrize("spec", list(programmes()))
def test_every_letter_fits_a_long_name_and_a_long_reason(spec):
    """YI-2.4e, HX-5.2b, YC-5.1c: each letter with its twin and its stub, nothing cut off."""
    for notice in spec.notices:
        letter = compose(notice.title, notice.body, notice.plain, words())
        data = {
            "title": notice.title,
            "number": "百官街道救助告〔2025〕1号",
            "lines": list(letter.lines),
            "plain": list(letter.plain),
            "office": "百官街道办事处",
            "day": "2025年9月26日",
            "clause": notice.cite.clause,
            "text_hash": letter.text_hash,
            "case": "百官2025-0001",
            "name": NAME,
            "issued_by": "孙镇长",
            "demo": True,
        }
        text = printed(pdf.render("letter", data, at=AT)).replace(" ", "")
        assert text.count(letter.text_hash[:32]) == 2, notice.kind
        assert NAME in text
        if "{reason}" in notice.body:
            assert text.count(LONG) >= 2, notice.kind
        assert not scan(text, allow=PHONES)


@pytest.mark.parametrize(
    ("place", "code", "kind", "title"),
    [
        ("shangyu", "dibao", "application", "浙江省困难群众“一件事”救助联办申请表"),
        ("shangyu", "dibao", "posting_review", "浙江省最低生活保障对象办理公示表"),
        ("shangyu", "dibao", "approval", "浙江省最低生活保障对象办理审批表"),
        ("shangyu", "tekun", "agreement", "浙江省特困人员救助供养服务协议"),
        ("shangyu", "tekun", "posting_review", "浙江省特困人员救助供养对象办理公示表"),
        ("shangyu", "tekun", "approval", "特困人员救助供养办理审批表"),
        ("huaxi", "dibao", "application", "申请书"),
        ("huaxi", "dibao", "declaration", "家庭经济状况书面声明"),
        ("huaxi", "dibao", "authorisation", "家庭经济状况调查授权书"),
        ("huaxi", "dibao", "posting_result", "新增最低生活保障对象审批公示单"),
        ("yicheng", "dibao", "application", "低保申请表"),
        ("yicheng", "dibao", "authorisation", "授权委托书"),
        ("qinyuan", "dibao", "minutes", "会议记录"),
        ("huaxi", "dibao", "appraisal", "公示异议人员评议记录"),
    ],
)
def test_titles_are_printed_as_the_documents_print_them(place, code, kind, title):
    """SY-A1.1b, SY-A1.4c, SY-A2.1b, SY-A2.4a, HX-5.1a, HX-5.2c, HX-5.2d, YI-2.4f, QY-3.1.1k"""
    paper = spec_of(place, code).paper(kind)
    assert paper is not None
    assert paper.title == title


@pytest.mark.parametrize("spec", list(programmes()))
def test_a_place_that_holds_appraisals_prints_their_record_and_no_other_does(spec):
    """HX-5.2d, YC-3.1.2c, YI-2.2d, SY-A1.4b, SY-A2.4b: who came and how they voted; never who objected."""
    paper, step = spec.paper("appraisal"), spec.step("appraise")
    assert (paper is None) == (step is None)
    if paper is not None:
        assert paper.cite.ref == step.cite.ref or spec.place == "yicheng"
        text = printed(form(spec, paper, words())).replace(" ", "")
        assert "同意7票，不同意2票" in text
        assert "组织人陈立" in text
        assert NUMBER not in text


def test_a_near_poor_household_has_titles_of_its_own():
    """The annex prints only 低保; its low-edge sheets never carry that name."""
    margin = spec_of("shangyu", "margin")
    for kind in ("posting_review", "approval"):
        paper = margin.paper(kind)
        assert paper is not None
        assert "边缘" in paper.title


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_a_case_that_has_just_begun_prints_a_form_with_room_for_the_pen(kind):
    spec = spec_of("shangyu", "tekun")
    empty = Filling(
        Facts(programme="tekun", members=(Member("m1", BIRTH),)),
        spec,
        "青石村",
        "百官街道",
        {"m1": NAME},
        {},
        {},
        {},
    )
    assert any(section["rows"] for section in sections(kind, empty))


def test_the_first_month_reads_as_people_say_it():
    spec = spec_of("shangyu", "dibao")
    assert "2025年10月" in str(sections("approval", filling(spec)))


def test_a_table_for_the_pen_leaves_room_to_write_a_name():
    """HX-5.2d: seven empty lines; every column is as wide as the others, however short its head."""
    spec = spec_of("huaxi", "dibao")
    made = form(spec, spec.paper("appraisal"), words())
    places: dict[str, float] = {}

    def look(text, matrix, text_matrix, _font, _size) -> None:
        places.setdefault(text.strip(), matrix[4] + text_matrix[4])

    PdfReader(io.BytesIO(made)).pages[0].extract_text(visitor_text=look)
    heads = [places[key] for key in ("姓名", "村（居）民代表、村干部", "签名")]
    assert heads[1] - heads[0] > 150
    assert abs((heads[2] - heads[1]) - (heads[1] - heads[0])) < 2


def test_a_refusal_stands_on_the_approval_sheet_with_its_reason():
    spec = spec_of("shangyu", "dibao")
    full = filling(spec)
    refused = Facts(members=full.facts.members, decision=Decision(False, AT, reason=f"名下有车，{NUMBER}"))
    made = Filling(refused, spec, "青石村", "百官街道", full.people, {}, {}, {"refuse": Act("孙镇长", AT)})
    flat = str(sections("approval", made))
    assert "不予批准" in flat
    assert "审批 孙镇长" in flat
    assert NUMBER not in flat
