"""How often somebody may try holds for all web processes together, and starts again when the time is over."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection

from casework.models import Tries
from casework.tries import count_try, forgive_tries

NOON = datetime.fromisoformat("2026-03-18T12:00:00+08:00")


def tried(origin: str = "192.0.2.7", after: int = 0, what: str = "track") -> int:
    return count_try(what, origin, seconds=60, now=NOON + timedelta(seconds=after))


@pytest.mark.django_db
def test_tries_are_counted_by_what_and_from_where():
    assert [tried(), tried(), tried()] == [1, 2, 3]
    assert tried("192.0.2.8") == 1
    assert tried(what="token") == 1


@pytest.mark.django_db
def test_after_the_time_it_starts_again_and_what_is_over_is_swept():
    tried("192.0.2.8")
    assert [tried(), tried(after=59), tried(after=60)] == [1, 2, 1]
    assert tried("192.0.2.9", after=200) == 1
    assert Tries.objects.count() == 1


@pytest.mark.django_db
def test_the_right_code_forgives_the_wrong_ones():
    tried(), tried("AB12")
    forgive_tries("track", ["192.0.2.7", "AB12"])
    assert tried() == 1


@pytest.mark.django_db
def test_no_address_and_no_code_can_be_read():
    tried("192.0.2.7")
    assert "192.0.2.7" not in str(Tries.objects.values().get())


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_are_ten():
    seen, start = [], threading.Barrier(10)

    def knock():
        start.wait()
        seen.append(tried())
        connection.close()

    threads = [threading.Thread(target=knock) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(seen) == list(range(1, 11))
