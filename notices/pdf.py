"""Papers as PDF/A: fixed typst templates, the shipped font, and data that can never become markup."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import noto_cjk_sans_otc
import segno
import typst

from policies.rules.typography import set_type

TEMPLATES = Path(__file__).resolve().parent / "typst"
STANDARD: Literal["a-2b"] = "a-2b"  # archival, with the font embedded
# 明白纸: the largest type with which everything stands on one page.
SHEET_SIZES = (17, 16, 15, 14, 13, 12, 11, 10)


@cache
def _fonts() -> typst.Fonts:
    # Loading 15 MB of font takes longer than setting a page: once per process.
    folder = str(Path(str(noto_cjk_sans_otc.FONT_PATH)).parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def render(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """Set one paper and return the PDF/A-2b.

    `template` is a name in `notices/typst/`; `data` is JSON data, whose words are set with full-width marks; `at` (aware) is the creation date in the file,
    so that the same paper of the same moment is the same bytes.
    """
    made: bytes = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=STANDARD,
        sys_inputs={"data": json.dumps(_set(data), ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )
    return made


def _set(value: Any) -> Any:
    """Return data with every text in it set as Chinese is set on paper; drawings and fingerprints hold no Chinese."""
    if isinstance(value, str):
        return set_type(value)
    if isinstance(value, Mapping):
        return {key: _set(one) for key, one in value.items()}
    return [_set(one) for one in value] if isinstance(value, list | tuple) else value


def sheet(data: Mapping[str, Any], *, at: datetime) -> bytes:
    """Set the one-time disclosure in the largest type that keeps it on one A4 page."""
    made = b""
    for size in SHEET_SIZES:
        made = render("sheet", {**data, "size": size}, at=at)
        if pages(made) == 1:
            break
    return made


def pages(made: bytes) -> int:
    """Return the number of pages of a PDF."""
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(made)).pages)


def qr_svg(address: str) -> str:
    """Return a QR code as SVG text, black on white, strong enough for a poster in the rain (level Q)."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(out, kind="svg", xmldecl=False, border=2, scale=4)
    return out.getvalue().decode()
