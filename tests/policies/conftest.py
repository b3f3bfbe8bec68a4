"""A county's law in the database, and the people who write it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User

from policies.actions.pack_files import read_pack
from policies.actions.packs import load_pack
from policies.models import Jurisdiction
from tests.support.law import lay_law

NOON = datetime(2025, 3, 3, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def shangyu(db: None) -> Jurisdiction:
    """One place, loaded from its pack, with the calendar."""
    return lay_law("shangyu", NOON)


@pytest.fixture
def yicheng(db: None) -> Jurisdiction:
    """A place whose document expired on 2025-09-04."""
    load_pack(pack=read_pack("yicheng"), at=NOON)
    return Jurisdiction.objects.get(code="yicheng")


@pytest.fixture
def wen(db: None) -> User:
    """小温 writes drafts."""
    return User.objects.create_user("wen")


@pytest.fixture
def lu(db: None) -> User:
    """老陆 publishes them."""
    return User.objects.create_user("lu")
