"""Which tests may reach the database: the others need not be run again on PostgreSQL.

Every test gets or does not get the mark `database` when it is collected. What cannot be judged gets it:
a test too many on PostgreSQL costs a second, a test too few hides a fault.
"""

from __future__ import annotations

import pytest

MARKS = frozenset({"django_db", "browser", "kill", "postgres"})
FIXTURES = frozenset(
    {
        "admin_client",
        "admin_user",
        "db",
        "django_db_reset_sequences",
        "django_db_serialized_rollback",
        "django_db_setup",
        "live_server",
        "transactional_db",
    }
)


def may_reach_the_database(item: pytest.Item) -> bool:
    """Say whether a test asks for the database, by a mark or through any of its fixtures, or cannot be judged.

    A test that does not is held back from the database by pytest-django.
    """
    if type(item) is not pytest.Function:
        return True
    return bool(FIXTURES.intersection(item.fixturenames)) or any(map(item.get_closest_marker, MARKS))


def mark(items: list[pytest.Item]) -> None:
    """Put the mark `database` on every test that may reach it."""
    for item in items:
        if may_reach_the_database(item):
            item.add_marker("database")


def refuse_unmarked(items: list[pytest.Item]) -> None:
    """Fail when the database is set up in a run in which no test has said that it needs one."""
    if not any(item.get_closest_marker("database") for item in items):
        pytest.fail(
            "A test took the database without asking for it by a mark or a fixture:"
            " it would not be run on PostgreSQL (tests/support/passes.py)."
        )
