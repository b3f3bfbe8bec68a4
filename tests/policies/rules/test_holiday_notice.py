"""Scenes of a notice that is pasted: what counts, what says nothing new, and mistakes named by their line."""

from datetime import date

import pytest

from policies.calendar_seed import seed_calendar, seed_days
from policies.rules.holiday_notice import (
    NoticeDay,
    NoticeError,
    as_text,
    changed_days,
    differing,
    first_change,
    lacking,
    read_notice,
    with_year,
)

NOTICE = """
# 演示的通知
2027-01-01 休 元旦
2027-02-05至2027-02-11 休 春节
2027-02-06 班
2027年2月13日 上班
2027/5/3,放假,劳动节
"""


def test_a_pasted_notice_becomes_the_days_that_differ_from_every_week():
    with pytest.raises(NoticeError, match="前面写过"):
        read_notice(NOTICE, 2027)

    found = read_notice(NOTICE.replace("2027-02-06 班\n", ""), 2027)

    assert [(one.day.isoformat(), one.working, one.name) for one in found] == [
        ("2027-01-01", False, "元旦"),
        ("2027-02-05", False, "春节"),
        ("2027-02-08", False, "春节"),
        ("2027-02-09", False, "春节"),
        ("2027-02-10", False, "春节"),
        ("2027-02-11", False, "春节"),
        ("2027-02-13", True, "调休上班"),
        ("2027-05-03", False, "劳动节"),
    ]
    assert read_notice(as_text(found), 2027) == found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("元旦放假三天", "看不懂"),
        ("2027-02-30 休", "没有 2027-02-30 这一天"),
        ("2026-12-31 休", "不是 2027 年的日子"),
        ("2027-01-04 调休", "请写“休”或者“班”"),
        ("2027-02-11至2027-02-05 休", "起止日期不对"),
        ("2027-01-01至2027-12-31 休", "起止日期不对"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_number(line, said):
    with pytest.raises(NoticeError) as refused:
        read_notice(f"2027-01-01 休\n{line}", 2027)

    assert refused.value.lines == (f"第 2 行：{refused.value.lines[0].partition('：')[2]}",)
    assert said in str(refused.value)


def test_days_off_on_a_weekend_and_worked_weekdays_say_nothing_new():
    assert read_notice("2027-01-02 休\n2027-01-04 班", 2027) == ()


def test_every_year_of_the_package_survives_being_typed():
    for year in (2024, 2025, 2026):
        seeds = [NoticeDay(seed.day, seed.working, seed.name) for seed in seed_days(year, year)]
        typed = read_notice(as_text(seeds), year)

        assert with_year(seed_calendar(), year, typed) == seed_calendar()
        assert not differing(typed, {seed.day: seed.working for seed in seeds})


def test_two_calendars_are_compared_by_day_and_by_what_is_known():
    before = seed_calendar()
    after = with_year(before, 2027, read_notice("2027-01-01 休 元旦", 2027))

    assert [change.day for change in changed_days(before, after)] == [date(2027, 1, 1)]
    assert first_change(before, after) == date(2027, 1, 1)
    assert first_change(before, before) is None
    assert first_change(before, with_year(before, 2027, ())) == date(2027, 1, 1)


def test_a_list_without_the_national_day_is_not_finished():
    after = with_year(seed_calendar(), 2027, read_notice("2027-01-01 休", 2027))

    assert lacking(after, 2027) == (
        date(2027, 10, 1),
    )  # the 1st of May, the 2nd and 3rd of October are weekends


def test_another_source_that_disagrees_is_named_by_day():
    listed = read_notice("2027-01-01 休\n2027-02-13 班", 2027)

    assert differing(listed, {date(2027, 1, 1): False, date(2027, 2, 8): False}) == (
        date(2027, 2, 8),
        date(2027, 2, 13),
    )
