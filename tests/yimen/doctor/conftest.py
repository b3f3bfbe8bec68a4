"""A visit of the doctor, with and without real people in the house."""

import pytest
from django.utils import timezone

from yimen.demo import county
from yimen.doctor.finding import Visit


@pytest.fixture
def trial():
    """The doctor on a trial house, now."""
    return Visit(timezone.localtime(), production=False)


@pytest.fixture
def strict():
    """The doctor in a house for real people, now."""
    return Visit(timezone.localtime(), production=True)


@pytest.fixture
def offices(db):
    """The demo county, without cases."""
    return county.build(timezone.localtime())


def the_one(findings):
    """The only finding of a check."""
    (found,) = findings
    if found.level != "good":
        assert found.mend
    return found
