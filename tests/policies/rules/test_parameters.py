"""Values by day, by programme and by scope; silence is a value, and an act that needs one says 配置."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.rules.parameters import NotStated, Parameter, ParameterTable, value_problem

DAY = date(2025, 6, 1)


def row(key="standard", value: str | None = "1000.00", **more) -> Parameter:
    return Parameter(key=key, label="低保标准", value=value, **more)


def test_the_newest_in_force_on_the_day():
    table = ParameterTable(
        (row(value="900", since=date(2024, 1, 1)), row(value="950", since=date(2025, 1, 1)))
    )
    assert table.fen("standard", date(2024, 12, 31)) == 90_000
    assert table.fen("standard", date(2025, 1, 1)) == 95_000
    assert table.fen("standard", date(2023, 12, 31)) is None


def test_one_that_ended_is_over_the_day_after():
    table = ParameterTable((row(until=DAY),))
    assert table.fen("standard", DAY) == 100_000
    assert table.fen("standard", date(2025, 6, 2)) is None


def test_the_programme_s_own_before_the_general_one():
    table = ParameterTable((row(key="d", value="7"), row(key="d", value="5", programme="tekun")))
    assert table.number("d", DAY) == 5


def test_the_scope_s_own_before_the_general_one():
    table = ParameterTable((row(value="700"), row(value="800", scope="urban")))
    assert table.fen("standard", DAY, "urban") == 80_000
    assert table.fen("standard", DAY, "rural") == 70_000
    assert table.fen("standard", DAY) == 70_000


def test_the_township_s_own_before_town_and_country_and_those_before_the_whole_place():
    table = ParameterTable(
        (row(value="700"), row(value="800", scope="urban"), row(value="820", scope="330604002"))
    )
    assert table.within(("330604002", "urban")).fen("standard", DAY) == 82_000
    assert table.within(("330604001", "urban")).fen("standard", DAY) == 80_000
    assert table.within(("330604001", "rural")).fen("standard", DAY) == 70_000
    assert table.within(("330604001", "")).fen("standard", DAY) == 70_000


def test_a_narrow_silence_leaves_the_wider_value():
    table = ParameterTable((row(value="700"), row(value=None, scope="rural")))
    assert table.within(("330604001", "rural")).fen("standard", DAY) == 70_000


def test_the_narrower_goes_before_the_newer_and_the_programme_s_own_before_both():
    table = ParameterTable(
        (row(value="800", scope="urban"), row(value="900", since=date(2025, 1, 1)), row(key="d", value="7"))
    )
    assert table.within(("urban",)).fen("standard", DAY) == 80_000
    with_own = ParameterTable((*table.rows, row(value="950", programme="dibao")))
    assert with_own.within(("urban",)).fen("standard", DAY) == 95_000


def test_every_part_with_a_value_of_its_own_is_listed_the_whole_place_first():
    table = ParameterTable(
        (
            row(value="820", scope="330604002"),
            row(value="600", scope="rural"),
            row(value="800", scope="urban"),
            row(value="700"),
            row(value=None, scope="330604009"),
        )
    )
    found = table.everywhere("standard", DAY)
    assert [(one.scope, one.value) for one in found] == [
        ("", "700"),
        ("urban", "800"),
        ("rural", "600"),
        ("330604002", "820"),
    ]
    assert table.within(("rural",)).everywhere("standard", DAY) == found
    assert table.scoped and not ParameterTable((row(),)).scoped


SCOPES = st.sampled_from(["", "urban", "rural", "330604001", "330604002"])


@given(
    values=st.dictionaries(SCOPES, st.integers(1, 2000)),
    town=st.sampled_from(["330604001", "330604002"]),
    area=st.sampled_from(["", "urban", "rural"]),
)
def test_what_is_read_is_always_stated_for_a_part_that_holds_the_village(values, town, area):
    """The first of township, area and whole place that states a value is read; never one of another part."""
    table = ParameterTable(tuple(row(value=str(value), scope=scope) for scope, value in values.items()))
    wanted = next((values[scope] * 100 for scope in (town, area, "") if scope in values), None)
    assert table.within((town, area)).fen("standard", DAY) == wanted


@given(values=st.dictionaries(SCOPES, st.integers(1, 2000), min_size=1), more=st.integers(1, 2000))
def test_a_value_for_one_part_changes_nothing_elsewhere(values, more):
    rows = tuple(row(value=str(value), scope=scope) for scope, value in values.items() if scope != "urban")
    before, after = ParameterTable(rows), ParameterTable((*rows, row(value=str(more), scope="urban")))
    for town, area in (("330604001", "rural"), ("330604002", "rural"), ("330604003", "")):
        assert after.within((town, area)).get("standard", DAY) == before.within((town, area)).get(
            "standard", DAY
        )


def test_silence_is_no_number_and_is_refused_where_one_is_needed():
    table = ParameterTable((row(key="posting_days", value=None),))
    assert table.number("posting_days", DAY) is None
    with pytest.raises(NotStated, match="配置") as silence:
        table.need("posting_days", DAY)
    assert (silence.value.key, silence.value.label) == ("posting_days", "低保标准")


def test_an_unknown_key_is_named_by_itself():
    with pytest.raises(NotStated, match="“weather”没有载明"):
        ParameterTable().need("weather", DAY)


def test_a_story_s_own_values_replace_a_key_altogether():
    table = ParameterTable((row(value="900"), row(key="d", value="7"))).with_rows([row(value="1000")])
    assert table.fen("standard", DAY) == 100_000
    assert table.number("d", DAY) == 7
    assert table.need("d", DAY).value == "7"


def test_a_programme_s_silence_is_not_filled_by_the_general_value_it_never_had():
    """SY: a posting of temporary aid has no length although dibao's has."""
    table = ParameterTable((row(key="posting_days", value=None, programme="temporary"),))
    assert table.get("posting_days", DAY) is None


def test_a_period_ends_within_the_calendar():
    assert value_problem("workday", "9999") == ""
    assert "太长" in value_problem("day", "10000")
