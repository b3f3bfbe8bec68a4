"""A shelf and a private folder of their own for every test of what leaves the house."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def shelf_root(tmp_path: Path, settings: Any) -> Path:
    """Where pages are baked in this test; letters go to a folder beside it."""
    settings.BAKED_ROOT = tmp_path / "baked"
    settings.PRIVATE_ROOT = tmp_path / "private"
    private = settings.STORAGES["private"]
    moved = {**private, "OPTIONS": {**private["OPTIONS"], "location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "private": moved}
    return tmp_path / "baked"
