"""The database: one SQLite file by default, PostgreSQL when DATABASE_URL says so."""

from typing import Any

from yimen.settings.environment import TESTING, VAR_DIR, env

SQLITE_OPTIONS = {
    # Take the write lock when a transaction begins, so that two editors wait for each other
    # instead of meeting "database is locked" half way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: what a clerk was told is saved stays saved when the power fails. Tests may lose power.
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        f"PRAGMA synchronous={'OFF' if TESTING else 'FULL'};"
        "PRAGMA cache_size=-20000;"
        "PRAGMA temp_store=MEMORY;"
    ),
}
# A web request that waits longer than this for the database is better refused than queued.
POSTGRES_OPTIONS = {
    "options": (
        "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
    ),
}


def _database() -> dict[str, Any]:
    """The default database with the options its engine needs."""
    database: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'yimen.sqlite3'}")
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"].endswith("sqlite3"):
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        database["OPTIONS"] = {**SQLITE_OPTIONS, **options}
        # A file, so that threads and real processes of one test see the same database.
        database["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    elif database["ENGINE"].endswith("postgresql"):
        database["OPTIONS"] = {**POSTGRES_OPTIONS, **options}
        database["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=0 if TESTING else 60)
        database["CONN_HEALTH_CHECKS"] = True
    return database


DATABASES = {"default": _database()}
