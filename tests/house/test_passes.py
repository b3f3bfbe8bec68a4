"""script/test runs on PostgreSQL what may reach the database, and everything else once: who is who."""

import pytest

from tests.support.passes import may_reach_the_database, refuse_unmarked


@pytest.fixture
def household(db):
    """A fixture that takes the database on behalf of its test."""


def test_a_test_of_pure_rules_is_run_once(request):
    assert not may_reach_the_database(request.node)
    assert not request.node.get_closest_marker("database")


@pytest.mark.django_db
def test_a_test_with_the_mark_is_run_on_both_databases(request):
    assert request.node.get_closest_marker("database")


def test_a_test_with_a_fixture_that_takes_the_database_is_run_on_both(request, household):
    assert request.node.get_closest_marker("database")


def test_what_cannot_be_judged_is_run_on_both(request):
    assert may_reach_the_database(_Paragraph.from_parent(request.session, name="a paragraph"))


def test_whoever_takes_the_database_unasked_is_found_out(request):
    with pytest.raises(pytest.fail.Exception, match="without asking"):
        refuse_unmarked([request.node])


class _Paragraph(pytest.Item):
    """A kind of test that nobody here knows."""

    def runtest(self):
        """Nothing: it is only looked at."""
