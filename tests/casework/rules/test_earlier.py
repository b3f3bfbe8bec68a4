"""Earlier aid: within the place's look-back a second approval has to say why (QY-3.1.1r)."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from casework.rules.earlier import check_earlier, since
from casework.rules.refusal import StepRefused
from policies.rules.programme import Cite

MARCH = datetime(2025, 3, 2, 4, tzinfo=UTC)


def ask(stated=None, **data):
    row = None if stated is None else SimpleNamespace(cite=Cite(stated))
    return SimpleNamespace(
        data=data,
        day=date(2025, 4, 15),
        book=SimpleNamespace(parameters=SimpleNamespace(get=lambda key, day: row)),
    )


def test_no_earlier_aid_asks_for_nothing():
    check_earlier(ask())
    check_earlier(ask(earlier=[]))


@pytest.mark.parametrize(("stated", "clause"), [(None, ""), ("三(一)1", "三(一)1")])
def test_earlier_aid_asks_for_a_reason_and_names_it(stated, clause):
    """QY-3.1.1r"""
    with pytest.raises(StepRefused, match="演示2025-0001") as refused:
        check_earlier(ask(stated, earlier=["演示2025-0001"], despite=" "))
    assert refused.value.clause == clause


def test_a_reason_is_enough():
    check_earlier(ask(earlier=["演示2025-0001"], despite="房子又塌了"))


@pytest.mark.parametrize(("months", "within"), [(1, False), (2, True), (None, True)])
def test_the_look_back_is_in_months(months, within):
    assert since(MARCH, date(2025, 4, 15), months) is within
