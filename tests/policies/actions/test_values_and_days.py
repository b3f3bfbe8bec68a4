"""The county states what the document leaves open, and corrects the calendar, each with a reason."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from policies import queries
from policies.actions.calendar import enter_year, load_calendar
from policies.actions.parameters import adopt_national, set_parameter
from policies.calendar_seed import SeedDay
from policies.models import CalendarDay, CalendarYear, ParameterValue

SPRING = date(2025, 3, 3)


class TestValues:
    def test_a_number_nobody_stands_for_is_refused(self, yicheng):
        for empty in ({"clause": " ", "reason": "试试"}, {"clause": "区通知", "reason": ""}):
            with pytest.raises(ValueError, match="有数就要有依据"):
                set_parameter(place=yicheng, key="posting_days", value="7", **empty)

    def test_a_key_the_place_does_not_know_is_refused(self, yicheng):
        with pytest.raises(ValueError, match="不在这个地方的参数表里"):
            set_parameter(place=yicheng, key="weather", value="7", clause="区通知", reason="试试")

    def test_label_unit_and_operator_come_with_the_key(self, yicheng):
        row = set_parameter(
            place=yicheng, key="standard", value=" 800.00 ", clause="区通知", reason="本年标准", since=SPRING
        )
        assert (row.label, row.unit, row.operator, row.value) == (
            "低保标准(每人每月)",
            "yuan",
            "below",
            "800.00",
        )
        assert row.origin == ParameterValue.Origin.COUNTY

    def test_a_new_standard_leaves_the_old_one_for_its_days(self, yicheng):
        for since, value in ((date(2024, 1, 1), "900"), (date(2025, 1, 1), "950")):
            set_parameter(
                place=yicheng, key="standard", value=value, clause="区通知", reason="年度", since=since
            )
        table = queries.parameters("yicheng", "dibao")
        assert table.fen("standard", date(2024, 12, 31)) == 90_000
        assert table.fen("standard", date(2025, 1, 1)) == 95_000
        assert table.fen("standard", date(2023, 12, 31)) is None

    @pytest.fixture
    def silence(self, yicheng):
        return ParameterValue.objects.get(jurisdiction=yicheng, key="posting_days")

    def test_the_national_value_is_adopted_knowingly(self, silence):
        row = adopt_national(row=silence, reason="区里决定照国家的办")
        assert (row.value, row.reason) == ("7", "区里决定照国家的办")
        assert "第十九条" in row.clause

    def test_it_is_adopted_for_the_part_of_the_place_it_stands_beside(self, yicheng, silence):
        ParameterValue.objects.filter(pk=silence.pk).update(scope="rural", since=date(2026, 1, 1))
        adopt_national(row=silence, reason="农村先照国家的办")
        rows = ParameterValue.objects.filter(jurisdiction=yicheng, key="posting_days").exclude(value=None)
        assert [(row.scope, row.since) for row in rows] == [("rural", date(2026, 1, 1))]

    def test_there_is_not_always_one_nor_room_for_it(self, yicheng, silence):
        rounding = ParameterValue.objects.filter(jurisdiction=yicheng, key="rounding").first()
        with pytest.raises(ValueError, match="没有国家的数值"):
            adopt_national(row=rounding, reason="试试")
        with pytest.raises(ValueError, match="写明为什么"):
            adopt_national(row=silence, reason=" ")
        adopt_national(row=silence, reason="区里决定照国家的办")
        with pytest.raises(ValueError, match="已经有值了"):
            adopt_national(row=silence, reason="再按一次")


class TestCalendar:
    def test_nine_years_are_entered_once(self, db):
        assert load_calendar() > 200
        assert load_calendar() == 0
        assert list(CalendarYear.objects.order_by("year").values_list("year", flat=True)) == list(
            range(2018, 2027)
        )

    def test_a_corrected_year_is_not_overwritten(self, db):
        load_calendar()
        enter_year(year=2026, days=[SeedDay(date(2026, 1, 1), working=False, name="元旦")], source="演示通知")
        assert load_calendar() == 0
        assert CalendarDay.objects.filter(date__year=2026).count() == 1

    def test_a_make_up_saturday_is_worked(self, db):
        load_calendar()
        calendar = queries.calendar()
        assert calendar.is_working(date(2024, 10, 12))
        assert not calendar.is_working(date(2024, 10, 1))

    def test_a_day_of_another_year_is_refused(self, db):
        with pytest.raises(ValueError, match="不是 2026 年"):
            enter_year(year=2026, days=[SeedDay(date(2027, 1, 1), working=False, name="元旦")], source="演示")

    def test_a_row_that_says_nothing_new_is_refused(self, db):
        with pytest.raises(ValidationError, match="和平常不一样"):
            enter_year(
                year=2026, days=[SeedDay(date(2026, 1, 3), working=False, name="星期六")], source="演示"
            )
