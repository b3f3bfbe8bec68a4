"""A trial as a file for a meeting: village, persons, amounts; every cell is text, nobody is named."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from casework.desk.access import no_entry
from casework.desk.law.whatif import RunView, back_to
from casework.desk.sheets import FORMULA, SPREADSHEET
from casework.desk.taking_out import TakesOut
from casework.models import WhatIfLine
from casework.rules.roles import COUNTY
from policies.rules import money
from policies.step_up import step_up

HEADINGS = ("村（社区）", "人口", "现在每月（元）", "以后每月（元）", "结果", "说明")
COUNTY_ONLY = _("试算的表由县里导出。")


class TrialExportView(TakesOut, RunView, View):
    """Hand out the whole trial as xlsx or csv, and write down who took it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write the export down and send the file."""
        run = self.find()
        if not self.actor.holds((COUNTY,)):
            return no_entry(request, str(COUNTY_ONLY), back=back_to(run))
        step_up(request, self.now, act="export")
        rows = list(self.lines_of(run).select_related("unit").order_by("unit__code", "pk"))
        self.take_out(what=f"trial={run.pk}", rows=len(rows), reason=f"试算 {run.pk} 号")
        table = [HEADINGS, *(cells(line) for line in rows)]
        as_csv = request.POST.get("as") == "csv"
        body = csv_file(table) if as_csv else workbook(table)
        response = HttpResponse(body, content_type="text/csv; charset=utf-8" if as_csv else SPREADSHEET)
        name = f"trial-{run.pk}.{'csv' if as_csv else 'xlsx'}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response


def cells(line: WhatIfLine) -> tuple[str, ...]:
    """Return one line as text."""
    after = "" if line.after is None else money.typed(line.after)
    return (
        line.unit.short_name,
        str(line.members),
        money.typed(line.before),
        after,
        line.get_kind_display(),
        line.refused or line.reason,
    )


def harmless(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value


def workbook(table: Iterable[Sequence[str]]) -> bytes:
    """Return lines as an xlsx file in which every cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("trial")
    for line in table:
        row = [WriteOnlyCell(sheet, value=harmless(value)) for value in line]
        for cell in row:
            cell.data_type = "s"
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def csv_file(table: Iterable[Sequence[str]]) -> bytes:
    """Return lines as CSV that a spreadsheet opens in Chinese, every cell quoted."""
    made = io.StringIO()
    csv.writer(made, quoting=csv.QUOTE_ALL).writerows([harmless(value) for value in line] for line in table)
    return made.getvalue().encode("utf-8-sig")
