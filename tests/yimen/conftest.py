"""A town with a clock of its own, and a case that waits for its approval."""

import pytest

from casework.models import Case
from tests.casework.desk.cast import Town, at, build
from tests.support.wall_clock import Clock


@pytest.fixture
def town(db: None, wall_clock: Clock) -> Town:
    return build(wall_clock)


@pytest.fixture
def waiting(town: Town) -> Case:
    """李桂田's case waits for 王镇长."""
    case = town.lodge(at(3, 2))
    town.bring_to_approval(case)
    town.clock.set(at(3, 18))
    case.refresh_from_db()
    return case
