"""The text of files for the leak scanner: plain text, HTML, CSV, spreadsheets, documents, PDF and archives in archives.

Everything that a reader could dig out counts: hidden sheets, comments, deleted text, headers, properties, names of files.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policies.office import XML_ENDINGS, is_office, office_text
from policies.pdf import pdf_text


class UnreadableError(ValueError):
    """A file that cannot be looked into: damaged, encrypted, or a bomb. It must not be taken for clean."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text and where in the file it stands; empty for the file as a whole."""

    place: str
    text: str


@dataclass(slots=True)
class Budget:
    """How much may come out of archives before they are refused as bombs."""

    bytes_left: int = 20 * 1024 * 1024
    members_left: int = 2000
    most_ratio: int = 100
    depth_left: int = 4

    def take(self, size: int) -> None:
        self.bytes_left -= size
        if self.bytes_left < 0:
            raise UnreadableError("解开后超过 20 MB，拒绝检查")


# Kinds of boxes that are not opened here; digits in them are not seen, so they are not clean.
_SHUT = (b"7z\xbc\xaf'\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"MSCF\x00\x00")
_OLD_OFFICE, _LOCKED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
_TAR_MARK = slice(257, 262)
# All that the libraries have been seen to say of a damaged archive; catch UnreadableError, a ValueError, before.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError, ValueError, OSError,
    NotImplementedError, RuntimeError, ArithmeticError,
)  # fmt: skip
# No list that an office publishes is longer; more is a mistake, and would keep the door busy for minutes.
LARGEST = 100 * 1024 * 1024
# A tiny member may well shrink a hundredfold; a bomb is one that grows large.
SMALL = 256 * 1024
BINARY_PLACE = "bytes"


def parts_of(path: Path) -> Iterator[Part]:
    """Yield the texts of a file, its own name first. Raises UnreadableError, OSError."""
    if path.stat().st_size > LARGEST:
        raise UnreadableError("文件超过 100 MB，拒绝检查，请分开后再查")
    yield Part("name", path.name)
    yield from parts_of_bytes(path.name, path.read_bytes(), Budget())


def parts_of_bytes(name: str, data: bytes, budget: Budget | None = None) -> Iterator[Part]:
    """Yield the texts of a file's content; the content decides what it is, the name only tells CSV from text."""
    allowed = budget or Budget()
    if data.startswith(_SHUT):
        raise UnreadableError("这种压缩文件打不开，无法检查，请解开后再查")
    if data.startswith(_OLD_OFFICE) and _LOCKED in data:
        raise UnreadableError("文件加了密码，无法检查，请去掉密码后再查")
    if data.startswith(b"PK\x03\x04") or zipfile.is_zipfile(io.BytesIO(data)):
        yield from _archive(data, allowed)
    elif data[_TAR_MARK] == b"ustar":
        yield from _boxed(dict(_tar_members(data, allowed)), allowed)
    elif data.startswith(b"\x1f\x8b"):
        inner = _unzip(zlib.decompressobj(zlib.MAX_WBITS | 16), data, allowed)
        yield from parts_of_bytes(name.removesuffix(".gz"), inner, allowed)
    elif b"%PDF-" in data[:1024]:
        yield from (Part(place, text) for place, text in _readable(pdf_text(data)))
    else:
        yield _text(name, data)


def _archive(data: bytes, budget: Budget) -> Iterator[Part]:
    members: dict[str, bytes] = {}
    for name, content in _members(data, budget):
        # Two members may bear one name; neither may hide the other.
        members[name if name not in members else f"{name} ({len(members)})"] = content
    office = is_office(members)
    if office:
        yield from (Part(place, text) for place, text in _readable(office_text(members)))
    yield from _boxed(members, budget, read=XML_ENDINGS if office else ())


def _boxed(members: dict[str, bytes], budget: Budget, read: tuple[str, ...] = ()) -> Iterator[Part]:
    """Yield the names of members, and the texts of those that have not been read by their endings."""
    for name, content in members.items():
        yield Part(name, name)
        if not (read and name.endswith(read)):
            for part in parts_of_bytes(name, content, budget):
                yield Part(f"{name} {part.place}".rstrip(), part.text)


def _members(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    _deeper(budget)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                _one_more(budget)
                # A folder's name is read like a file's.
                yield info.filename, b"" if info.is_dir() else read_member(archive, info, budget)
    except UnreadableError:
        raise
    except BROKEN_ARCHIVE as wrong:
        raise UnreadableError("压缩包损坏或加密，无法检查") from wrong


def _tar_members(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    _deeper(budget)
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for number, info in enumerate(archive):
                _one_more(budget)
                budget.take(info.size)
                member = archive.extractfile(info) if info.isreg() else None
                # Two members may bear one name; neither may hide the other.
                yield f"{info.name} ({number})" if number else info.name, member.read() if member else b""
    except UnreadableError:
        raise
    except BROKEN_ARCHIVE as wrong:
        raise UnreadableError("压缩包损坏或加密，无法检查") from wrong


def _deeper(budget: Budget) -> None:
    budget.depth_left -= 1
    if budget.depth_left < 0:
        raise UnreadableError("压缩包套得太深，拒绝检查")


def _one_more(budget: Budget) -> None:
    budget.members_left -= 1
    if budget.members_left < 0:
        raise UnreadableError("压缩包里的文件超过 2000 个，拒绝检查")


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    """Read a member without believing its declared size."""
    with archive.open(info) as member:
        content = member.read(budget.bytes_left + 1)
    _refuse_ratio(len(content), info.compress_size, budget)
    budget.take(len(content))
    return content


def _unzip(stream: zlib._Decompress, data: bytes, budget: Budget) -> bytes:
    try:
        content = stream.decompress(data, budget.bytes_left + 1)
    except zlib.error as wrong:
        raise UnreadableError("压缩文件损坏，无法检查") from wrong
    _refuse_ratio(len(content), len(data), budget)
    budget.take(len(content))
    return content


def _refuse_ratio(size: int, packed: int, budget: Budget) -> None:
    if size > SMALL and size > budget.most_ratio * max(packed, 1):
        raise UnreadableError("压缩比超过 100，像是压缩炸弹，拒绝检查")


def _readable(pieces: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    try:
        yield from pieces
    except (ValueError, RecursionError) as wrong:
        raise UnreadableError("文件损坏或加密，无法检查") from wrong


def _text(name: str, data: bytes) -> Part:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.startswith("{\\rtf"):
            return Part("", rich_text(text))
        return Part("", with_headings(text) if name.lower().endswith((".csv", ".tsv")) else text)
    # Pictures, databases, old Office files: digits stand in them as bytes, in the latter with a zero behind each.
    return Part(BINARY_PLACE, data.replace(b"\x00", b"").decode("ascii", errors="replace"))


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return ("utf-32",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    # Chinese spreadsheets still save CSV in GBK.
    return () if b"\x00" in data else ("utf-8-sig", "gb18030")


_RTF_CHARACTER = re.compile(r"\\'([0-9a-fA-F]{2})|\\u(\d{2,5})\??")
_RTF_BREAK = re.compile(r"\\(?:par|line|cell|row|tab)\b ?")
_RTF_COMMAND = re.compile(r"\\[a-z]+-?\d* ?|[{}]")


def rich_text(text: str) -> str:
    """Return an RTF file without its commands: between the digits of one number a writer changes fonts."""
    one_line = text.replace("\r", "").replace("\n", "")
    lines = _RTF_BREAK.sub("\n", one_line)
    plain = _RTF_CHARACTER.sub(lambda found: chr(int(found[1], 16) if found[1] else int(found[2])), lines)
    return _RTF_COMMAND.sub("", plain)


def with_headings(text: str) -> str:
    """Write each cell of a CSV behind the heading of its column, one row a line: 账号 stands far above its numbers."""
    dialect: type[csv.Dialect] = csv.excel_tab if "\t" in text.partition("\n")[0] else csv.excel
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), dialect))
    except csv.Error:
        return text
    return "\n".join(label_cells(rows))


def label_cells(rows: list[list[str]]) -> Iterator[str]:
    """Yield each row as text, every cell behind its column's heading; the first row holds the headings."""
    headings = [cell if sum(map(str.isdigit, cell)) < 4 else "" for cell in rows[0]] if rows else []
    for number, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row):
            heading = headings[column] if number and column < len(headings) else ""
            cells.append(f"{heading}: {cell}" if heading else cell)
        yield " ; ".join(cells).replace("\n", " ")
