"""Two countings of one case's clocks, before and after a corrected calendar: what differs, and nothing else."""

from dataclasses import replace
from datetime import date, datetime

from casework.rules.asking import SHANGHAI
from casework.rules.clocks import Running
from casework.rules.redating import Move, counted, fingerprint, foreseen, moves
from policies.rules.holiday_notice import read_notice, with_year
from policies.rules.workdays import Calendar
from tests.casework.rules.scene import Scene

MORNING = datetime(2025, 9, 26, 9, 0, tzinfo=SHANGHAI)
DUE, LATER = date(2025, 10, 9), date(2025, 10, 10)
CLOCK = Running(
    name="accept",
    label="受理",
    started=MORNING,
    due=DUE,
    provisional=False,
    trail=(),
    met=None,
    clause="第一条",
    ref="QS-1",
)


def test_a_limit_on_another_day_moves():
    assert moves([CLOCK], [replace(CLOCK, due=LATER)]) == (Move("accept", "受理", DUE, LATER),)


def test_a_limit_on_the_same_day_stays_whatever_its_arithmetic_says():
    assert moves([CLOCK], [replace(CLOCK, trail=("跳过国庆节",))]) == ()


def test_a_provisional_limit_that_becomes_certain_on_its_day_is_a_move():
    (move,) = moves([replace(CLOCK, provisional=True)], [CLOCK])

    assert (move.was, move.now) == (DUE, DUE)
    assert (move.was_provisional, move.now_provisional) == (True, False)


def test_what_was_met_is_history():
    done = replace(CLOCK, met=MORNING)

    assert moves([done], [replace(done, due=LATER)]) == ()


def test_a_limit_that_begins_or_falls_silent_has_one_end_only():
    assert moves([], [CLOCK]) == (Move("accept", "受理", None, DUE),)
    assert moves([replace(CLOCK, provisional=True)], []) == (
        Move("accept", "受理", DUE, None, was_provisional=True),
    )


def test_next_years_notice_makes_the_limits_of_december_certain():
    scene = Scene(at=datetime(2026, 12, 28, 9, 0, tzinfo=SHANGHAI)).accepted()
    corrected = with_year(
        scene.book.calendar, 2027, read_notice("2027-01-01 休 元旦\n2027-01-04 休 演示", 2027)
    )

    found = foreseen(scene.facts, scene.book, replace(scene.book, calendar=corrected))

    assert found
    assert all(move.was_provisional and not move.now_provisional for move in found)
    assert foreseen(scene.facts, scene.book, scene.book) == ()


def test_a_calendar_is_known_by_what_it_says_and_not_by_the_order_of_its_days():
    off = [date(2025, 10, 1), date(2025, 10, 2)]
    one = Calendar(frozenset({2025}), frozenset(off), frozenset())

    assert fingerprint(one) == fingerprint(Calendar(frozenset([2025]), frozenset(reversed(off)), frozenset()))
    assert fingerprint(one) != fingerprint(
        Calendar(frozenset({2025}), frozenset(off), frozenset({date(2025, 9, 28)}))
    )
    assert fingerprint(one) != fingerprint(Calendar(frozenset({2026}), frozenset(off), frozenset()))


def test_the_same_values_bear_the_same_name():
    row = ("shangyu", "", "confirm_days", "", DUE, None, "20")
    assert counted([row]) == counted([row])
    assert counted([row]) != counted([(*row[:-1], "12")])
