"""`/healthz` tells machines whether the database answers, and tells strangers nothing else."""

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_a_house_that_is_well_says_so(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ill_without_details(client, monkeypatch):
    def fail():
        raise OperationalError("could not connect to 10.1.2.3 as yimen")

    monkeypatch.setattr(connection, "cursor", fail)

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert "10.1.2.3" not in answer.content.decode()


@pytest.mark.django_db
def test_only_safe_methods(client):
    assert client.post("/healthz").status_code == 405
