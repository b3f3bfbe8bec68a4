"""Lists as spreadsheets: every cell is text, no cell a formula; the same for every list that leaves the desk."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when it stands first."""


def workbook(sheets: Iterable[tuple[str, Iterable[Sequence[str]]]]) -> bytes:
    """Return an xlsx file of sheets, each a name and its lines; the first line of a sheet is its headings."""
    book = Workbook(write_only=True)
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append([_text(sheet, value) for value in line])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def download(content: bytes, name: str) -> HttpResponse:
    """Return an xlsx file to be saved, under a name of plain letters."""
    response = HttpResponse(content, content_type=SPREADSHEET)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _text(sheet: Any, value: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=f"'{value}" if value.startswith(FORMULA) else value)
    cell.data_type = "s"
    return cell
