"""The cases of the demo county: so many in every stage, spread over offices and days before today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from casework import outbox
from casework.actions import upkeep
from casework.models import Outbox
from notices import actions as notice_actions
from notices.actions.shelving import BAKE
from notices.baking import bake_all
from policies import queries as law
from policies.rules.workdays import Calendar
from yimen.demo.county import Office, data
from yimen.demo.journeys import ROADS, Journey, walk
from yimen.demo.people import Registry

USUAL = 121
"""How many cases the stages of the data file add up to; other sizes are scaled from it."""


def fill(
    offices: tuple[Office, ...], *, seed: int, number: int, now: datetime, tell: Callable[[int, int], None]
) -> int:
    """Make about `number` cases and return how many; `tell` hears how far it is."""
    today = now.date()
    registry, calendar = Registry(seed, today), law.calendar()
    plan = list(_plan(number))
    for done, (stage, serial) in enumerate(plan):
        office = offices[serial % len(offices)]
        with transaction.atomic():
            walk(stage, _journey(stage, office, serial // len(offices), registry, calendar, today))
        tell(done + 1, len(plan))
    upkeep.tick(now=now)
    notice_actions.take_down(now=now)
    _bake_once(now)
    while outbox.drain(now=now):
        pass
    return len(plan)


def _bake_once(now: datetime) -> None:
    """Bake everything that is up once, in place of the hundreds of single orders that gathered."""
    waiting = list(Outbox.objects.filter(kind=BAKE, done_at=None).values_list("pk", flat=True))
    bake_all(now=now)
    Outbox.objects.filter(pk__in=waiting).update(done_at=now)


def _plan(number: int) -> Iterator[tuple[str, int]]:
    serial = 0
    for stage, usual in data()["stages"].items():
        for _ in range(max(1, round(usual * number / USUAL))):
            yield stage, serial
            serial += 1


def _journey(
    stage: str, office: Office, serial: int, registry: Registry, calendar: Calendar, today: date
) -> Journey:
    """Return a journey that begins early enough to be at its stage by now."""
    _, needed, (nearest, farthest) = ROADS[stage]
    ago = needed + registry.draw.randint(nearest, farthest)
    programme = "tekun" if stage in ("active", "confirmed") and registry.draw.random() < 0.2 else "dibao"
    village = serial % len(office.villages)
    return Journey(office, village, registry, calendar, workday_ago(calendar, today, ago), programme)


def workday_ago(calendar: Calendar, today: date, ago: int) -> date:
    """Return the working day `ago` working days before today's (or before the last one, on a day off)."""
    day = today
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    while ago > 0:
        day -= timedelta(days=1)
        ago -= calendar.is_working(day)
    return day
