"""The doctor looks at the law in the tables."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.models import Redating
from casework.rules.redating import fingerprint
from intake_bot.models import ChatSettings
from policies import queries
from policies.actions.calendar import load_calendar
from policies.actions.pack_files import read_pack
from policies.actions.packs import load_pack
from policies.models import CalendarYear, Jurisdiction, ParameterValue, ProgrammeVersion, Unit
from tests.yimen.doctor.conftest import the_one
from yimen.doctor import law
from yimen.doctor.finding import Visit

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = (datetime(2026, month, 1, 2, 0, tzinfo=UTC) for month in (10, 11))


def test_the_year_is_known_and_next_year_is_asked_for_from_november():
    load_calendar()

    assert the_one(law.calendar(Visit(OCTOBER, production=True))).level == "good"
    found = the_one(law.calendar(Visit(NOVEMBER, production=True)))
    assert found.level == "hint"
    assert "2027" in found.said
    assert "节假日" in found.mend


def test_next_year_entered_is_well():
    load_calendar()
    CalendarYear.objects.create(year=2027, complete=True, source="演示")

    assert the_one(law.calendar(Visit(NOVEMBER, production=True))).level == "good"


def test_a_year_nobody_entered_is_broken_and_says_how_to_load_it(trial):
    CalendarYear.objects.all().delete()

    found = the_one(law.calendar(Visit(OCTOBER, production=False)))

    assert found.level == "bad"
    assert "packs load national" in found.mend


def test_packs_on_the_shelf_without_anybody_at_work_are_no_county(trial, strict):
    assert the_one(law.programmes(trial)).level == "hint"
    assert the_one(law.programmes(strict)).level == "bad"
    assert not list(law.parameters(strict))


def test_a_county_at_work_with_its_values_is_well(strict, offices):
    assert the_one(law.programmes(strict)).level == "good"
    assert the_one(law.parameters(strict)).level == "good"


def test_a_programme_that_ran_out_is_named(strict, offices):
    ProgrammeVersion.objects.filter(programme__code="temporary").end_on(date(2026, 1, 1))

    found = the_one(law.programmes(strict))

    assert found.level == "hint"
    assert "临时救助" in found.said


def test_a_county_without_any_law_in_force_is_broken(trial, offices):
    ProgrammeVersion.objects.end_on(date(2026, 1, 1))

    found = the_one(law.programmes(trial))

    assert found.level == "bad"
    assert "packs" in found.mend


@pytest.mark.parametrize(("key", "words"), [("standard", "标准"), ("posting_days", "公示")])
def test_a_silence_that_would_stop_somebody_at_the_counter_is_named(trial, strict, offices, key, words):
    ParameterValue.objects.filter(key=key).update(value=None)

    found = the_one(law.parameters(strict))

    assert found.level == "bad"
    assert words in found.said
    assert the_one(law.parameters(trial)).level == "hint"


def test_limits_that_are_not_re_dated_half_an_hour_after_a_correction_are_broken():
    load_calendar()
    trial = Visit(OCTOBER, production=True)
    assert the_one(law.redating(trial)).level == "good"
    stuck = Redating.objects.create(calendar="x", what="演示", begun_at=OCTOBER - timedelta(hours=1))

    assert the_one(law.redating(trial)).level == "bad"

    stuck.done_at = OCTOBER
    stuck.save()
    assert the_one(law.redating(trial)).level == "hint"
    stuck.calendar = fingerprint(queries.calendar())
    stuck.save()
    assert the_one(law.redating(trial)).level == "good"


def test_a_unit_without_a_number_to_ring_is_named(trial, strict, offices):
    """QY-3.3.2a, YI-4.1a: a public page bears a telephone; a hotline that is missing fails the check."""
    assert the_one(law.phones(strict)).level == "good"
    unit = Unit.objects.filter(level="township").exclude(phone="").first()
    Unit.objects.filter(pk=unit.pk).update(phone="")
    assert f"{unit.short_name}的咨询电话" in the_one(law.phones(strict)).said
    Jurisdiction.objects.filter(pk=unit.jurisdiction_id).update(hotline="")

    found = the_one(law.phones(strict))

    assert found.level == "bad"
    assert "监督电话" in found.said
    assert the_one(law.phones(trial)).level == "hint"


def village_of(place):
    town = Unit.objects.filter(jurisdiction=place, level="township").order_by("code").first()
    return Unit.objects.create(
        jurisdiction=place, parent=town, level="village", code=f"{town.code}990", name="青石村"
    )


def test_one_place_with_villages_is_the_one_that_is_served(strict, offices):
    assert the_one(law.served(strict)).level == "good"


def test_several_places_with_villages_and_none_chosen_is_said(trial, strict, offices):
    other = Jurisdiction.objects.exclude(units__level="village").filter(units__level="township").first()
    other = other or load_other()
    village_of(other)

    found = the_one(law.served(strict))

    assert found.level == "bad"
    assert other.short_name in found.said
    assert the_one(law.served(trial)).level == "hint"
    ChatSettings.objects.create(place=other.code)
    assert the_one(law.served(strict)).level == "good"


def test_a_chosen_place_without_villages_is_said(strict, offices):
    ChatSettings.objects.create(place="nirgends")

    found = the_one(law.served(strict))

    assert found.level == "bad"
    assert "nirgends" in found.said


def load_other():
    load_pack(pack=read_pack("yicheng"), at=OCTOBER)
    return Jurisdiction.objects.get(code="yicheng")
