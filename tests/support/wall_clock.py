"""The clock on the wall of the desk, set by hand: what a test says it is, it is."""

from datetime import datetime

import pytest

from casework.rules.asking import SHANGHAI


class Clock:
    """Begins on a Monday morning in March 2026, Asia/Shanghai, and stands still until it is set."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)

    def set(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def wall_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The one clock that the pages of the staff look at."""
    from casework.desk import clock

    found = Clock()
    monkeypatch.setattr(clock, "now", found.now)
    return found
