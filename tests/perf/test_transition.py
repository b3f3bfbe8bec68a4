"""A step of a case costs two statements on PostgreSQL and a handful on SQLite, however long the case is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework import actions
from casework.models import Case, Deadline, Event, Outbox
from tests.casework.cast import APPROVAL_DAY, MORNING

BESIDE = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
ALLOWED = {"postgresql": 2, "sqlite": 5}


def statements(captured):
    """What was asked of the database besides the frame of the transaction."""
    return [query["sql"] for query in captured if not query["sql"].startswith(BESIDE)]


@pytest.fixture
def warm(township):
    """One case has been walked already, so that the law is in memory."""
    township.walked(1)
    return township


def test_every_step_from_acceptance_to_approval(warm):
    case = warm.lodged(2)
    names = ("accept", "request_check", "check_report", "visit", "opinion", "post", "confirm")
    found = {}
    for name, step in zip(names, warm.steps(case), strict=True):
        with CaptureQueriesContext(connection) as captured:
            step()
        found[name] = len(statements(captured))

    # A visit also looks up which posts its people hold and whether two records of them are one human;
    # an approval whose power it is (HX-3, HX-4.1).
    for name, looked_up in (("visit", 2), ("confirm", 1)):
        found[name] -= looked_up
    assert max(found.values()) <= ALLOWED[connection.vendor], found


@pytest.mark.postgres
def test_the_second_statement_writes_everything(warm):
    case = warm.walked(2, acts=6)
    with CaptureQueriesContext(connection) as captured:
        actions.confirm(case=case, actor=warm.sun, at=APPROVAL_DAY, amount=120_000)

    load, _power, write = statements(captured)
    assert load.startswith("SELECT")
    assert "FOR UPDATE" in load
    assert "policies_lawstamp" in load
    for table in (Case, Event, Deadline, Outbox):
        assert table._meta.db_table in write


def test_a_long_case_costs_no_more_than_a_short_one(warm):
    short, long = warm.walked(2, acts=6), warm.walked(3, acts=6)
    for _ in range(30):
        actions.complain(case=long, actor=warm.zhao, at=MORNING, words="有话要说")
    counts = []
    for case in (short, long):
        with CaptureQueriesContext(connection) as captured:
            actions.confirm(case=case, actor=warm.sun, at=APPROVAL_DAY, amount=120_000)
        counts.append(len(statements(captured)))

    assert counts[0] == counts[1]
