"""The queue follows the law: another number of days sorts it anew, without anybody touching a case."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from casework.actions.calendar import SETTLED, redate
from casework.actions.staffing import appoint
from casework.models import Case, Deadline, Redating
from policies.actions.parameters import set_parameter
from policies.models import Jurisdiction, ParameterValue
from tests.casework.desk.cast import at, build

QUEUE = "desk_queue"
NOW = at(3, 19)


def numbers(response):
    return [row.number for row in response.context["rows"]]


def state(town, programme, days):
    """The county states how long a decision may take after the posting."""
    set_parameter(
        place=Jurisdiction.objects.get(code=town.place),
        programme=programme,
        key="confirm_days",
        value=days,
        clause="本故事自设",
        reason="照新文件",
        since=date(2026, 1, 1),
    )


@pytest.fixture
def town(db, wall_clock):
    """A township whose document leaves the days after the posting to the county: 20 for dibao, 15 for 低边."""
    town = build(wall_clock, "huaxi")
    appoint(officer=town.officers["陈立"], unit=town.village.parent, role="cadre")
    ParameterValue.objects.filter(key__in=("posting_days", "confirm_days")).delete()
    for key, unit, value in (("posting_days", "day", "7"), ("confirm_days", "workday", "15")):
        ParameterValue.objects.create(
            jurisdiction=Jurisdiction.objects.get(code="huaxi"),
            key=key,
            label=key,
            unit=unit,
            value=value,
            since=date(2026, 1, 1),
            clause="本故事自设",
        )
    state(town, "dibao", "20")
    return town


@pytest.fixture
def two(town):
    """One case of each programme, posted on the same day, and a queue that has come to rest."""
    made = []
    for name, programme in (("甲一", "dibao"), ("乙二", "margin")):
        case = town.lodge(at(3, 2), name=name, programme=programme)
        town.bring_to_approval(case)
        case.refresh_from_db()
        made.append(case)
    redate(at=NOW)
    redate(at=NOW + SETTLED)
    return made


def test_twelve_days_instead_of_twenty_put_another_case_first(town, two):
    """The words of the queue and its order come from one clock, also after a value has changed."""
    dibao, margin = two
    liu = town.sit("刘敏", NOW)
    assert numbers(liu.get(reverse(QUEUE))) == [margin.number, dibao.number]
    events = dibao.seq

    state(town, "dibao", "12")
    looked = redate(at=NOW + timedelta(minutes=1))

    assert looked == 2
    page = liu.get(reverse(QUEUE))
    assert numbers(page) == [dibao.number, margin.number]
    dibao.refresh_from_db()
    row = Deadline.objects.get(case=dibao, clock="confirm")
    assert row.due_at == dibao.next_due
    assert dibao.seq == events
    moved = Redating.objects.latest("pk")
    assert moved.what == "按天数算的时限有改动"
    assert [(one.case_id, one.clock) for one in moved.moved.all()] == [(dibao.pk, "confirm")]
    assert "按天数算的时限有改动" in liu.get(reverse("desk_case", args=[dibao.pk])).content.decode()


def test_a_value_that_counts_no_days_sorts_nothing_anew(town, two):
    ParameterValue.objects.filter(key="standard").update(value="950.00")

    assert redate(at=NOW + timedelta(minutes=1)) == 0
    assert Redating.objects.count() == 1


def test_a_limit_begins_when_it_is_stated_and_stops_when_it_falls_silent(town, two):
    dibao, _margin = two
    ParameterValue.objects.filter(key="confirm_days").update(value=None)
    redate(at=NOW + timedelta(minutes=1))
    dibao.refresh_from_db()
    assert dibao.next_due is None
    assert not Deadline.objects.filter(case=dibao, clock="confirm").exists()

    state(town, "dibao", "12")
    redate(at=NOW + timedelta(minutes=2))

    dibao.refresh_from_db()
    assert Deadline.objects.get(case=dibao, clock="confirm").due_at == dibao.next_due
    assert Case.objects.filter(next_due=None).count() == 1
