"""A reader without a browser, a clock that can be set, and a small county with people in every stage."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import Client, override_settings

from front.contact import forget_contact
from tests.notices.scene import moment
from yimen.demo import cases, county

NOON = datetime.fromisoformat("2026-07-21T12:00:00+08:00")


class Reader(Client):
    """A machine that reads: what it opens must be JSON and fine."""

    def read(self, address, **asked):
        response = self.get(address, asked)
        assert response.status_code == 200, (address, response.status_code, response.content[:300])
        assert response["Content-Type"] == "application/json; charset=utf-8"
        return response.json()

    def refused(self, address, status, **asked):
        """Open what must be refused; return the code of the problem."""
        response = self.get(address, asked)
        assert response.status_code == status, (address, response.status_code, response.content[:300])
        assert response["Content-Type"] == "application/problem+json"
        return response.json()["code"]


@pytest.fixture
def reader():
    return Reader(raise_request_exception=False)


@pytest.fixture
def clock(monkeypatch):
    """Set what the API takes for now: `clock("2025-10-03 23:59")`, Asia/Shanghai."""

    def set_to(text):
        monkeypatch.setattr("front.api.moments.timezone.now", lambda: moment(text).astimezone(UTC))

    return set_to


@pytest.fixture
def shelf(settings, tmp_path):
    """Baked pages and letters of this test go to folders of its own."""
    settings.BAKED_ROOT = tmp_path / "baked"
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture(scope="module")
def small_county(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[datetime]:
    """The demo county with about twenty cases, made once a module and undone after it; noon of its day.

    Nothing is baked: the API reads the tables that the pages are baked from.
    """
    folder = tmp_path_factory.mktemp("county")
    with (
        django_db_blocker.unblock(),
        override_settings(BAKED_ROOT=folder, PRIVATE_ROOT=folder),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        for oven in ("yimen.demo.cases.bake_all", "notices.receivers.bake", "notices.receivers.bake_lists"):
            patch.setattr(oven, lambda *given, **named: None)
        patch.setattr("notices.papers.pdf.render", lambda *given, **named: b"%PDF-1.7")
        cases.fill(county.build(NOON), seed=7, number=20, now=NOON, tell=lambda done, whole: None)
        forget_contact()
        yield NOON
        transaction.set_rollback(True)
    forget_contact()


@pytest.fixture
def county_at_noon(small_county, db, settings, clock):
    """The small county as it is read at noon of its day."""
    settings.YIMEN_DEMO = True
    clock("2026-07-21 12:00")
    forget_contact()
    return small_county
