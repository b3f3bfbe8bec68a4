"""Which moment an answer speaks of, and for how long it may be kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import http_date

from casework.rules.asking import SHANGHAI, day_of
from notices.rules.posting import Window, freshness
from policies.queries import law_stamp

VERSION = "1.0"
LONGEST = 300  # seconds; the same as the baked pages
MARK = 8  # so many signs of the law's token tell two states of the law apart


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody asks; `today` is the day in Asia/Shanghai."""

    now: datetime

    @classmethod
    def here(cls) -> Moment:
        """Read the clock: the one place where the API does."""
        return cls(timezone.now())

    @property
    def today(self) -> date:
        """The day on which the answer is given."""
        return day_of(self.now)

    @property
    def midnight(self) -> datetime:
        """The moment at which today began in Asia/Shanghai."""
        return datetime.combine(self.today, time(), tzinfo=SHANGHAI)

    def head(self) -> dict[str, Any]:
        """Return the fields of `Answer`."""
        return {"api": VERSION, "demo": settings.YIMEN_DEMO, "as_of": self.today}

    def keep(self, response: HttpResponse, *windows: Window) -> None:
        """Let a copy live for five minutes, but never past midnight or past what it shows."""
        today = Window(self.now, self.today)
        seconds = min(freshness(window, self.now, LONGEST) for window in (today, *windows))
        response["Cache-Control"] = f"public, max-age={seconds}"

    def changed(self, response: HttpResponse, at: datetime | None) -> None:
        """State when the body last changed: at that moment, or at midnight, when `as_of` did."""
        last = max(at or self.midnight, self.midnight)
        response["Last-Modified"] = http_date(last.timestamp())


def law_mark() -> str:
    """Return a short mark that differs after every change of the law."""
    return law_stamp()[:MARK].lower()
