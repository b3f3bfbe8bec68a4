"""Fixtures of casework tests."""

import pytest

from tests.casework.cast import Township, open_township


@pytest.fixture
def township(db: None) -> Township:
    """The township, rolled back after the test."""
    return open_township()


@pytest.fixture
def standing_township(transactional_db: None) -> Township:
    """The township, committed, for tests with several connections."""
    return open_township()
