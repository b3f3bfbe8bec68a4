"""Planted leaks: every place in a file from which a number has been known to escape."""

import gzip
import io
import json
import random
import re
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook
from openpyxl.comments import Comment
from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from policies.files import Budget, UnreadableError, parts_of, parts_of_bytes
from policies.rules.contact_numbers import demo_account
from policies.rules.private_numbers import scan

WANG = "770101195803070014"
LIN = "77010120110512014X"
ACCOUNT = demo_account(7)
PASSBOOK = "1010012345678901"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def found(name: str, data: bytes) -> list[tuple[str, str]]:
    return [
        (finding.kind, finding.place)
        for part in parts_of_bytes(name, data)
        for finding in scan(part.text, place=part.place)
    ]


def kinds(name: str, data: bytes) -> list[str]:
    return [kind for kind, _ in found(name, data)]


def packed(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def document(**parts: str) -> bytes:
    return packed(**{"[Content_Types].xml": "<Types/>", "word/document.xml": f"<w:document {W}/>", **parts})


def workbook(change) -> bytes:
    book = Workbook()
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(change) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=300, height=300)
    change(writer, page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class TestPlainFiles:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_text_in_the_encodings_of_county_offices(self, encoding):
        assert found("名单.txt", f"公示\n户主 {WANG}".encode(encoding)) == [("id", "line 2")]

    def test_html_source_and_mark_up(self):
        page = f"<table><tr><td data-no='{LIN}'>张三</td><td>7701</td></tr></table><!-- {WANG} -->"
        assert kinds("a.html", page.encode()) == ["id", "id"]

    def test_a_passbook_far_below_its_heading(self):
        rows = "".join(f"{i},张三{i},530.00,\n" for i in range(60))
        data = f"序号,户主,金额,一卡通账号\n{rows}61,李四,530.00,{PASSBOOK}\n"
        assert found("花名册.csv", data.encode()) == [("account", "line 62")]

    def test_tabs_and_quotes(self):
        assert found("a.tsv", f'户主\t身份证号\n"李\n四"\t{WANG}\n'.encode()) == [("id", "line 2")]

    def test_a_file_that_begins_with_numbers_has_no_headings(self):
        assert found("a.csv", f"{WANG},1\n{LIN},2\n".encode()) == [("id", "line 1"), ("id", "line 2")]

    @pytest.mark.parametrize("data", [b"", b"\n", b'a,"' + b"x" * 200_000 + b"\n1"])
    def test_odd_tables_are_read_as_they_are(self, data):
        assert found("a.csv", data) == []

    def test_bytes_of_a_database_and_of_an_old_office_file(self):
        assert kinds("db.sqlite3", b"\x00\x01\xff" + WANG.encode() + b"\x00\xfe") == ["id"]
        assert kinds("old.doc", b"\xd0\xcf\x11\xe0\x00" + WANG.encode("utf-16-le")) == ["id"]

    def test_pictures_are_not_full_of_people(self):
        noise = random.Random(3).randbytes(1_000_000)
        assert found("photo.jpg", b"\xff\xd8\xff\x00" + noise) == []

    def test_a_compressed_page(self):
        assert kinds("a.html.gz", gzip.compress(f"<p>{WANG}</p>".encode())) == ["id"]


class TestSpreadsheets:
    @pytest.mark.parametrize(
        ("change", "place"),
        [
            (lambda book: book.active.append(["户主", WANG]), "xl/worksheets/sheet1.xml"),
            (lambda book: book.active.append(["户主", int(WANG[:15] + "000")]), "xl/worksheets/sheet1.xml"),
            (lambda book: book.active.append([float(WANG[:17] + "0")]), "xl/worksheets/sheet1.xml"),
            (lambda book: book.active.append([f'=HYPERLINK("http://x/{WANG}")']), "xl/worksheets/sheet1.xml"),
            (lambda book: setattr(book.create_sheet("旧"), "sheet_state", "hidden") or book["旧"].append([WANG]), "xl/worksheets/sheet2.xml"),
            (lambda book: setattr(book.active["A1"], "comment", Comment(WANG, "王")), "xl/comments/comment1.xml"),
            (lambda book: setattr(book.properties, "title", WANG), "docProps/core.xml"),
            (lambda book: setattr(book.active, "title", WANG), "xl/workbook.xml attributes"),
            (lambda book: setattr(book.active.oddHeader.center, "text", f"名单 {WANG}"), "xl/worksheets/sheet1.xml around"),
            (lambda book: book.active.append(["李四"]) or setattr(book.active["A1"], "hyperlink", f"http://x/?id={WANG}"), "xl/worksheets/_rels/sheet1.xml.rels attributes"),
        ],
    )  # fmt: skip
    def test_wherever_it_hides(self, change, place):
        assert [
            (kind, where.rpartition(" line ")[0]) for kind, where in found("a.xlsx", workbook(change))
        ] == [("id", place)]

    def test_a_passbook_far_below_its_heading(self):
        def fill(book):
            book.active.append(["户主", "银行账号"])
            for i in range(60):
                book.active.append([f"张三{i}", ""])
            book.active.append(["李四", PASSBOOK])

        assert found("a.xlsx", workbook(fill)) == [("account", "xl/worksheets/sheet1.xml line 62")]

    def test_a_deleted_text_that_is_still_in_the_file(self):
        data = packed(**{
            "[Content_Types].xml": "<Types/>",
            "xl/sharedStrings.xml": f"<sst><si><t>张三</t></si><si><r><t>{WANG[:7]}</t></r><r><t>{WANG[7:]}</t></r></si></sst>",
            "xl/worksheets/sheet1.xml": '<worksheet><sheetData><row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>9</v></c></row></sheetData></worksheet>',
        })  # fmt: skip
        assert found("a.xlsx", data) == [("id", "xl/sharedStrings.xml line 1")]

    def test_a_clean_roster(self):
        def fill(book):
            book.active.append(["户主", "人口", "金额", "起始月"])
            for i in range(200):
                book.active.append([f"张{i}", i % 6 + 1, i * 37.5, "2025-04"])

        assert found("a.xlsx", workbook(fill)) == []


class TestDocuments:
    @pytest.mark.parametrize(
        ("part", "xml"),
        [
            ("word/document.xml", f"<w:document {W}><w:p><w:r><w:t>{WANG[:5]}</w:t></w:r><w:proofErr/><w:r><w:t>{WANG[5:]}</w:t></w:r></w:p></w:document>"),
            ("word/document.xml", f"<w:document {W}><w:p><w:del><w:r><w:delText>{WANG}</w:delText></w:r></w:del></w:p></w:document>"),
            ("word/header1.xml", f"<w:hdr {W}><w:p><w:r><w:t>{WANG}</w:t></w:r></w:p></w:hdr>"),
            ("word/footnotes.xml", f"<w:footnotes {W}><w:p><w:r><w:t>{WANG}</w:t></w:r></w:p></w:footnotes>"),
            ("word/comments.xml", f"<w:comments {W}><w:comment><w:p><w:r><w:t>{WANG}</w:t></w:r></w:p></w:comment></w:comments>"),
            ("docProps/core.xml", f"<p><title>{WANG}</title><n>1</n></p>"),
            ("docProps/custom.xml", f"<p><property name='身份证'><v>{WANG}</v></property></p>"),
            ("customXml/item1.xml", f"<a><b id='{WANG}'/></a>"),
            ("word/document.xml", f"<d><pic descr='身份证 {WANG}'/></d>"),
            ("word/_rels/document.xml.rels", f"<r><x Target='http://x/{WANG}'/></r>"),
            ("word/document.xml", f"<d><p>{WANG[:9]}<b/>{WANG[9:]}</p></d>"),
            ("word/media/image1.png", f"\x89PNG tEXt {WANG}"),
            (f"word/media/{WANG}.png", "picture"),
        ],
    )  # fmt: skip
    def test_wherever_it_hides(self, part, xml):
        assert kinds("a.docx", document(**{part: xml})) == ["id"]

    def test_cells_of_a_table_are_lines(self):
        cells = "".join(
            f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
            for text in ("1", "770101", "2025", "1050")
        )
        assert (
            found("a.docx", document(**{"word/document.xml": f"<w:document {W}>{cells}</w:document>"})) == []
        )

    def test_a_spreadsheet_inside_a_document(self):
        inner = workbook(lambda book: book.active.append([WANG]))
        places = found("a.docx", document(**{"word/embeddings/Sheet.xlsx": inner}))
        assert places == [("id", "word/embeddings/Sheet.xlsx xl/worksheets/sheet1.xml line 1")]

    @pytest.mark.parametrize(
        "broken",
        [
            "<!DOCTYPE x [<!ENTITY a '1'>]><x>&a;</x>",
            "<x>",
            "<x/>".encode("utf-16"),
            "<x>" * 20_000 + "</x>" * 20_000,
        ],
    )
    def test_a_part_that_cannot_be_read_is_not_taken_for_clean(self, broken):
        with pytest.raises(UnreadableError):
            found("a.docx", document(**{"word/document.xml": broken}))


class TestPdfs:
    def text_on_the_page(self, writer, page):
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({WANG}) Tj ET".encode())
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        page[NameObject("/Contents")] = writer._add_object(stream)

    def test_on_the_page(self):
        assert found("a.pdf", pdf(self.text_on_the_page)) == [("id", "page 1 line 1")]

    def test_in_the_properties(self):
        data = pdf(lambda writer, page: writer.add_metadata({"/Title": f"{WANG} 的通知"}))
        assert [kind for kind, place in found("a.pdf", data) if place.startswith("properties")] == ["id"]

    def test_in_the_second_kind_of_properties(self):
        def add(writer, page):
            stream = DecodedStreamObject()
            stream.set_data(f"<x:xmpmeta><t>{WANG}</t></x:xmpmeta>".encode())
            writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)

        assert kinds("a.pdf", pdf(add)) == ["id"]

    def test_in_a_note(self):
        data = pdf(lambda writer, page: writer.add_annotation(0, Text(rect=(0, 0, 9, 9), text=WANG)))
        assert found("a.pdf", data) == [("id", "page 1 notes line 1")]

    def test_in_an_attachment(self):
        assert kinds("a.pdf", pdf(lambda writer, page: writer.add_attachment("名单.txt", WANG.encode()))) == [
            "id"
        ]

    def test_a_clean_one(self):
        assert found("a.pdf", pdf(lambda writer, page: None)) == []

    def test_an_encrypted_one_is_not_taken_for_clean(self):
        with pytest.raises(UnreadableError, match="加密"):
            found("a.pdf", pdf(lambda writer, page: writer.encrypt("secret")))

    def test_a_damaged_one_is_not_taken_for_clean(self):
        with pytest.raises(UnreadableError):
            found("a.pdf", b"%PDF-1.7 and nothing else")


class TestArchives:
    def test_an_archive_in_an_archive(self):
        inner = packed(**{"名单.txt": WANG})
        assert found("a.zip", packed(**{"下乡/内.zip": inner})) == [("id", "下乡/内.zip 名单.txt line 1")]

    def test_the_name_of_a_member(self):
        assert kinds("a.zip", packed(**{f"{WANG}.txt": "x"})) == ["id"]

    def test_two_members_of_one_name(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.mkdir("empty")
            archive.writestr("a.txt", WANG)
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("a.txt", "x")
        assert kinds("a.zip", out.getvalue()) == ["id"]

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (packed(**{"a.txt": b"0" * 1_000_000}), "压缩比"),
            (gzip.compress(b"0" * 1_000_000), "压缩比"),
            (packed(**{f"{i}.txt": "" for i in range(2001)}), "2000"),
            (packed(**{"a.bin": random.Random(1).randbytes(21 * 1024 * 1024)}), "20 MB"),
            (gzip.compress(random.Random(1).randbytes(21 * 1024 * 1024), 0), "20 MB"),
            (b"PK\x03\x04 and nothing else", "损坏"),
            (b"\x1f\x8b and nothing else", "损坏"),
        ],
    )
    def test_bombs_and_wrecks_are_refused(self, data, says):
        with pytest.raises(UnreadableError, match=says):
            found("a", data)

    def test_boxes_in_boxes_end_somewhere(self):
        data = packed(**{"a.txt": "x"})
        for _ in range(5):
            data = packed(**{"a.zip": data})
        with pytest.raises(UnreadableError, match="太深"):
            found("a.zip", data)

    def test_the_budget_is_shared_by_all_layers(self):
        data = packed(**{"a.txt": "x" * 600, "b.zip": packed(**{"c.txt": "y" * 600})})
        with pytest.raises(UnreadableError, match="20 MB"):
            list(parts_of_bytes("a.zip", data, Budget(bytes_left=1000)))


class TestTheCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "公开").mkdir()
        (tmp_path / "公开" / "政策.html").write_text("<p>低保标准每人每月 800 元，监督电话 0575-82120000</p>")
        return tmp_path

    def run(self, *args) -> tuple[int, str, str]:
        out, err = StringIO(), StringIO()
        try:
            call_command("leakscan", *map(str, args), stdout=out, stderr=err)
        except SystemExit as left:
            return int(left.code or 0), out.getvalue(), err.getvalue()
        return 0, out.getvalue(), err.getvalue()

    def test_a_clean_folder(self, folder):
        assert self.run(folder) == (0, "", "")
        assert self.run(folder, "--json") == (0, "[]\n", "")

    def test_a_finding_on_a_line_and_never_the_number(self, folder):
        (folder / f"{WANG}.txt").write_text(f"户主 {LIN}\n账号 {ACCOUNT}")
        code, out, _ = self.run(folder)
        assert code == 1
        assert [line.split("\t")[0] for line in out.splitlines()] == ["id", "id", "account"]
        assert not re.search(r"\d{6}", out.replace(str(folder), ""))

    def test_json_has_the_stable_form(self, folder):
        file = folder / "a.csv"
        file.write_text(f"户主,电话\n张三,13800000000\n李四,{WANG}\n")
        code, out, _ = self.run(file, "--json", "--allow", "13800000000")
        assert code == 1
        assert json.loads(out) == [{"file": str(file), "place": "line 3", "kind": "id", "notation": "plain"}]

    def test_what_cannot_be_read_is_named_and_is_not_clean(self, folder):
        (folder / "坏.zip").write_bytes(b"PK\x03\x04")
        code, out, err = self.run(folder)
        assert (code, out) == (1, "")
        assert "坏.zip: 压缩包损坏或加密，无法检查" in err

    def test_what_cannot_be_opened_is_named(self, folder, monkeypatch):
        monkeypatch.setattr(Path, "read_bytes", lambda path: (_ for _ in ()).throw(PermissionError(path)))
        code, _, err = self.run(folder)
        assert code == 1
        assert err.rstrip().endswith("打不开")

    def test_a_missing_path_is_named(self, folder):
        with pytest.raises(CommandError, match="没有这个文件"):
            call_command("leakscan", str(folder / "nowhere"))

    def test_the_name_of_the_file_counts(self, folder):
        (folder / f"{WANG}.txt").write_text("")
        assert [part.place for part in parts_of(folder / f"{WANG}.txt")] == ["name", ""]
        assert self.run(folder)[0] == 1
