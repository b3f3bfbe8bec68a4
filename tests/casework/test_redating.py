"""Scenes of a corrected calendar: the right limits move, nothing else, once, and it is written down."""

from datetime import date, datetime, timedelta

import pytest

from casework import actions, foresight
from casework.actions import upkeep
from casework.actions.calendar import SETTLED, enter_holidays, redate
from casework.models import Case, Deadline, Event, MovedDeadline, Redating
from casework.queries import running_clocks
from casework.rules.asking import SHANGHAI
from casework.rules.redating import fingerprint
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies import queries as law
from policies.calendar_seed import seed_calendar
from policies.models import CalendarDay
from policies.rules.holiday_notice import read_notice, with_year

DECEMBER = datetime(2026, 12, 28, 9, tzinfo=SHANGHAI)
EARLY = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
NOTICE = "2027-01-01 休 元旦\n2027-01-04 休 演示"
SOURCE = "演示通知〔2026〕1号"


@pytest.fixture
def one_now_one_long_ago(township):
    """刘 accepts one household at the turn of the year, and had accepted another in spring."""
    cases = []
    for number, at in enumerate((DECEMBER, EARLY), start=1):
        case = township.lodged(number, at)
        actions.accept(case=case, actor=township.liu, at=at)
        actions.request_check(case=case, actor=township.liu, at=at)
        cases.append(case)
    redate(at=EARLY)
    redate(at=EARLY + SETTLED)
    return cases


def rows(case):
    return {row.clock: (row.due_date, row.provisional) for row in Deadline.objects.filter(case=case)}


def entered(text=NOTICE, year=2027, at=DECEMBER):
    return enter_holidays(
        year=year,
        days=read_notice(text, year),
        source=SOURCE,
        seen=fingerprint(law.calendar()),
        actor=Actor(),
        by_name="尤编辑",
        at=at,
    )


def test_next_years_notice_turns_provisional_limits_into_dates_and_moves_the_right_ones_only(
    one_now_one_long_ago,
):
    new, old = one_now_one_long_ago
    before, untouched = rows(new), rows(old)
    events, head = Event.objects.count(), Case.objects.get(pk=new).head_hash
    assert any(provisional for _due, provisional in before.values())
    after = with_year(law.calendar(), 2027, read_notice(NOTICE, 2027))
    foretold = {
        (one.case.pk, one.move.clock, one.move.was, one.move.now) for one in foresight.under_calendar(after)
    }

    pass_ = entered()
    looked = redate(at=DECEMBER)

    assert looked == 2
    assert rows(old) == untouched
    assert not any(provisional for _due, provisional in rows(new).values())
    moved = {(one.case_id, one.clock, one.was, one.now) for one in pass_.moved.all()}
    assert moved == foretold
    assert {one.case_id for one in pass_.moved.all()} == {new}
    assert any(seed_calendar().count(one.was, one.now) == 2 for one in pass_.moved.all())
    kept = {clock.name: clock.due for clock in running_clocks(Case.objects.get(pk=new)) if clock.met is None}
    assert {name: due for name, (due, _) in rows(new).items() if name in kept} == kept
    assert (Event.objects.count(), Case.objects.get(pk=new).head_hash) == (events, head)


def test_the_queue_is_ordered_by_the_new_day(one_now_one_long_ago):
    new, _old = one_now_one_long_ago
    before = Case.objects.get(pk=new).next_due

    entered()
    redate(at=DECEMBER)

    assert Case.objects.get(pk=new).next_due > before


def test_doing_it_again_changes_nothing_and_the_second_look_ends_the_pass(one_now_one_long_ago):
    pass_ = entered()
    redate(at=DECEMBER)
    kept = list(MovedDeadline.objects.values_list("pk", flat=True))

    assert redate(at=DECEMBER) == 0
    assert redate(at=DECEMBER + SETTLED) == 2
    assert redate(at=DECEMBER + 2 * SETTLED) == 0

    pass_.refresh_from_db()
    assert (pass_.done_at, pass_.rounds) == (DECEMBER + SETTLED, 2)
    assert list(MovedDeadline.objects.values_list("pk", flat=True)) == kept
    assert (pass_.by_name, pass_.source) == ("尤编辑", SOURCE)
    assert pass_.days == [
        {"day": "2027-01-01", "was": True, "now": False},
        {"day": "2027-01-04", "was": True, "now": False},
    ]


def test_small_bites_end_at_the_same_place(one_now_one_long_ago):
    pass_ = entered()

    looked = [redate(at=DECEMBER, limit=1) for _ in range(4)]

    assert looked == [1, 1, 0, 0]
    assert {one.case_id for one in pass_.moved.all()} == {one_now_one_long_ago[0]}


def test_an_old_limit_left_by_an_act_under_way_is_found_by_the_second_look(one_now_one_long_ago):
    new = one_now_one_long_ago[0]
    old = list(Deadline.objects.filter(case=new, met_at=None))
    entered()
    redate(at=DECEMBER)
    Deadline.objects.bulk_update(old, ["due_date", "due_at", "provisional", "trail"])  # a late writer

    redate(at=DECEMBER + SETTLED)

    assert not Deadline.objects.filter(case=new, met_at=None, provisional=True).exists()


def test_a_day_corrected_in_the_table_itself_is_noticed_by_the_beat(one_now_one_long_ago):
    _new, old = one_now_one_long_ago
    before = rows(old)
    due, clock = min((day, name) for name, (day, _) in before.items() if day > date(2026, 3, 20))
    CalendarDay.objects.create(date=_weekday_before(due), working=False, name="演示临时放假", source=SOURCE)

    upkeep.tick(now=EARLY + timedelta(days=1))

    assert rows(old)[clock][0] > due
    latest = Redating.objects.first()
    assert (latest.what, latest.by) == ("工作日表有改动", None)
    assert {one.case_id for one in latest.moved.all()} == {old}


def _weekday_before(day):
    day -= timedelta(days=1)
    while not law.calendar().is_working(day) or day.weekday() >= 5:
        day -= timedelta(days=1)
    return day


def test_met_limits_are_history(one_now_one_long_ago):
    new = one_now_one_long_ago[0]
    met = Deadline.objects.filter(case=new).exclude(met_at=None).values_list("clock", "due_at")
    before = list(met)
    assert before

    entered()
    redate(at=DECEMBER)

    assert list(met.all()) == before


def test_a_preview_of_yesterday_is_refused(one_now_one_long_ago):
    seen = fingerprint(law.calendar())
    entered()

    with pytest.raises(StepRefused, match="刚刚被别人改过"):
        enter_holidays(year=2027, days=(), source=SOURCE, seen=seen, actor=Actor(), by_name="", at=DECEMBER)

    assert law.calendar().is_working(date(2027, 1, 4)) is False
