"""The text of spreadsheets and documents (OOXML), read part by part so that nothing hidden is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

# Pieces of one line in Word and Excel; every other element that holds text is a line of its own.
_INLINE = frozenset({"t", "delText", "instrText", "delInstrText", "r"})
_BREAKS = frozenset({"p", "br", "cr", "tab", "tc", "tr", "si", "row", "c", "comment"})
_SHORTEST_ATTRIBUTE = 11
XML_ENDINGS = (".xml", ".rels", ".vml")


def is_office(members: Mapping[str, bytes]) -> bool:
    """Say whether an archive is an Office file."""
    return "[Content_Types].xml" in members


def office_text(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield place and text of every XML part: sheets cell by cell, all others line by line, attributes too.

    Raises ValueError for a part that is not plain XML.
    """
    strings, used = _shared_strings(members), set[int]()
    for name, data in members.items():
        if not name.endswith(XML_ENDINGS) or name == "xl/sharedStrings.xml":
            continue
        root = _parse(data)
        sheet = name.startswith("xl/worksheets/") and name.endswith(".xml")
        yield name, "\n".join(_rows(root, strings, used)) if sheet else "".join(_lines(root))
        if sheet:
            # Headers and footers of the printed page, rules for input, formats.
            rest = (child for child in root if _name(child) != "sheetData")
            yield f"{name} around", "".join(piece for child in rest for piece in _lines(child))
        yield f"{name} attributes", _attributes(root)
    # What no cell shows any more is still in the file.
    yield "xl/sharedStrings.xml", "\n".join(text for number, text in enumerate(strings) if number not in used)


def _parse(data: bytes) -> ElementTree.Element:
    # Entities are how an XML bomb is built; a zero byte means UTF-16, in which they would not be seen here.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data:
        raise ValueError("a part of an Office file declares entities")
    try:
        return ElementTree.fromstring(data)  # noqa: S314
    except ElementTree.ParseError as wrong:
        raise ValueError("a part of an Office file is not XML") from wrong


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _lines(element: ElementTree.Element) -> Iterator[str]:
    name = _name(element)
    if element.text:
        yield element.text
    for child in element:
        yield from _lines(child)
        if child.tail and child.tail.strip():
            yield child.tail
    if name in _BREAKS or (element.text and element.text.strip() and name not in _INLINE):
        yield "\n"


def _attributes(root: ElementTree.Element) -> str:
    values = (value for element in root.iter() for value in element.attrib.values())
    return "\n".join(value for value in values if len(value) >= _SHORTEST_ATTRIBUTE)


def _shared_strings(members: Mapping[str, bytes]) -> list[str]:
    data = members.get("xl/sharedStrings.xml")
    if data is None:
        return []
    return ["".join(_lines(item)).strip("\n") for item in _parse(data) if _name(item) == "si"]


def _rows(sheet: ElementTree.Element, strings: list[str], used: set[int]) -> Iterator[str]:
    """Yield each row, every cell behind the first text of its column: 银行账号 stands far above its numbers."""
    headings: dict[str, str] = {}
    for row in sheet.iter():
        if _name(row) != "row":
            continue
        cells = []
        for cell in row:
            column = re.sub(r"\d", "", cell.get("r", ""))
            value = _value(cell, strings, used)
            heading = headings.get(column, "")
            cells.append(f"{heading}: {value}" if heading else value)
            if value and sum(map(str.isdigit, value)) < 4:
                headings.setdefault(column, value)
        yield " ; ".join(cells).replace("\n", " ")


def _value(cell: ElementTree.Element, strings: list[str], used: set[int]) -> str:
    text = "".join(piece for child in cell for piece in _lines(child)).strip("\n")
    if cell.get("t") == "s" and text.isdecimal() and int(text) < len(strings):
        used.add(int(text))
        return strings[int(text)]
    return text
