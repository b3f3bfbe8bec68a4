"""The stage of the desk's scenes."""

from datetime import datetime

import pytest

from casework.desk import clock
from tests.casework.desk.cast import Town, at, build


class Clock:
    """The clock on the wall of the desk, set by hand."""

    def __init__(self) -> None:
        self.moment = at(3, 2)

    def set(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def wall_clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(clock, "now", found.now)
    return found


@pytest.fixture
def town(db: None, wall_clock: Clock) -> Town:
    return build(wall_clock)
