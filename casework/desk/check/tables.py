"""Tables that people upload: xlsx or csv as lines of text, whatever wrote them; anything else is a sentence."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 5000
MOST_COLUMNS = 60


class TableError(ValueError):
    """The file cannot be read as a table; the message says what to do."""


def read_table(name: str, raw: bytes) -> list[list[str]]:
    """Return the first sheet of a file as lines of text. Raises `TableError`."""
    if len(raw) > MOST_BYTES:
        raise TableError("文件太大了（超过 5 MB），请分成几个再导")
    lines = _xlsx(raw) if name.lower().endswith(".xlsx") else _csv(raw)
    if len(lines) > MOST_LINES:
        raise TableError(f"超过 {MOST_LINES} 行，请分成几个再导")
    if not lines:
        raise TableError("文件是空的")
    return lines


def _xlsx(raw: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_LINES + 1, max_col=MOST_COLUMNS, values_only=True)
        return [[_text(cell) for cell in row] for row in rows]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as error:
        raise TableError("打不开这个文件。请另存为 xlsx 或者 csv 再导") from error


def _csv(raw: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        try:
            return list(csv.reader(io.StringIO(text)))[: MOST_LINES + 1]
        except csv.Error:
            break
    raise TableError("打不开这个文件。请另存为 xlsx 或者 csv 再导")


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
