"""On whatever day the demo county is made, what should hang on the board today does."""

from datetime import date, datetime, timedelta

import pytest

from casework.rules.asking import SHANGHAI
from casework.rules.clocks import not_before
from notices.models import Publication
from policies import queries as law
from yimen.demo import cases, county, journeys
from yimen.demo.people import Registry

BUILT = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)
DAYS = [
    pytest.param(date(2026, 7, 21), id="a plain Tuesday"),
    pytest.param(date(2026, 11, 29), id="a Sunday"),
    pytest.param(date(2026, 10, 8), id="the day after the long holiday"),
    pytest.param(date(2026, 10, 5), id="in the middle of the long holiday"),
    pytest.param(date(2026, 12, 31), id="the last day of the known calendar"),
    pytest.param(date(2027, 1, 1), id="the first day beyond it"),
    pytest.param(date(2028, 2, 29), id="a leap day, calendar unknown"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("today", DAYS)
def test_what_is_posted_and_objected_to_hangs_today(today, settings, tmp_path):
    settings.BAKED_ROOT = settings.PRIVATE_ROOT = tmp_path
    office = county.build(BUILT)[0]
    registry, calendar = Registry(7, today), law.calendar()
    walked = []
    for stage in ("posted", "objected"):
        _, needed, ages = journeys.ROADS[stage]
        for age in ages:
            journey = journeys.Journey(
                office, 0, registry, calendar, cases.workday_ago(calendar, today, needed + age)
            )
            journeys.walk(stage, journey)
            walked.append(journey.row())

    evening = datetime.combine(today, datetime.min.time(), tzinfo=SHANGHAI) + timedelta(hours=18)
    up = set(Publication.objects.up(evening).filter(kind="posting").values_list("case", flat=True))

    assert up == {case.pk for case in walked}
    assert all(case.known().posting.at <= evening for case in walked)
    assert [bool(case.known().objections) for case in walked] == [False, False, True, True]


@pytest.mark.django_db
@pytest.mark.parametrize("today", DAYS)
def test_the_approver_finds_something_to_approve(today, settings, tmp_path):
    settings.BAKED_ROOT = settings.PRIVATE_ROOT = tmp_path
    office = county.build(BUILT)[0]
    calendar = law.calendar()
    _, needed, ages = journeys.ROADS["unopposed"]
    for age in ages:
        begun = cases.workday_ago(calendar, today, needed + age)
        journey = journeys.Journey(office, 0, Registry(age, today), calendar, begun)
        journeys.walk("unopposed", journey)

        row = journey.row()
        first = not_before(row.known(), law.rulebook(row.version_id, unit=row.unit_id))["confirm"]
        assert (row.stage, first <= today) == ("posted", True)
