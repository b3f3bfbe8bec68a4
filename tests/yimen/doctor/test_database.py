"""The doctor looks at the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from casework.models import guards
from tests.yimen.doctor.conftest import the_one
from yimen.doctor import database

pytestmark = pytest.mark.django_db


def test_the_database_of_this_run_is_in_a_good_mode(trial):
    assert the_one(database.mode(trial)).level == "good"


@pytest.mark.parametrize(
    ("journal", "transactions"), [("delete", "IMMEDIATE"), ("wal", "None"), ("wal", "DEFERRED")]
)
def test_a_sqlite_file_with_other_options_is_named(journal, transactions):
    found = database.sqlite_mode(journal, transactions)

    assert found.level == "bad"
    assert journal in found.said
    assert transactions in found.said


@pytest.mark.parametrize(("major", "level"), [(13, "bad"), (14, "bad"), (15, "good"), (17, "good")])
def test_an_old_postgresql_is_named(major, level):
    assert database.postgres_version(major).level == level


def test_a_migrated_house_is_well(trial):
    assert the_one(database.migrations(trial)).level == "good"


def test_a_migration_that_waits_is_named(trial):
    MigrationRecorder(connection).record_unapplied("yimen", "0002_sealed_second_factor")

    found = the_one(database.migrations(trial))

    assert found.level == "bad"
    assert "yimen.0002_sealed_second_factor" in found.said


def test_all_guards_stand(trial):
    assert the_one(database.guards(trial)).level == "good"


def test_a_guard_that_was_taken_away_is_named_and_migrating_puts_it_back(trial):
    name = "casework_event_no_update"
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else " ON casework_event")
        )

    found = the_one(database.guards(trial))
    guards.install(connection)

    assert found.level == "bad"
    assert name in found.said
    assert the_one(database.guards(trial)).level == "good"


@pytest.mark.postgres
def test_a_guard_that_is_switched_off_counts_as_missing(trial):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE casework_event DISABLE TRIGGER casework_event_no_delete")

    assert the_one(database.guards(trial)).level == "bad"


def test_the_clocks_agree(trial, offices):
    assert the_one(database.clock(trial)).level == "good"


def test_another_time_zone_is_refused(trial, settings):
    settings.TIME_ZONE = "UTC"

    assert the_one(database.clock(trial)).level == "bad"


def test_a_clock_that_was_turned_back_is_named(trial):
    now = trial.now

    assert database.clocks_agree(now, now + timedelta(seconds=9), None).level == "bad"
    assert database.clocks_agree(now, now, now + timedelta(hours=1)).level == "bad"
    assert database.clocks_agree(now, now + timedelta(seconds=2), now - timedelta(hours=1)).level == "good"
