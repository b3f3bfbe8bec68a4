"""Working days, calendar days and hours as the law counts them: the event's own day is never counted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# The table reaches a little past what is known, so that a provisional answer is as quick as a certain one.
MARGIN_YEARS = 2


class Why(StrEnum):
    """Why a day in a period is worth a line in the explanation; plain weekends are not."""

    HOLIDAY = "holiday"  # a Monday to Friday that is a statutory holiday: skipped
    SWAPPED = "swapped"  # a Saturday or Sunday worked in exchange (调休): counted
    ROLLED = "rolled"  # a day off on which a period would have ended: passed over
    UNKNOWN = "unknown"  # from here on no holidays are published: Monday to Friday is assumed


@dataclass(frozen=True, slots=True)
class Step:
    """One noteworthy day of a computation."""

    day: date
    why: Why


@dataclass(frozen=True, slots=True)
class Due:
    """A computed day.

    `provisional` means that the period touches a year whose holidays are not published yet:
    show the day as an estimate, never as a promise. `trail` explains what was skipped and counted.
    """

    day: date
    provisional: bool
    trail: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of a place, as data: which years are known and where they differ from Monday to Friday."""

    known_years: frozenset[int]
    off_weekdays: frozenset[date]
    working_weekends: frozenset[date]
    _steps: tuple[Step, ...] = field(init=False, repr=False, compare=False)
    _step_days: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _first: int = field(init=False, repr=False, compare=False)
    _worked_until: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _workdays: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for day in self.off_weekdays:
            if day.weekday() >= SATURDAY:
                raise ValueError(f"{day}: a weekend day is off already; list only Monday to Friday")
        for day in self.working_weekends:
            if day.weekday() < SATURDAY:
                raise ValueError(f"{day}: Monday to Friday is worked already; list only Saturday and Sunday")
        self._keep_steps()
        self._keep_table()

    def is_working(self, day: date) -> bool:
        """Say whether people work on this day; a year that is not known is taken as Monday to Friday."""
        if day.weekday() < SATURDAY:
            return day not in self.off_weekdays
        return day in self.working_weekends

    def known(self, day: date) -> bool:
        """Say whether the holidays of the day's year are published."""
        return day.year in self.known_years

    def certain(self, start: date, end: date) -> bool:
        """Say whether every day after `start` up to and including `end` lies in a known year."""
        first = (start + ONE_DAY).year
        return all(year in self.known_years for year in range(first, max(first, end.year) + 1))

    def trail(self, start: date, end: date) -> tuple[Step, ...]:
        """List the noteworthy days after `start` up to and including `end`, in order."""
        steps = self._steps[bisect_right(self._step_days, start) : bisect_right(self._step_days, end)]
        if self.certain(start, end):
            return steps
        assumed = Step(self._first_unknown(start), Why.UNKNOWN)
        at = bisect_left([step.day for step in steps], assumed.day)
        return (*steps[:at], assumed, *steps[at:])

    def nth_workday(self, day: date, n: int) -> date:
        """Return the n-th working day after `day`; n is at least 1."""
        index = day.toordinal() - self._first
        if 0 <= index < len(self._worked_until):
            place = self._worked_until[index] + n - 1
            if place < len(self._workdays):
                return self._workdays[place]
        return self._walk(day, n)

    def count(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; `end` is not before `start`."""
        low, high = start.toordinal() - self._first, end.toordinal() - self._first
        if low >= 0 and high < len(self._worked_until):
            return self._worked_until[high] - self._worked_until[low]
        days = (date.fromordinal(number) for number in range(start.toordinal() + 1, end.toordinal() + 1))
        return sum(self.is_working(day) for day in days)

    def _walk(self, day: date, n: int) -> date:
        while n:
            day += ONE_DAY
            n -= self.is_working(day)
        return day

    def _first_unknown(self, start: date) -> date:
        day = start + ONE_DAY
        while day.year in self.known_years:
            day = date(day.year + 1, 1, 1)
        return day

    def _keep_steps(self) -> None:
        steps = [Step(day, Why.HOLIDAY) for day in self.off_weekdays]
        steps += [Step(day, Why.SWAPPED) for day in self.working_weekends]
        steps.sort(key=lambda step: step.day)
        object.__setattr__(self, "_steps", tuple(steps))
        object.__setattr__(self, "_step_days", tuple(step.day for step in steps))

    def _keep_table(self) -> None:
        """Number the days once, so that a deadline is two look-ups and no loop."""
        years = self.known_years or {date.min.year}
        first = date(min(years), 1, 1)
        last = date(max(years) + MARGIN_YEARS, 12, 31)
        workdays: list[date] = []
        worked_until: list[int] = []
        for number in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(number)
            if self.is_working(day):
                workdays.append(day)
            worked_until.append(len(workdays))
        object.__setattr__(self, "_first", first.toordinal())
        object.__setattr__(self, "_workdays", tuple(workdays))
        object.__setattr__(self, "_worked_until", tuple(worked_until))


def add_workdays(calendar: Calendar, event_day: date, n: int) -> Due:
    """Return the last day of a period of `n` working days; the event's own day is not counted.

    Civil Code art. 201. With n = 0 the period ends on the event's day. Raises ValueError for n < 0.
    """
    _refuse_negative(n)
    if not n:
        return Due(event_day, provisional=not calendar.known(event_day))
    day = calendar.nth_workday(event_day, n)
    return Due(day, not calendar.certain(event_day, day), calendar.trail(event_day, day))


def add_days(event_day: date, n: int) -> Due:
    """Return the last day of a period of `n` calendar days, not rolled; the event's own day is not counted."""
    _refuse_negative(n)
    return Due(event_day + timedelta(days=n), provisional=False)


def roll_forward(calendar: Calendar, day: date) -> Due:
    """Return the day itself if people work on it, otherwise the next working day (Civil Code art. 203)."""
    if calendar.is_working(day):
        return Due(day, provisional=not calendar.known(day))
    end = calendar.nth_workday(day, 1)
    before = day - ONE_DAY
    passed = tuple(Step(off, Why.ROLLED) for off in _days(day, end - ONE_DAY))
    extra = tuple(step for step in calendar.trail(before, end) if step.why is not Why.HOLIDAY)
    trail = tuple(sorted(passed + extra, key=lambda step: step.day))
    return Due(end, not calendar.certain(before, end), trail)


def last_workday_on_or_before(calendar: Calendar, day: date) -> Due:
    """Return the day itself if people work on it, otherwise the nearest working day before it.

    For duties that must be done by a given day of the month (a payment date, a monthly list).
    """
    end = day
    while not calendar.is_working(end):
        end -= ONE_DAY
    passed = tuple(Step(off, Why.ROLLED) for off in _days(end + ONE_DAY, day))
    return Due(end, not (calendar.known(end) and calendar.known(day)), passed)


def workdays_between(calendar: Calendar, start: date, end: date) -> int:
    """Count elapsed working days: `start` is not counted, `end` is. Negative when `end` is before `start`."""
    if end < start:
        return -calendar.count(end, start)
    return calendar.count(start, end)


def add_hours(moment: datetime, n: int) -> datetime:
    """Return the moment `n` real hours later, in the same time zone; the moment must carry a time zone."""
    if moment.tzinfo is None:
        raise ValueError("hours are counted from a moment with a time zone")
    _refuse_negative(n)
    return (moment.astimezone(UTC) + timedelta(hours=n)).astimezone(moment.tzinfo)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def _refuse_negative(n: int) -> None:
    if n < 0:
        raise ValueError("a period has no negative length")
