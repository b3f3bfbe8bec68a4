"""The stage of the desk's scenes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from casework.desk import clock
from tests.casework.desk.cast import PLACE, Town, at, build
from tests.casework.desk.walking import Desks
from tests.notices.conftest import shelf_root  # noqa: F401  (what is served leaves its proof on a shelf of its own)


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


@pytest.fixture
def seated(
    transactional_db: None,
    wall_clock: Clock,
    live_server: Any,
    sit_down: Any,
    shelf_root: Path,  # noqa: F811
) -> Callable[..., Desks]:
    """Each officer of a place before a browser window of his own."""

    def seat(place: str = PLACE) -> Desks:
        return Desks(build(wall_clock, place), live_server, sit_down)

    return seat
