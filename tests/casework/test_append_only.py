"""The database itself refuses to change or delete what has happened, whoever asks and by whatever way."""

import pytest
from django.db import DatabaseError, connection, transaction

from casework.models import Event
from casework.models.guards import APPEND_ONLY, REFUSAL


@pytest.fixture
def event(township):
    return Event.objects.filter(case=township.walked()).order_by("seq")[3]


@pytest.mark.parametrize(
    "column", [field.column for field in Event._meta.concrete_fields if field.column != "id"]
)
def test_no_column_of_an_event_can_be_changed(event, column):
    """YC-6.2a: who confirmed, when and under which version stays as it was."""
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE casework_event SET {column} = {column} WHERE id = %s", [event.pk])


def test_an_event_cannot_be_deleted(event):
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM casework_event")


def test_saving_an_event_again_is_refused(event):
    event.clause = "另一条"
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        event.save()


@pytest.mark.postgres
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_table_of_record_can_be_emptied_at_once(township, table):
    township.walked()
    connection.check_constraints()
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


def test_a_place_in_the_chain_is_taken_once(event):
    event.pk, event._state.adding = None, True
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save(force_insert=True)
