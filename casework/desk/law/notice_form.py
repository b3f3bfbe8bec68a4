"""The form for a year's holiday notice: pasted lines, or a file of two or three columns, become one clean list."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from policies.rules.holiday_notice import NoticeDay, NoticeError, as_text, read_notice
from policies.rules.private_numbers import scan

LARGEST = 512 * 1024
MOST_ROWS = 400
COLUMNS = 3
UNREADABLE = _("这个文件打不开。请用 CSV 或者 xlsx，三列：日期、休或班、名称。")
PRIVATE = _("里面像是有身份证号、卡号或者电话。这里只要日期。")


class NoticeForm(forms.Form):
    """One year's notice; `days` after cleaning is what it says."""

    year = forms.IntegerField(label=_("哪一年"), min_value=2000, max_value=2100)
    source = forms.CharField(label=_("依据"), max_length=200, help_text=_("文号和名称。谁都能照着去查。"))
    text = forms.CharField(
        label=_("放假和调休"),
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "把通知原文整段贴进来就行；也可以一行一天或者一段，例如：2027-01-01 休 元旦；2027-02-05至2027-02-11 休 春节；2027-02-13 班。"
        ),
    )
    file = forms.FileField(
        label=_("或者传一个表格"), required=False, help_text=_("CSV 或 xlsx：日期、休或班、名称。")
    )
    days: tuple[NoticeDay, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["file"].widget.attrs["accept"] = ".csv,.txt,.xlsx"
        for field in self.fields.values():
            field.error_messages["required"] = _("还没有填。")

    def clean_file(self) -> str:
        """Return the lines of the file; refuse what is too large or no table."""
        sent = self.cleaned_data.get("file")
        if not sent:
            return ""
        if sent.size > LARGEST:
            raise ValidationError(_("文件太大了，一年的放假安排用不了这么多。"))
        return table_text(sent.read())

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        text = found.get("file") or found.get("text", "")
        if scan(f"{found.get('source', '')}\n{text}"):
            raise ValidationError(PRIVATE)
        if self.errors:
            return found
        if not text.strip():
            self.add_error("text", ValidationError(_("还没有填。")))
            return found
        try:
            self.days = read_notice(text, found["year"])
        except NoticeError as refused:
            self.add_error("file" if found.get("file") else "text", ValidationError(list(refused.lines)))
            return found
        if not self.days:
            self.add_error("text", ValidationError(_("这里面没有一天和平常的星期不一样。")))
        found["text"] = as_text(self.days)
        return found


def table_text(data: bytes) -> str:
    """Return a CSV (UTF-8 or GB18030) or xlsx file as lines; raise `ValidationError` for anything else."""
    if data.startswith(b"PK"):
        return _workbook_text(data)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).replace('"', "")
        except UnicodeDecodeError:
            continue
    raise ValidationError(UNREADABLE)


def _workbook_text(data: bytes) -> str:
    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = list(sheet.iter_rows(max_row=MOST_ROWS, max_col=COLUMNS, values_only=True))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError) as broken:
        raise ValidationError(UNREADABLE) from broken
    lines = (" ".join(_cell(value) for value in row if value is not None) for row in rows)
    return "\n".join(line for line in lines if line[:1].isdigit() or not line)


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()
