"""What is in force, from memory while nothing changed, and never the law of a change that was rolled back."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from policies import queries
from policies.actions.calendar import enter_year
from policies.actions.parameters import set_parameter
from policies.calendar_seed import SeedDay
from policies.models import LawStamp, Programme, ProgrammeVersion

SPRING = date(2025, 3, 3)


class TestInForce:
    def test_the_first_and_the_last_day_count(self, yicheng):
        assert queries.version_in_force("yicheng", "dibao", date(2020, 9, 5)) is not None
        assert queries.version_in_force("yicheng", "dibao", date(2025, 9, 4)) is not None

    def test_after_the_last_day_nothing_is_in_force(self, yicheng):
        """YI-0"""
        assert queries.version_in_force("yicheng", "dibao", date(2025, 9, 5)) is None
        assert queries.rulebook_for("yicheng", "dibao", date(2025, 9, 8)) is None
        assert queries.programmes("yicheng", date(2025, 9, 8)) == ()

    def test_before_the_first_day_neither(self, shangyu):
        """SY-6"""
        assert queries.version_in_force("shangyu", "dibao", date(2022, 12, 31)) is None

    def test_a_place_lists_its_programmes(self, shangyu, yicheng):
        codes = [version.programme.code for version in queries.programmes("shangyu", SPRING)]
        assert codes == ["dibao", "margin", "tekun", "temporary"]

    def test_an_unknown_programme_is_nothing(self, shangyu):
        assert queries.rulebook_for("shangyu", "elder_subsidy", SPRING) is None

    def test_an_expired_version_can_still_be_read_by_those_who_pinned_it(self, yicheng):
        """YI-0: a running case keeps its version."""
        version = queries.version_in_force("yicheng", "dibao", date(2025, 8, 28))
        assert queries.rulebook(version.pk).spec.clock("whole").limit == 12


class TestOpening:
    """Anybody may lodge on any day; whether a law is in force is asked at acceptance."""

    def test_under_what_is_in_force(self, yicheng):
        found = queries.version_for_opening("yicheng", "dibao", date(2025, 9, 4))
        assert found == queries.version_in_force("yicheng", "dibao", date(2025, 9, 4))

    def test_after_expiry_under_the_newest_there_is(self, yicheng):
        """YI-0"""
        assert queries.version_for_opening("yicheng", "dibao", date(2025, 9, 8)).number == 1

    def test_nowhere_without_a_programme(self, yicheng):
        assert queries.version_for_opening("yicheng", "margin", date(2025, 9, 4)) is None


class TestRuleBook:
    def test_it_holds_the_programme_the_values_and_the_calendar(self, shangyu):
        book = queries.rulebook_for("shangyu", "dibao", SPRING)
        assert book.spec.place == "shangyu"
        assert book.parameters.number("posting_days", SPRING) == 7
        assert book.calendar.is_working(date(2025, 4, 27))
        assert not book.calendar.known(date(2027, 3, 1))
        assert book.version == str(ProgrammeVersion.objects.get(programme__code="dibao").pk)

    def test_values_of_other_programmes_are_not_in_it(self, shangyu):
        book = queries.rulebook_for("shangyu", "dibao", SPRING)
        assert {row.programme for row in book.parameters.rows} == {"", "dibao"}

    def test_one_query_when_nothing_changed_and_none_with_the_stamp_at_hand(self, shangyu):
        version = queries.version_in_force("shangyu", "dibao", SPRING)
        first = queries.rulebook(version.pk)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert queries.rulebook(version.pk) is first
        assert len(asked) == 1
        stamp = queries.law_stamp()
        with CaptureQueriesContext(connection) as asked:
            assert queries.rulebook(version.pk, stamp) is first
        assert len(asked) == 0

    def test_the_stamp_rides_along_as_a_subquery(self, shangyu):
        row = Programme.objects.annotate(stamp=queries.law_stamp_subquery()).first()
        assert row.stamp == queries.law_stamp()

    def test_a_version_that_is_not_there(self, db):
        with pytest.raises(ProgrammeVersion.DoesNotExist):
            queries.rulebook(987654)


class TestStamp:
    def test_a_new_value_is_read_at_once(self, shangyu):
        book = queries.rulebook_for("shangyu", "dibao", SPRING)
        assert book.parameters.fen("standard", SPRING) is None
        set_parameter(
            place=shangyu,
            key="standard",
            value="1000.00",
            clause="演示",
            reason="演示数据",
            since=date(2025, 1, 1),
        )
        book = queries.rulebook_for("shangyu", "dibao", SPRING)
        assert book.parameters.fen("standard", SPRING) == 100_000

    def test_a_changed_calendar_is_read_at_once(self, shangyu):
        assert queries.calendar().is_working(date(2027, 1, 1))
        enter_year(year=2027, days=[SeedDay(date(2027, 1, 1), working=False, name="元旦")], source="演示")
        assert not queries.calendar().is_working(date(2027, 1, 1))
        assert queries.calendar().known(date(2027, 6, 1))

    def test_rows_written_past_the_models_count_too(self, shangyu):
        before = queries.law_stamp()
        shangyu.parameters.filter(key="roll_posting").update(value="false")
        assert queries.law_stamp() != before

    def test_what_is_rolled_back_leaves_no_trace_in_memory(self, shangyu):
        """A cached book of a change that never happened must not come back with the next change."""

        def state(amount: str) -> None:
            set_parameter(place=shangyu, key="standard", value=amount, clause="演示", reason="演示数据")

        with transaction.atomic():
            state("1.00")
            assert queries.rulebook_for("shangyu", "dibao", SPRING).parameters.fen("standard", SPRING) == 100
            transaction.set_rollback(True)
        assert queries.rulebook_for("shangyu", "dibao", SPRING).parameters.fen("standard", SPRING) is None
        state("2.00")
        assert queries.rulebook_for("shangyu", "dibao", SPRING).parameters.fen("standard", SPRING) == 200

    def test_there_is_one_row(self, shangyu):
        assert LawStamp.objects.count() == 1


class TestLiveRules:
    def test_a_page_shows_every_paper_with_its_condition(self, shangyu):
        tekun = Programme.objects.get(jurisdiction=shangyu, code="tekun")
        live = queries.live_rules(tekun, SPRING)
        card = next(item for item in live.checklist.applicant if item.code == "disability_card")
        assert card.selected_by == "有这种情况才要：有残疾证"
        assert live.posting_days.value == "7"

    def test_nothing_in_force_shows_nothing(self, yicheng):
        """YI-0"""
        dibao = Programme.objects.get(jurisdiction=yicheng, code="dibao")
        live = queries.live_rules(dibao, date(2025, 9, 5))
        assert (live.spec, live.checklist, live.version) == (None, None, None)
