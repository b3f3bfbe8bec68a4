"""Fill the working-day table and correct it; every change is a change of the law's clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from policies.actions.pack_files import catalogue
from policies.calendar_seed import SeedDay, seed_days
from policies.models import CalendarDay, CalendarYear


def load_calendar() -> int:
    """Enter the years that the national pack knows and the table does not yet; return how many days were added.

    A year that is in the table already is left as the county has it.
    """
    note = catalogue()["calendar"]
    known = set(CalendarYear.objects.filter(complete=True).values_list("year", flat=True))
    years = [year for year in range(note["first_year"], note["last_year"] + 1) if year not in known]
    added = 0
    with transaction.atomic():
        for year in years:
            added += enter_year(year=year, days=seed_days(year, year), source=str(note["source"]))
    return added


def enter_year(*, year: int, days: Iterable[SeedDay], source: str) -> int:
    """Enter one year's holidays and make-up days as complete, replacing what stood there; return the number of days."""
    rows = [CalendarDay(date=seed.day, working=seed.working, name=seed.name, source=source) for seed in days]
    for row in rows:
        if row.date.year != year:
            raise ValueError(f"{row.date}：不是 {year} 年的日子。")
        row.clean()
    with transaction.atomic():
        CalendarDay.objects.filter(date__range=(date(year, 1, 1), date(year, 12, 31))).delete()
        CalendarDay.objects.bulk_create(rows)
        CalendarYear.objects.update_or_create(year=year, defaults={"complete": True, "source": source})
    return len(rows)
