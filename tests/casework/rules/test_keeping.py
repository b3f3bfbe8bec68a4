"""Rules about who keeps the office's people, and when two records are one human."""

from datetime import date

import pytest

from casework.actions.staffing import incompatible
from casework.rules.incompatible import Post
from casework.rules.keeping import EVERYWHERE, Keeper, Record, check_end, check_keeper, check_merge, later
from casework.rules.refusal import StepRefused

COUNTY = Keeper(1, "何科长", ("he",), ("330604",))


@pytest.mark.parametrize(
    ("keeper", "officers", "units", "code"),
    [
        (Keeper(2, "刘敏", ("liu",)), (), ["330604"], "role"),
        (COUNTY, ("he",), ["330604"], "self"),
        (COUNTY, ("liu",), ["330604100", "410000"], "scope"),
    ],
)
def test_nobody_keeps_himself_or_the_next_county(keeper, officers, units, code):
    with pytest.raises(StepRefused) as refused:
        check_keeper(keeper, officers, units)

    assert refused.value.code == code


def test_the_keeper_of_the_accounts_keeps_every_unit():
    check_keeper(COUNTY, ("liu",), ["330604100"])
    check_keeper(Keeper(3, "运维", (), EVERYWHERE), ("liu",), ["410000"])


def test_a_post_is_ended_no_earlier_than_yesterday_and_not_before_it_began():
    today = date(2026, 3, 18)

    check_end(date(2026, 3, 17), None, today)
    with pytest.raises(StepRefused, match="昨天"):
        check_end(date(2026, 3, 16), date(2026, 1, 1), today)
    with pytest.raises(StepRefused, match="早于"):
        check_end(date(2026, 3, 17), today, today)


APPROVER, WATCHER = (Post("approver"),), (Post("county"),)


@pytest.mark.parametrize(
    ("kept", "gone", "code"),
    [
        (Record("a", "i"), Record("a", "i"), "order"),
        (Record("a", "i", merged=True), Record("b"), "order"),
        (Record("a", "i"), Record("b", merged=True), "order"),
        (Record("a", "i"), Record("b", "j"), "other"),
        (Record("a"), Record("b"), "missing"),
        (Record("a", "k"), Record("b"), "other"),
        (Record("a", "i", APPROVER), Record("b", "", WATCHER), "clash"),
    ],
)
def test_a_merge_wants_one_document_and_posts_that_go_together(kept, gone, code):
    """T52, HX-2b"""
    with pytest.raises(StepRefused) as refused:
        check_merge(kept, gone, "i", incompatible())

    assert refused.value.code == code


def test_two_records_with_one_document_are_one_human_in_either_direction():
    check_merge(Record("a", "i", APPROVER), Record("b", "", (Post("reviewer"),)), "i", incompatible())
    check_merge(Record("b", ""), Record("a", "i", APPROVER), "i", incompatible())


def test_an_open_last_day_is_the_latest():
    early, late = date(2026, 3, 1), date(2026, 4, 1)

    assert (later(None, early), later(early, None), later(early, late)) == (None, None, late)
