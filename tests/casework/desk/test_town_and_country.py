"""Scenes of a county whose standard differs between town and country, and of one township with its own."""

from datetime import date

import pytest
from django.urls import reverse

from casework.models import WhatIfRun
from casework.queries import running_clocks
from policies import queries as law
from policies.models import Jurisdiction, ParameterValue, Programme, Unit
from tests.casework.desk.acting import text
from tests.casework.desk.cast import PLACE, at
from tests.casework.desk.test_opinion import PERIODS

NOW = at(3, 9)


def state(value, scope, key="standard", **more):
    ParameterValue.objects.create(
        jurisdiction=Jurisdiction.objects.get(code=PLACE),
        key=key,
        label="低保标准(每人每月)",
        value=value,
        unit="yuan",
        operator="below",
        scope=scope,
        since=date(2026, 1, 1),
        clause=f"县政府〔2026〕3号 {scope}",
        **more,
    )


@pytest.fixture
def split(town):
    """白沙村 is in town, where the standard is 1000; the country has 700; 青石村 is in the country."""
    Unit.objects.filter(pk=town.other.parent_id).update(area="urban")
    Unit.objects.filter(pk=town.village.pk).update(area="rural")
    state("1000.00", "urban")
    state("700.00", "rural")
    return town


def visited(town, village, name):
    case = town.lodge(at(3, 2), name=name, village=village)
    first = "外乡人" if village == town.other else "刘敏"
    town.do("accept", case, first, at(3, 3))
    case.refresh_from_db()
    return case


def standard_of(case):
    return law.rulebook(case.version_id, unit=case.unit_id).parameters.need("standard", NOW.date())


def test_two_households_of_one_county_are_held_against_the_standard_of_where_they_live(split):
    """浙江省社会救助条例第十条: a place may set the standards of town and country apart."""
    country, city = visited(split, split.village, "李桂田"), visited(split, split.other, "周小满")

    assert (standard_of(country).value, standard_of(city).value) == ("700.00", "1000.00")
    assert standard_of(city).cite.clause == "县政府〔2026〕3号 urban"


def test_the_first_opinion_reckons_with_the_standard_of_the_village(split):
    case = split.lodge(at(3, 2))
    split.do("accept", case, "刘敏", at(3, 3))
    split.do("request_check", case, "陈立", at(3, 3, 11))
    split.do("check_report", case, "陈立", at(3, 5), result="within")
    split.do("visit", case, "陈立", at(3, 6), who=[str(split.officers["陈立"].pk)])
    case.refresh_from_db()

    page = split.sit("赵强", NOW).post(
        reverse("desk_act", args=[case.pk, "first_opinion"]),
        {"seen": case.seq, **PERIODS, "m1_wage": "1500", "m2_business": "3000", "reckon": "1"},
    )

    assert "21000 &lt; 12 × 700 × 3" in text(page)
    assert "县政府〔2026〕3号 rural" in text(page)


def test_a_township_s_own_standard_goes_before_that_of_town_and_country(split):
    case = visited(split, split.village, "李桂田")
    state("820.00", split.village.parent.code)

    assert standard_of(case).value == "820.00"


def test_a_village_moved_to_the_town_is_read_anew_at_once(split):
    case = visited(split, split.village, "李桂田")
    assert standard_of(case).value == "700.00"

    Unit.objects.filter(pk=split.village.pk).update(area="urban")

    assert standard_of(case).value == "1000.00"


def test_where_nothing_is_told_apart_the_county_s_own_holds(town):
    case = visited(town, town.village, "李桂田")
    state("1000.00", "urban")

    assert standard_of(case).value == "900.00"
    assert running_clocks(case)


def test_a_trial_for_the_country_leaves_the_town_as_it_is(split):
    he = split.sit("何科长", NOW)
    programme = Programme.objects.get(jurisdiction__code=PLACE, code="dibao")
    asked = {"programme": str(programme.pk), "standard": "", "on": "2026-05-01", "scope": "rural"}

    page = he.post(reverse("law_whatif"), asked, follow=True)

    run = WhatIfRun.objects.get()
    assert (run.standard, run.scope) == ("700.00", "rural")
    assert "只试农村" in text(page)


def test_a_trial_for_a_township_of_elsewhere_is_refused(split):
    he = split.sit("何科长", NOW)
    programme = Programme.objects.get(jurisdiction__code=PLACE, code="dibao")
    asked = {"programme": str(programme.pk), "standard": "800", "on": "2026-05-01", "scope": "770199001"}

    assert he.post(reverse("law_whatif"), asked).status_code == 422
    assert not WhatIfRun.objects.exists()


def test_the_table_of_values_names_each_part(split):
    state("38417", split.village.parent.code, key="registered_population")
    page = text(split.sit("何科长", NOW).get(reverse("law_parameters")))

    assert "城镇" in page and "农村" in page
    assert split.village.parent.name in page
    assert "urban" not in page.replace("县政府〔2026〕3号 urban", "")
