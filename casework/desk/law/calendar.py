"""The working-day table on the screen: its years, next year's notice, and which limits a correction moves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from casework import foresight
from casework.actions.calendar import enter_holidays, redate
from casework.desk.law.access import MOST, LawView, tally
from casework.desk.law.notice_form import NoticeForm
from casework.models import Redating
from casework.rules.redating import fingerprint
from casework.rules.refusal import StepRefused
from policies import queries as law
from policies.calendar_seed import seed_days
from policies.models import CalendarDay, CalendarYear
from policies.rules.holiday_notice import (
    NoticeDay,
    as_text,
    changed_days,
    differing,
    lacking,
    with_year,
)

TITLE = _("工作日历")
CORRECTIONS = 10
WEEKDAYS = "一二三四五六日"


class CalendarView(LawView, View):
    """The years with their days off and make-up days, and the corrections made so far."""

    http_method_names = ["get"]
    template_name = "desk/law/calendar.html"
    page_title = TITLE
    header_icon = "calendar"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show all years, and one of them day by day."""
        asked = request.GET.get("year", "")
        year = _year(asked, self.today.year)
        days = [_day(row) for row in CalendarDay.objects.filter(date__year=year)] if year else []
        passes = Redating.objects.annotate(limits=Count("moved"))[:CORRECTIONS]
        return self.render_to_response(
            self.get_context_data(years=self.years(), year=year, days=days, passes=passes)
        )

    def years(self) -> list[dict[str, Any]]:
        """Return every year of the table, this one and the next, newest first."""
        known = {row.year: row for row in CalendarYear.objects.all()}
        counts = {
            found["date__year"]: found
            for found in CalendarDay.objects.order_by()
            .values("date__year")
            .annotate(off=Count("pk", filter=Q(working=False)), worked=Count("pk", filter=Q(working=True)))
        }
        listed = sorted(known.keys() | {self.today.year, self.today.year + 1}, reverse=True)
        return [
            {
                "year": year,
                "complete": year in known and known[year].complete,
                "source": known[year].source if year in known else "",
                "off": counts.get(year, {}).get("off", 0),
                "worked": counts.get(year, {}).get("worked", 0),
            }
            for year in listed
        ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]


def _day(row: CalendarDay) -> dict[str, Any]:
    return {
        "date": row.date,
        "weekday": WEEKDAYS[row.date.weekday()],
        "working": row.working,
        "name": row.name,
        "source": row.source,
    }


class EnterView(LawView, View):
    """Paste a year's notice, look what it changes and which limits move, then enter it."""

    http_method_names = ["get", "post"]
    template_name = "desk/law/calendar_enter.html"
    page_title = _("录入放假通知")
    header_icon = "calendar"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the notice; a year that is in the table already comes filled in, to be corrected."""
        asked = request.GET.get("year", "")
        year = _year(asked, self.today.year + 1)
        rows = CalendarDay.objects.filter(date__year=year)
        kept = CalendarYear.objects.filter(year=year).first()
        text = as_text(NoticeDay(row.date, row.working, row.name) for row in rows)
        first = {"year": year, "text": text, "source": kept.source if kept else ""}
        return self._page(NoticeForm(initial=first))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look first; enter only what has been looked at."""
        form = NoticeForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form, status=422)
        if "enter" not in request.POST:
            return self._page(form, **self._foreseen(form))
        try:
            pass_ = enter_holidays(
                year=form.cleaned_data["year"],
                days=form.days,
                source=form.cleaned_data["source"],
                seen=request.POST.get("seen", ""),
                actor=self.actor,
                by_name=self.by_name,
                at=self.now,
            )
        except StepRefused as refusal:
            form.add_error(None, refusal.reason)
            return self._page(form, status=409, **self._foreseen(form))
        redate(at=self.now)
        messages.success(request, _("录好了。在办的时限正在按新的日历重算。"))
        return redirect("law_calendar_pass", pk=pass_.pk)

    def _foreseen(self, form: NoticeForm) -> dict[str, Any]:
        year, before = form.cleaned_data["year"], law.calendar()
        after = with_year(before, year, form.days)
        moves = foresight.under_calendar(after)
        return {
            "looked": NoticeForm(initial={**form.cleaned_data, "file": None}),
            "seen": fingerprint(before),
            "changes": [
                {"day": one.day, "weekday": WEEKDAYS[one.day.weekday()], "was": one.was, "now": one.now}
                for one in changed_days(before, after)
            ],
            "newly": year not in before.known_years,
            "lacking": lacking(after, year),
            "differing": _against_package(year, form.days),
            "moves": self.lines(moves),
            "moved": len(moves),
            "tally": tally(moves),
            "most": MOST,
        }

    def _page(self, form: NoticeForm, status: int = 200, **more: Any) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(form=more.get("looked", form), asked=form, **more), status=status
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return self.crumbs("law_calendar", TITLE)


def _against_package(year: int, days: tuple[NoticeDay, ...]) -> tuple[date, ...] | None:
    """Return the days on which the package of holidays says otherwise, None where it does not know the year."""
    try:
        seeds = seed_days(year, year)
    except ValueError:
        return None
    return differing(days, {seed.day: seed.working for seed in seeds})


class PassView(LawView, View):
    """One correction: who, why, which days, how far the limits are re-dated, and which moved."""

    http_method_names = ["get"]
    template_name = "desk/law/calendar_pass.html"
    page_title = _("日历改动")
    header_icon = "calendar"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one correction."""
        pass_ = get_object_or_404(Redating, pk=pk)
        moved = list(pass_.moved.select_related("case__unit", "case__programme")[: MOST + 1])
        mine = self.known({one.case_id for one in moved})
        lines = [
            {
                "case": one.case if one.case_id in mine else None,
                "place": one.case.unit.short_name,
                "programme": one.case.programme.short,
                "label": one.label,
                "was": one.was.isoformat(),
                "was_provisional": one.was_provisional,
                "now": one.now.isoformat(),
                "now_provisional": one.now_provisional,
            }
            for one in moved[:MOST]
        ]
        return self.render_to_response(
            self.get_context_data(
                correction=pass_,
                moves=lines,
                moved=pass_.moved.count(),
                most=MOST,
                address=reverse("law_calendar"),
            )
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return self.crumbs("law_calendar", TITLE)


def _year(asked: str, otherwise: int) -> int:
    """Return the year of an address, if it is one that a calendar can hold."""
    return (
        int(asked)
        if len(asked) == 4 and asked.isascii() and asked.isdigit() and asked > "0000"
        else otherwise
    )
