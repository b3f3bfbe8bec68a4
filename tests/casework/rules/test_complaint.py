"""By when a complaint is answered: stated or not, working days or calendar days, never a guess."""

from datetime import date

import pytest

from casework.rules.complaint import ANSWER_DAYS, answer_by
from policies.rules.parameters import Parameter, ParameterTable
from policies.rules.workdays import Calendar

FRIDAY = date(2026, 4, 3)
QINGMING = date(2026, 4, 6)
KNOWN = Calendar(frozenset({2026}), frozenset({QINGMING}), frozenset())
UNKNOWN = Calendar(frozenset({2025}), frozenset(), frozenset())


def table(value: str | None, unit: str) -> ParameterTable:
    return ParameterTable((Parameter(ANSWER_DAYS, "投诉几天内回话", value, unit),))


@pytest.mark.parametrize(
    ("values", "calendar", "last"),
    [
        (ParameterTable(), KNOWN, None),
        (table(None, "workday"), KNOWN, None),
        (table("5", "workday"), KNOWN, date(2026, 4, 13)),
        (table("5", "day"), KNOWN, date(2026, 4, 8)),
        (table("5", "workday"), UNKNOWN, None),
    ],
)
def test_a_limit_is_promised_only_where_it_is_stated_and_certain(values, calendar, last):
    assert answer_by(values, calendar, FRIDAY) == last
