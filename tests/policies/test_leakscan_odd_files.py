"""Files that are not what they seem: shut, damaged, too large, in other boxes. None is taken for clean, none is a traceback."""

import io
import json
import random
import tarfile
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from policies import files
from policies.actions.pack_archives import read_archive
from policies.actions.pack_files import PackError
from policies.files import UnreadableError, parts_of_bytes
from policies.rules.private_numbers import scan

WANG = "770101195803070014"
MOBILE = "13912345678"


def kinds(name: str, data: bytes) -> list[str]:
    return [found.kind for part in parts_of_bytes(name, data) for found in scan(part.text)]


def zipped(name: str, content: bytes | str, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def tarred(mode: str, **members: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


class TestOtherBoxes:
    def test_a_tar_and_the_archive_in_it(self):
        inner = zipped("名单.txt", WANG)
        assert kinds("a.tar", tarred("w:", **{"内.zip": inner})) == ["id"]
        assert kinds("a.tar.gz", tarred("w:gz", **{"a.txt": WANG.encode(), "b.txt": b""})) == ["id"]

    def test_an_archive_behind_a_program(self):
        assert kinds("自解压.exe", b"MZ" + b"\x00" * 99 + zipped("a.txt", WANG)) == ["id"]

    def test_the_name_of_an_empty_folder(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.mkdir(f"家{WANG}")
        assert kinds("a.zip", out.getvalue()) == ["id"]

    def test_a_number_across_the_fonts_of_an_rtf(self):
        text = (
            rb"{\rtf1\ansi\ansicpg936 {\b 770101}\insrsid123 1958"
            b"\r\n"
            rb"0307\'30\'30\u49?4\par 1050}"
        )
        assert kinds("通知.rtf", text) == ["id"]
        assert kinds("通知.rtf", rb"{\rtf1 770101\par 19580307\par 1050}") == []

    def test_text_of_four_bytes_a_character(self):
        assert kinds("a.txt", f"户主 {WANG}".encode("utf-32")) == ["id"]

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (b"7z\xbc\xaf'\x1c" + b"\x00" * 30, "解开后再查"),
            (b"Rar!\x1a\x07\x01\x00", "解开后再查"),
            (b"\xfd7zXZ\x00", "解开后再查"),
            (b"\xd0\xcf\x11\xe0" + b"\x00" * 99 + "EncryptedPackage".encode("utf-16-le"), "密码"),
            (tarred("w:", **{"a.txt": b"x" * 600})[:700], "损坏"),
            (tarred("w:", **{f"{number}": b"" for number in range(2001)}), "2000"),
        ],
    )
    def test_what_stays_shut_is_not_clean(self, data, says):
        with pytest.raises(UnreadableError, match=says):
            list(parts_of_bytes("a", data))

    def test_tars_in_tars_end_somewhere(self):
        data = b"x"
        for _ in range(6):
            data = tarred("w:", **{"a.tar": data})
        with pytest.raises(UnreadableError, match="太深"):
            list(parts_of_bytes("a", data))


@pytest.mark.parametrize(
    "how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_damaged_archive_is_a_sentence_and_never_a_traceback(how):
    chance, whole = random.Random(how), zipped("place.toml", "名 = 1\n" * 60, how)
    refused = 0
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            list(parts_of_bytes("a.zip", bytes(data)))
        except UnreadableError:
            refused += 1
        with pytest.raises(PackError):
            read_archive(bytes(data))
    assert refused > 50


class TestNumbersInMixedDress:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("７70101-1958０307 0014", "id"),
            ("770101.19580307-0014", "id"),
            (f"0086{MOBILE}", "mobile"),
            (f"+86{MOBILE}", "mobile"),
            ("旧证 770101580307001", "id15"),
        ],
    )
    def test_is_found(self, text, kind):
        assert [found.kind for found in scan(text)] == [kind]

    @pytest.mark.parametrize("text", ["0087" + MOBILE, "770101-19580307 0015"])
    def test_is_nobodys(self, text):
        assert scan(text) == ()


class TestTheCommand:
    def test_the_name_of_a_folder_counts(self, tmp_path: Path):
        folder = tmp_path / f"家{WANG}"
        folder.mkdir()
        (folder / "a.txt").write_text("x")
        out = StringIO()
        with pytest.raises(SystemExit):
            call_command("leakscan", str(tmp_path), "--json", stdout=out)
        assert WANG not in out.getvalue()
        assert [(row["place"], row["kind"]) for row in json.loads(out.getvalue())] == [("name line 1", "id")]

    def test_a_huge_file_is_named_and_not_read(self, tmp_path: Path, monkeypatch):
        monkeypatch.setattr(files, "LARGEST", 10)
        (tmp_path / "大.txt").write_text("x" * 11)
        err = StringIO()
        with pytest.raises(SystemExit) as left:
            call_command("leakscan", str(tmp_path), stderr=err)
        assert left.value.code == 1
        assert "大.txt: 文件超过 100 MB" in err.getvalue()

    def test_a_pipe_is_neither_file_nor_folder(self):
        with pytest.raises(CommandError, match="不是文件"):
            call_command("leakscan", "/dev/null")
