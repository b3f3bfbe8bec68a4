"""Values by day, by programme and by scope; silence is a value, and an act that needs one says 配置."""

from datetime import date

import pytest

from policies.rules.parameters import NotStated, Parameter, ParameterTable

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
