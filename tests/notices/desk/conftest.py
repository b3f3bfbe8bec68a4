"""The stage of the desk's scenes about letters and postings: a town, and a shelf of its own for what it bakes."""

from pathlib import Path

import pytest

from tests.casework.desk.cast import Town, build
from tests.support.wall_clock import Clock


@pytest.fixture
def town(db: None, wall_clock: Clock, shelf_root: Path) -> Town:
    return build(wall_clock)


@pytest.fixture
def standing_town(transactional_db: None, wall_clock: Clock, shelf_root: Path) -> Town:
    """The same before a real browser, which sees only what is committed."""
    return build(wall_clock)
