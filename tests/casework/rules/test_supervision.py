"""Which phase a stage belongs to, and since when nothing was done."""

from datetime import date

from casework.models.case import STAGES
from casework.rules.supervision import PHASES, idle_days, quiet_since
from policies.rules.workdays import Calendar

LABOUR_DAY = Calendar(
    frozenset({2026}), frozenset({date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5)}), frozenset()
)


def test_every_stage_stands_in_exactly_one_phase():
    """HX-4.2a: one case in each phase appears in exactly one view, whatever its stage."""
    assert sorted(stage for stages in PHASES.values() for stage in stages) == sorted(
        code for code, _word in STAGES
    )


def test_days_off_are_nobody_s_idleness():
    assert idle_days(LABOUR_DAY, date(2026, 4, 30), date(2026, 5, 6)) == 1
    assert idle_days(LABOUR_DAY, date(2026, 4, 30), date(2026, 5, 5)) == 0


def test_what_hangs_on_the_board_lies_there_by_law_until_its_last_day():
    touched, last = date(2026, 3, 10), date(2026, 3, 17)

    assert quiet_since("posted", touched, last) == last
    assert idle_days(LABOUR_DAY, quiet_since("posted", touched, last), date(2026, 3, 12)) < 0
    assert quiet_since("opined", touched, last) == touched
    assert quiet_since("posted", touched, None) == touched
