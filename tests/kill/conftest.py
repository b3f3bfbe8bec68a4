"""A small county on disk that real processes share with the test."""

import pytest
from django.utils import timezone
from kombu import Connection

from policies import queries as law
from yimen.celery import app
from yimen.demo import county as demo
from yimen.demo import journeys
from yimen.demo.cases import workday_ago
from yimen.demo.people import Registry


@pytest.fixture
def offices(transactional_db):
    """Three townships with their officers."""
    return demo.build(timezone.localtime())


@pytest.fixture
def nobody_drains(monkeypatch):
    """Acts leave their rows in the outbox, as on a day when no worker runs."""
    monkeypatch.setattr(journeys.outbox, "drain", lambda **_: 0)


@pytest.fixture
def walk(offices):
    """A function that walks a new household to a stage: walk("accepted") → its journey."""
    today = timezone.localdate()
    registry, calendar = Registry(77, today), law.calendar()

    def walk_one(stage, office=0, village=0):
        _, needed, (nearest, _) = journeys.ROADS[stage]
        day = workday_ago(calendar, today, needed + nearest + 1)
        journey = journeys.Journey(offices[office], village, registry, calendar, day)
        journeys.walk(stage, journey)
        return journey

    return walk_one


@pytest.fixture
def ring(house):
    """A function that puts a nudge into the broker folder of the house's processes."""
    messages = house.folder / "broker" / "messages"
    messages.mkdir(parents=True, exist_ok=True)
    folders = {"data_folder_in": str(messages), "data_folder_out": str(messages)}
    control = {"control_folder": str(house.folder / "broker" / "control")}
    broker = Connection("filesystem://", transport_options={**folders, **control})

    def ring_once(task="casework.tasks.drain_outbox"):
        app.send_task(task, connection=broker)

    return ring_once
