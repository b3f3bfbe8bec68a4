"""What is printed: every rare name is there, nothing typed is markup, no number of anybody stands in it."""

import io
import re

import pytest
from django.core.files.storage import storages
from pypdf import PdfReader

from casework.models import Person
from notices import papers, pdf
from notices.models import Notice, Publication
from notices.receipts import receipt_bytes, receipt_data
from policies.rules.typography import set_type
from tests.notices.scene import HOTLINE, PHONE, Scene, moment

NARROW = re.compile("[\u4e00-\u9fff》”][,:;?!(]|[,;)][\u4e00-\u9fff]")
RARE = "䶮㛃龑𬱟𠅤"
AT = moment("2025-09-26 10:00")


def text_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def letter(**changes) -> dict:
    return {
        "title": "告知书",
        "number": "百官救助告〔2025〕1号",
        "lines": ["甲：", "正文。"],
        "plain": ["这次没有批准。"],
        "office": "百官街道办事处",
        "day": "2025年9月26日",
        "clause": "附件1 第5项②",
        "text_hash": "ab" * 32,
        "case": "SX-1",
        "name": "甲",
        "issued_by": "孙",
        "demo": False,
    } | changes


class TestTypst:
    def test_rare_characters_are_printed(self):
        assert RARE in text_of(pdf.render("letter", letter(lines=[f"{RARE}:"], name=RARE), at=AT))

    @pytest.mark.parametrize(
        "evil", ['#panic("x")', '#read("/etc/passwd")', "*a* _b_ $x^2$ `c` <d> @e", "\\#let x = 1"]
    )
    def test_what_a_person_typed_is_printed_as_it_is(self, evil):
        printed = text_of(pdf.render("letter", letter(lines=[evil]), at=AT))
        assert evil.replace(" ", "") in printed.replace(" ", "").replace("\n", "").replace("”", '"').replace(
            "“", '"'
        )

    def test_it_is_archival_with_its_font_inside(self):
        made = pdf.render("letter", letter(), at=AT)
        reader = PdfReader(io.BytesIO(made))
        assert b"pdfaid" in made
        fonts = reader.pages[0]["/Resources"]["/Font"]
        for font in fonts.values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)

    def test_the_same_paper_of_the_same_moment_is_the_same_bytes(self):
        assert pdf.render("letter", letter(), at=AT) == pdf.render("letter", letter(), at=AT)

    def test_the_stub_shows_the_same_fingerprint(self):
        printed = text_of(pdf.render("letter", letter(), at=AT))
        assert printed.count("ab" * 16) == 2
        assert "存根" in printed

    def test_the_disclosure_fits_one_page_in_the_largest_type_that_does(self):
        item = {"name": "身份证（2 份）", "lines": ["为什么：确认是您本人。", "没有？社保卡也行。"]}
        sheet = {
            "title": "您家要带的东西",
            "lead": "一次说全。",
            "number": "G-2025-00318",
            "qr": pdf.qr_svg("https://example.org/m/abc/"),
            "groups": [{"heading": "您来准备", "tick": True, "items": [item] * 3}],
            "foot": ["打 0575-1。"],
            "office": "",
            "demo": True,
        }
        assert pdf.pages(pdf.sheet(sheet, at=AT)) == 1
        crowded = {**sheet, "groups": [{"heading": "您来准备", "tick": True, "items": [item] * 14}]}
        assert pdf.pages(pdf.sheet(crowded, at=AT)) == 1


def sizes_of(made: bytes) -> set[float]:
    """Every size of type on every page, in points."""
    found: set[float] = set()

    def look(text, _matrix, text_matrix, _font, size) -> None:
        if text.strip():
            found.add(round(abs(size * text_matrix[0]), 1))

    for page in PdfReader(io.BytesIO(made)).pages:
        page.extract_text(visitor_text=look)
    return found


@pytest.mark.django_db
class TestPoster:
    def test_a3_at_least_24_points_twenty_rows_a_sheet(self, shelf_root):
        Scene().posted()
        posting = Publication.objects.get(kind="posting")
        row = posting.rows.get()
        data = papers.posting_data([posting], [row] * 41, posting.address, posting.last_day)
        made = pdf.render("poster", data, at=AT)
        pages = PdfReader(io.BytesIO(made)).pages
        assert len(pages) == 3
        assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [297, 420]
        assert min(sizes_of(made)) >= 24
        assert [page.extract_text().count("李小田") for page in pages] == [20, 20, 1]

    def test_it_says_who_until_when_and_how_to_object_and_no_number_of_anybody(self, shelf_root):
        scene = Scene(({"name": RARE, "age": 49},)).posted()
        from tests.notices.test_scene_posting import browser

        posting = Publication.objects.get(kind="posting")
        for paper in ("poster.pdf", "list.pdf"):
            printed = text_of(browser(shelf_root, "2025-09-27 10:00").get(posting.address + paper).body)
            for words in (RARE, "演示村", "2025年10月3日", PHONE, HOTLINE, "不用留名", "1,200.00"):
                assert words in printed.replace(" ", "")
            for person in Person.objects.all():
                assert person.sealed("id_number").open() not in printed
        assert scene.case.applicant_name == RARE

    def test_the_village_poster_carries_every_case_of_the_village(self, shelf_root):
        from tests.notices.test_scene_posting import browser

        Scene().posted()
        posting = Publication.objects.get(kind="posting")
        address = f"/public/board/{posting.unit_id}/{posting.programme_id}-review/poster.pdf"
        assert "李小田" in text_of(browser(shelf_root, "2025-09-27 10:00").get(address).body)
        assert browser(shelf_root, "2025-10-04 00:00").get(address).code == 410


@pytest.mark.django_db
class TestLetters:
    def test_the_pdf_is_kept_in_private_and_says_what_the_row_says(self, shelf_root):
        Scene().confirmed()
        notice = Notice.objects.get(kind="decision")
        made = papers.letter_bytes(notice)
        assert storages["private"].exists(notice.pdf)
        printed = text_of(made).replace("\n", "").replace(" ", "")
        assert notice.number in printed
        assert "每月1,200.00元" in printed
        assert "从2025年11月起发放" in printed
        assert notice.text_hash == notice.stub_hash

    def test_without_typst_the_notice_stands_and_is_printed_later(self, shelf_root, monkeypatch):
        def broken(*_args, **_kwargs):
            raise OSError("no typst")

        with monkeypatch.context() as patch:
            patch.setattr(pdf, "render", broken)
            scene = Scene()
            scene.do("2025-09-11 09:00", "submit", channel="window", materials="all")
            scene.do("2025-09-11 10:00", "accept", "刘")
        notice = Notice.objects.get()
        assert (notice.kind, notice.pdf) == ("acceptance", "")
        assert papers.letter_bytes(notice)[:5] == b"%PDF-"

    def test_the_proof_of_service_is_prefilled(self, shelf_root):
        Scene().confirmed()
        notice = Notice.objects.get(kind="decision")
        printed = text_of(receipt_bytes(notice, at=AT)).replace("\n", "").replace(" ", "")
        for words in ("送达回证", notice.number, notice.title, "申请人本人", "2名送达人", "公告送达"):
            assert words in printed
        assert "依据：《上虞区社会救助审批权下放乡镇（街道）工作实施方案》" in printed

    def test_the_stub_names_who_may_sign_and_the_version_of_the_form(self, shelf_root):
        """YI-2.4d, SY-A1.5c: the paper shows which version it is of, and to whom it may be handed."""
        Scene().confirmed()
        notice = Notice.objects.get(kind="decision")
        stub = PdfReader(io.BytesIO(papers.letter_bytes(notice))).pages[1].extract_text()
        flat = stub.replace("\n", "").replace(" ", "")
        assert "可以签收的申请人本人" in flat
        assert f"式样：2023年1月1日起施行的一版，校验码{notice.version.sha256[:12]}" in flat

    def test_whoever_signs_reads_that_signing_is_not_agreeing(self, shelf_root):
        Scene().confirmed()
        made = receipt_bytes(Notice.objects.get(kind="decision"), at=AT)
        flat = text_of(made).replace("\n", "").replace(" ", "")
        assert "签字只是说您收到了，不是说您同意。" in flat
        assert PHONE in flat
        assert pdf.pages(made) == 1

    def test_a_place_calls_its_proof_of_service_as_it_likes(self, shelf_root):
        Scene().confirmed()
        notice = Notice.objects.get(kind="decision")
        place = notice.case.unit.jurisdiction
        place.words = {**place.words, "receipt_title": "文书送达签收单"}
        place.save(update_fields=["words"])
        assert receipt_data(Notice.objects.get(pk=notice.pk), [], AT.date())["title"] == "文书送达签收单"

    def test_a_returned_letter_has_no_day_of_service_and_keeps_its_waybill_sy_a1_5g(self, shelf_root):
        scene = Scene().opined()
        scene.do("2025-09-28 10:00", "refuse", "孙", reason="收入高")
        door = {"method": "direct", "servers": ["李", "陈"]}
        scene.do("2025-09-29 09:00", "serve", "李", kind="refusal", **door)
        sent = {"method": "post", "waybill": "EA1CN", "address_confirmed": True}
        scene.do("2025-09-30 09:00", "serve", "李", kind="refusal", **sent)
        scene.do("2025-10-10 09:00", "serve", "李", kind="refusal", method="post", delivered=False)
        notice = Notice.objects.get(kind="refusal")
        data = receipt_data(notice, list(notice.attempts.order_by("at", "pk")), AT.date())
        assert (data["day"], data["waybill"], data["returned"]) == ("", "EA1CN", "没有送到")
        assert "别人不能代签" in data["signers"]

    def test_every_mark_beside_chinese_is_wide_in_text_hash_and_print(self, shelf_root):
        Scene().confirmed()
        for notice in Notice.objects.all():
            for text in (notice.title, notice.text, notice.plain, notice.clause):
                assert text == set_type(text)
            assert not NARROW.search(text_of(papers.letter_bytes(notice)).replace(" ", ""))

    def test_the_foot_names_the_basis_only_where_the_letter_does_not(self, shelf_root):
        Scene().confirmed()
        acceptance, decision = (Notice.objects.get(kind=kind) for kind in ("acceptance", "decision"))
        assert "文书依据：《上虞区" in text_of(papers.letter_bytes(acceptance)).replace("\n", "")
        assert "文书依据" not in text_of(papers.letter_bytes(decision))
        assert decision.clause in decision.text


@pytest.mark.django_db
def test_the_disclosure_is_printed_on_one_page_with_everything_it_says(shelf_root):
    from casework.models import Disclosure

    scene = Scene()
    scene.do("2025-09-10 09:00", "disclose")
    given = Disclosure.objects.get()
    made = papers.sheet_bytes(given, address="https://example.org/m/abc/", at=AT)
    printed = text_of(made).replace("\n", "").replace(" ", "")
    assert pdf.pages(made) == 1
    assert given.number in printed
    for item in given.items["items"]:
        assert item["name"].replace(" ", "") in printed
    assert PHONE in printed
