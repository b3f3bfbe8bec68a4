"""Fixtures of the whole suite: which database, how it is made, and that nothing leaks between tests."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from tests.support import databases, passes

pytest_plugins = ["tests.support.browser", "tests.support.processes", "tests.support.wall_clock"]

# How long an example takes tells of the machine and the tracer, not of the code. A build tries the same examples
# each time, so that red means this change; `--hypothesis-profile=explore` goes looking for new ones.
hypothesis.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.register_profile(
    "explore", deadline=None, max_examples=3000, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--pg`: run on PostgreSQL instead of SQLite (read already in tests/settings.py)."""
    parser.addoption("--pg", action="store_true", help="run the suite on a PostgreSQL of its own")


def pytest_report_header(config: pytest.Config) -> str:
    """Say on which database this run stands."""
    return f"database: {connection.vendor}"


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a run that believes it is on PostgreSQL and is not."""
    if config.getoption("--pg") and connection.vendor != "postgresql":
        raise pytest.UsageError("--pg must be given on the command line itself")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark who may reach the database; tests of what only PostgreSQL can do are left out on SQLite."""
    passes.mark(items)
    if connection.vendor != "postgresql":
        skip = pytest.mark.skip(reason="only PostgreSQL can do this: pytest --pg")
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(skip)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """On SQLite begin from a migrated copy when there is one (`--create-db` migrates anew)."""
    if connection.vendor != "sqlite" or request.config.getvalue("create_db"):
        return False
    return databases.SQLiteTemplate().lay_out(settings.DATABASES["default"]["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_keepdb: bool, django_db_blocker: object
) -> Iterator[None]:
    """Keep the migrated database for the next run, and teach transactional tests to tidy up."""
    passes.refuse_unmarked(request.session.items)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite" and not django_db_keepdb:
            connection.ensure_connection()
            databases.SQLiteTemplate().keep()
        baseline = databases.Baseline()
        original_setup = TransactionTestCase._fixture_setup.__func__

        def set_up(cls: type[TransactionTestCase]) -> None:
            baseline.take()
            original_setup(cls)

        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(set_up))
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: baseline.restore())
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a test has planted is rolled back in the tables; the cache has to forget it too."""
    cache.clear()


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    """Every test begins in the language of the county."""
    with translation.override("zh-hans"):
        yield
