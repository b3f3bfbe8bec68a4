"""Papers: whether letters and posters can be printed, with Chinese type."""

from __future__ import annotations

import io
from collections.abc import Iterator

import typst
from pypdf import PdfReader

from notices import pdf
from yimen.doctor.finding import Finding, Visit, bad, good

PRINTING = "打印 PDF"
SAMPLE = "受理告知书"
SHEET = {
    "title": SAMPLE,
    "heading": SAMPLE,
    "place_name": "",
    "period": "",
    "columns": ["序号"],
    "widths": [1],
    "right": [],
    "sheets": [["1"]],
    "ask": "",
    "how": [],
    "office": "",
    "day": "",
}


def printing(visit: Visit) -> Iterator[Finding]:
    """Set one small list and read its heading back: a missing font would leave boxes."""
    try:
        made = pdf.render("list", {**SHEET, "qr": pdf.qr_svg("https://example.invalid/")}, at=visit.now)
    except (typst.TypstError, OSError) as error:
        yield bad(PRINTING, f"排不出来({type(error).__name__})", "重新安装:pip install -r requirements.txt")
        return
    if SAMPLE in PdfReader(io.BytesIO(made)).pages[0].extract_text():
        yield good(PRINTING, "排得出来,中文字体在")
    else:
        yield bad(PRINTING, "排出来没有中文", "重新安装 noto-cjk-sans-otc(requirements.txt 里的那一版)")
