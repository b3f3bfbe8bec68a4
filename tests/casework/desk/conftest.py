"""The stage of the desk's scenes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.casework.desk.cast import PLACE, Town, build
from tests.casework.desk.walking import Desks
from tests.notices.conftest import shelf_root  # noqa: F401  (what is served leaves its proof on a shelf of its own)
from tests.support.wall_clock import Clock


@pytest.fixture
def town(db: None, wall_clock: Clock) -> Town:
    return build(wall_clock)


@pytest.fixture
def standing_town(transactional_db: None, wall_clock: Clock) -> Town:
    """The same before a real browser, which sees only what is committed."""
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
