"""A county with one village whose law is a shipped pack, and a resident with a browser."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model

from policies.models import Unit
from tests.front.household import Resident
from tests.support.law import lay_law

PLACE = "shangyu"


@pytest.fixture(autouse=True)
def _demo_and_a_folder(settings, tmp_path):
    """Demo numbers may be typed; photos go to a folder of the test."""
    settings.YIMEN_DEMO = True
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }


@pytest.fixture
def village(db):
    """青石村， in the first township of the place; its code."""
    lay_law(PLACE, datetime(2026, 1, 5, tzinfo=UTC))
    township = Unit.objects.filter(jurisdiction__code=PLACE, level="township").order_by("code").first()
    unit = Unit.objects.create(
        jurisdiction=township.jurisdiction,
        parent=township,
        level="village",
        code=f"{township.code}901",
        name="青石村",
        short_name="青石村",
    )
    return unit.code


@pytest.fixture
def resident():
    """阿婆's grandson with his phone."""
    return Resident()


@pytest.fixture
def wen_and_lu(db):
    """小温 writes, 老陆 publishes."""
    return tuple(get_user_model().objects.create_user(name) for name in ("wen", "lu"))
