"""What a task may be given: it lies readable in broker files and in logs."""

import uuid

import pytest
from celery import shared_task

from yimen.celery import app
from yimen.plain_ids import NotAPlainId, PlainIdTask, is_plain_id

CASE = uuid.UUID("0e9d2f3c-5b1a-4c7e-8f60-77aa00bb11cc")
ID_OF_NOBODY = "770102195601011231"


@shared_task(name="tests.note")
def note(*ids, **named):
    """Do nothing with what was given."""


@pytest.mark.parametrize("value", [0, 7, 10**12 - 1, CASE, str(CASE)])
def test_row_numbers_and_uuids_are_ids(value):
    assert is_plain_id(value)


@pytest.mark.parametrize(
    "value",
    [ID_OF_NOBODY, int(ID_OF_NOBODY), "张阿婆", "7", True, None, 1.5, [7], {"id": 7}, b"7", -1, 10**12],
)
def test_everything_else_is_not(value):
    assert not is_plain_id(value)


def test_every_task_of_the_house_has_the_careful_base():
    assert issubclass(app.Task, PlainIdTask)
    assert isinstance(note, PlainIdTask)


@pytest.mark.parametrize("arguments", [((ID_OF_NOBODY,), {}), ((7, "张阿婆"), {}), ((), {"name": "张阿婆"})])
def test_a_call_with_words_is_refused_before_it_reaches_the_broker(arguments, monkeypatch):
    sent = []
    monkeypatch.setattr(app, "send_task", lambda *args, **kwargs: sent.append(args))
    args, kwargs = arguments

    with pytest.raises(NotAPlainId) as refusal:
        note.delay(*args, **kwargs)

    assert not sent
    assert "张阿婆" not in str(refusal.value)
    assert ID_OF_NOBODY not in str(refusal.value)


def test_a_call_with_ids_reaches_the_broker():
    with app.connection_for_write() as connection:
        queue = connection.SimpleQueue("celery")
        queue.clear()

        note.delay(7, case=str(CASE))

        assert queue.qsize() == 1
        queue.clear()
