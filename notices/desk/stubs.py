"""The stub book (存根) of an office: every letter of a kind and year in its order, audited, and printed as one list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from casework.rules.asking import day_of
from notices import pdf
from notices.desk.views import LetterDesk, pdf_answer
from notices.models import Notice
from notices.models.letters import KINDS, VOID
from notices.queries import notices_for
from notices.rules.forms import chinese_day
from notices.rules.stubs import Stub, audit
from policies.models import Unit


class StubsView(LetterDesk):
    """One series at a time: office, year and kind are chosen above the list."""

    http_method_names = ["get"]
    template_name = "desk/stubs.html"
    page_title = _("存根簿")
    header_icon = "list-ul"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the series, or print it."""
        series = self._series()
        if "print" in request.GET:
            made = pdf.render("stubs", self._printed(series), at=self.now)
            return pdf_answer(made, f"stubs-{series['year']}-{series['kind']}.pdf")
        return self.render_to_response(self.get_context_data(**series))

    def _series(self) -> dict[str, Any]:
        """Return the chosen series; whoever guesses at another office or year gets an empty one."""
        rows = notices_for(self.actor)
        offices = list(Unit.objects.filter(pk__in=rows.values("unit")).order_by("code"))
        years = sorted(set(rows.order_by().values_list("year", flat=True)), reverse=True)
        kind = self._chosen("kind", [code for code, _label in KINDS], "refusal")
        office = self._chosen("unit", [unit.code for unit in offices], offices[0].code if offices else "")
        year = int(self._chosen("year", [str(one) for one in years], str(day_of(self.now).year)))
        found = (
            rows.filter(unit__code=office, year=year, kind=kind)
            .select_related("replaced_by")
            .order_by("serial")
        )
        every = Notice.objects.filter(unit__code=office, year=year, kind=kind)
        stubs = [Stub(*row) for row in every.values_list("serial", "text_hash", "stub_hash")]
        return {
            "found": found,
            "today": day_of(self.now),
            "audit": audit(stubs),
            "kinds": KINDS,
            "offices": offices,
            "years": years or [year],
            "kind": kind,
            "office": office,
            "year": year,
        }

    def _chosen(self, name: str, known: list[str], default: str) -> str:
        asked = self.request.GET.get(name, "")
        return asked if asked in known else default

    def _printed(self, series: dict[str, Any]) -> dict[str, Any]:
        office = next((unit.name for unit in series["offices"] if unit.code == series["office"]), "")
        title = f"{dict(KINDS)[series['kind']]}存根 {series['year']} 年"
        return {
            "title": title,
            "office": office,
            "day": chinese_day(self.now),
            "demo": settings.YIMEN_DEMO,
            "rows": [
                [
                    str(notice.serial),
                    notice.number,
                    notice.addressee,
                    chinese_day(notice.issued_at),
                    _end(notice, series["today"]),
                    notice.stub_hash[:16],
                ]
                for notice in series["found"]
            ],
        }


def _end(notice: Notice, today: date) -> str:
    """Return what became of a letter in words; an announcement that still runs has served nobody yet (SY-A1.5h)."""
    day = notice.served_on
    if notice.state == VOID:
        return f"作废，换成 {notice.replaced_by.number}"
    if day is None:
        return ""
    return chinese_day(day) if day <= today else f"公告到{chinese_day(day)}"
