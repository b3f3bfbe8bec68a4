"""When a posting is up and when it is down: the window alone decides, at the moment somebody looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Window:
    """From a moment on, to the end of a last day in Asia/Shanghai; without a last day it stays up."""

    since: datetime
    last_day: date | None = None
    taken_down: datetime | None = None

    def up(self, now: datetime) -> bool:
        """Say whether it may be shown at `now` (aware); the whole of the last day counts."""
        end = self.end
        return self.since <= now and (end is None or now < end)

    @property
    def end(self) -> datetime | None:
        """The first moment at which it may no longer be shown, or None while it stays up."""
        ends = [moment for moment in (self.taken_down, end_of(self.last_day)) if moment is not None]
        return min(ends) if ends else None


def end_of(last_day: date | None) -> datetime | None:
    """Return the midnight (Asia/Shanghai) after a last day, or None where there is none."""
    if last_day is None:
        return None
    return datetime.combine(last_day + timedelta(days=1), time(), tzinfo=SHANGHAI)


def freshness(window: Window, now: datetime, longest: int) -> int:
    """Return for how many seconds a copy may be kept: never past the end, never longer than `longest`."""
    end = window.end
    if end is None:
        return longest
    return max(0, min(longest, int((end - now).total_seconds())))


def boundaries(last_days: Iterable[date | None], today: date) -> tuple[date | None, ...]:
    """Return the last days, from `today` on, after which a list must look different; None is the list after all.

    A list baked once for each of these days is right on every day to come, even when nobody bakes again.
    """
    ends = {last_day for last_day in last_days if last_day is not None and last_day >= today}
    return (*sorted(ends), None)


def stands(last_day: date | None, until: date | None) -> bool:
    """Say whether something that hangs to the end of `last_day` stands in the list that is shown until `until`."""
    return last_day is None or (until is not None and until <= last_day)
