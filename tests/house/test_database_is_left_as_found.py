"""A transactional test may wreck the database: the next test finds it whole."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.models import Page

NUMBER_OF_WRECKS = 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(NUMBER_OF_WRECKS))
def test_a_wreck_does_not_outlive_its_test(turn):
    assert Page.objects.filter(depth=1).count() == 1
    assert not get_user_model().objects.exists()

    get_user_model().objects.create(username="王主任")
    Page.objects.all().delete()

    assert not Page.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_another_thread_sees_what_was_committed():
    get_user_model().objects.create(username="王主任")
    seen = []

    def look():
        seen.append(get_user_model().objects.count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen == [1]


@pytest.mark.django_db(transaction=True)
def test_a_table_that_refuses_to_be_emptied_is_put_back_too():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_by_a_test (n integer)")

    assert "left_by_a_test" in connection.introspection.table_names()


@pytest.mark.django_db
def test_nothing_of_the_wrecks_is_left():
    assert Page.objects.filter(depth=1).count() == 1
    assert "left_by_a_test" not in connection.introspection.table_names()
