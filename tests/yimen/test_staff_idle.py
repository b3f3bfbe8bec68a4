"""A staff session nobody touches is closed; one that is used stays open."""

import pytest
from django.contrib.auth import get_user_model

from yimen.middleware import staff_idle

NINE_O_CLOCK = 1_800_000_000


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = NINE_O_CLOCK

    monkeypatch.setattr(staff_idle.time, "time", lambda: Clock.now)
    return Clock


@pytest.fixture
def clerk(client, db):
    client.force_login(get_user_model().objects.create(username="李审核"))
    return client


def is_signed_in(client):
    client.get("/healthz")
    return "_auth_user_id" in client.session


def test_half_an_hour_untouched_closes_it(clerk, clock, settings):
    assert is_signed_in(clerk)

    clock.now += settings.YIMEN_STAFF_IDLE_MINUTES * 60 + 1

    assert not is_signed_in(clerk)


def test_a_click_now_and_then_keeps_it_open(clerk, clock):
    for _ in range(10):
        assert is_signed_in(clerk)
        clock.now += 20 * 60


def test_the_session_is_written_once_a_minute_at_most(clerk, clock, django_assert_num_queries):
    is_signed_in(clerk)
    clock.now += 5

    # The session, the user, and the SELECT of the health check: no write.
    with django_assert_num_queries(3):
        clerk.get("/healthz")


def test_a_stranger_costs_no_query_here(client, db, clock, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/healthz")
