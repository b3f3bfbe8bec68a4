"""Printing: a notice, its proof of service, posters and lists, as PDF from what the tables hold."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import typst
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from casework.models import Disclosure
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from notices import pdf
from notices.case_forms import version_line
from notices.models import Notice, Publication, PublicRow
from notices.queries import letterhead, signers_of, village_name
from notices.rules.forms import chinese_day
from notices.rules.projection import RIGHT_ALIGNED, WIDTHS, cells
from notices.rules.service import SIGNER_NAMES
from notices.rules.wording import closing_at
from policies import queries as law
from policies.rules.disclosure import ChecklistItem, thaw

logger = logging.getLogger(__name__)
ROWS_A_SHEET = 20


def print_letter(notice: Notice) -> None:
    """Make the PDF of a notice and keep it in private storage; without typst the notice stands, without a file."""
    try:
        made = pdf.render("letter", letter_data(notice), at=notice.issued_at)
    except (typst.TypstError, OSError):
        logger.exception("notice %s has no PDF yet; it is made when somebody asks for it", notice.pk)
        return
    notice.pdf = storages["private"].save(f"notices/{notice.pk}.pdf", ContentFile(made))
    notice.pdf_sha256 = hashlib.sha256(made).hexdigest()
    notice.save(update_fields=["pdf", "pdf_sha256"])


def letter_bytes(notice: Notice) -> bytes:
    """Return the PDF of a notice as it was kept, made now if it could not be made then; printed again it is the same bytes.

    Raises `StepRefused` where the file is no longer what was issued.
    """
    if not notice.pdf:
        print_letter(notice)
    with storages["private"].open(notice.pdf) as file:
        kept: bytes = file.read()
    if hashlib.sha256(kept).hexdigest() != notice.pdf_sha256:
        logger.critical("the kept PDF of notice %s is not what was issued", notice.pk)
        raise StepRefused("存着的这份文书和签发时的不一样了，没有打印。请告诉县里的管理员", code="changed")
    return kept


def letters_together(notices: Iterable[Notice]) -> bytes:
    """Return several kept letters as one PDF to print, in the order given; each stays what was issued."""
    from pypdf import PdfReader, PdfWriter

    whole, out = PdfWriter(), io.BytesIO()
    for notice in notices:
        whole.append(PdfReader(io.BytesIO(letter_bytes(notice))))
    whole.write(out)
    return out.getvalue()


def letter_data(notice: Notice) -> dict[str, Any]:
    """Return what the letter's template shows."""
    head = letterhead(notice.case.unit)
    # The form ends with office and date; the template sets them beside the place of the seal.
    lines = notice.text.splitlines()
    del lines[closing_at(lines, (head.office, chinese_day(notice.cause.at))) :]
    return {
        "title": notice.title,
        "number": notice.number,
        "lines": lines,
        "plain": notice.plain.splitlines(),
        "office": head.office,
        "day": chinese_day(notice.cause.at),
        "clause": notice.clause,
        "text_hash": notice.text_hash,
        "case": notice.case.number,
        "name": notice.addressee,
        "receivers": "、".join(SIGNER_NAMES.get(one, one) for one in signers_of(notice)),
        "version": version_line(notice.version),
        "issued_by": notice.issuer_name,
        "demo": settings.YIMEN_DEMO,
    }


def posting_data(
    publications: Sequence[Publication], rows: Iterable[PublicRow], address: str, last_day: date | None
) -> dict[str, Any]:
    """Return what poster and list show of publications of one village, programme and title."""
    first = publications[0]
    columns = [tuple(column) for column in first.columns]
    head = letterhead(first.unit)
    lines = [[str(number), *cells(row.as_shown(), columns)] for number, row in enumerate(rows, start=1)]
    how = [f"打电话：{head.phone}（{head.office}）"] if head.phone else []
    how += [f"监督电话：{head.hotline}"] if head.hotline else []
    return {
        "title": first.title,
        "heading": first.title,
        "place_name": village_name(first.unit),
        "period": f"公示到 {chinese_day(last_day)}" if last_day and first.last_day else "长期公示",
        "columns": ["序号", *(label for _, label in columns)],
        "widths": [1, *(WIDTHS.get(key, 2) for key, _ in columns)],
        "right": [place for place, (key, _) in enumerate(columns, start=1) if key in RIGHT_ALIGNED],
        "sheets": [lines[at : at + ROWS_A_SHEET] for at in range(0, len(lines), ROWS_A_SHEET)] or [[]],
        "ask": "有话说？不用留名，村里看不到是谁说的。",
        "how": [*how, "或者扫码，写下来就行。"],
        "qr": pdf.qr_svg(settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address),
        "office": head.office,
        "day": chinese_day(day_of(min(item.visible_from for item in publications))),
        "demo": settings.YIMEN_DEMO,
    }


def sheet_bytes(given: Disclosure, *, address: str, at: datetime) -> bytes:
    """Return the one-time disclosure as 明白纸: one A4 page, in the largest type that fits, with its QR code."""
    checklist = thaw(given.items)
    spec = law.rulebook(given.version_id).spec
    head = letterhead(given.unit) if given.unit else None
    groups = [
        sheet_group(f"您来准备 {len(checklist.applicant)} 样", checklist.applicant, tick=True),
        sheet_group(f"您来签 {len(checklist.signed)} 张（我们给表）", checklist.signed, tick=True),
        sheet_group("我们去查，您不用跑", checklist.shared, tick=False),
    ]
    banned = [
        {"name": proof.name, "lines": [proof.instead] if proof.instead else []} for proof in checklist.banned
    ]
    groups.append({"heading": "不用带", "tick": False, "items": banned})
    phone = f"有难处、拿不到的，打 {head.phone}。" if head and head.phone else "有难处、拿不到的，到窗口说。"
    data = {
        "title": f"{spec.short}：您家要带的东西",
        "lead": "一次说全，以后不再加。",
        "number": given.number,
        "qr": pdf.qr_svg(address),
        "groups": [group for group in groups if group["items"]],
        "foot": [
            phone,
            (
                f"办救助不收一分钱。{chinese_day(given.given_at)}告知，"
                f"按{chinese_day(given.version.effective_from)}起施行的办法。"
            ),
        ],
        "office": head.office if head else "",
        "demo": settings.YIMEN_DEMO,
    }
    return pdf.sheet(data, at=at)


def sheet_group(heading: str, items: Iterable[ChecklistItem], *, tick: bool) -> dict[str, Any]:
    """Return one group of a sheet: its heading, whether boxes are ticked off, and its papers."""
    return {"heading": heading, "tick": tick, "items": [_sheet_item(item, tick=tick) for item in items]}


def _sheet_item(item: ChecklistItem, *, tick: bool) -> dict[str, Any]:
    copies = f"（{item.count} 份）" if item.count > 1 else ""
    if not tick:
        return {"name": f"{item.name}{copies}", "lines": []}
    instead = f"没有？{'、'.join(item.substitutes)}也行。" if item.substitutes else ""
    lines = [f"为什么：{item.why}" if item.why else "", f"去哪拿：{item.where}" if item.where else ""]
    lines += [instead, f"拿不到：{item.without}" if item.without else ""]
    return {"name": f"{item.name}{copies}", "lines": [line for line in lines if line]}
