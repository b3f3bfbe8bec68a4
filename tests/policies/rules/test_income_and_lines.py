"""Scenes of incomes, lines, caps, care and changes; the ids are those of the shared vectors."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.rules.caps import compulsory_visits, reserve_minimum, sample_size, temporary_amount, within_cap
from policies.rules.care import SelfCareGrade, care_rates, self_care_grade, tekun_basic
from policies.rules.changes import (
    Month,
    amount_after_death,
    fine_range,
    first_payment_month,
    job_refusal,
    phase_out,
)
from policies.rules.income import (
    after_work_cost,
    child_support,
    maintenance_counted,
    maintenance_from_household,
    new_job_counted,
    pension_counted,
)
from policies.rules.margins import expenditure_poor, property_limit, within_margin
from policies.rules.money import Rounding

GRADES = (SelfCareGrade("able", 0), SelfCareGrade("partly", 1), SelfCareGrade("fully", 4))


class TestIncome:
    def test_the_cost_of_working_is_taken_off_first(self):
        """57 art. 13; D2."""
        assert after_work_cost(wage_month="1500", deduct_rate="0.20") == 1200

    @pytest.mark.parametrize("rate", ["-0.1", "1.1"])
    def test_a_share_is_a_share(self, rate):
        with pytest.raises(ValueError, match="between 0 and 1"):
            after_work_cost(wage_month="1500", deduct_rate=rate)

    def new_job(self, wage: str, **more):
        return new_job_counted(
            standard="1000",
            new_wage_month=wage,
            cap_multiple="3",
            **{"months_min": 6, "months_max": 12, **more},
        )

    def test_a_new_job_is_disregarded_up_to_its_cap(self):
        """ZJ art. 50; D3 to D5."""
        assert [self.new_job(wage) for wage in ("3400", "2900", "3000")] == [400, 0, 0]

    def test_after_the_last_month_everything_counts(self):
        assert [self.new_job("3400", month_of_job=month) for month in (12, 13)] == [400, 3400]

    @pytest.mark.parametrize("months", [{"months_min": 0}, {"months_min": 13}])
    def test_impossible_months_are_refused(self, months):
        with pytest.raises(ValueError, match="disregard"):
            self.new_job("3400", **months)

    def test_the_base_pension_is_not_counted(self):
        """57 art. 13; D6."""
        assert pension_counted(pension_month="205.00", central_base="123.00") == 82
        assert pension_counted(pension_month="100", central_base="123.00") == 0


class TestMaintenance:
    def ask(self, **more):
        given = {
            "supporter_household_income_month": "8000",
            "supporter_members": 3,
            "standard": "800",
            "threshold_k": "2",
            "rate": "0.20",
            "supported_people": 2,
        }
        return maintenance_from_household(**{**given, **more})

    def test_what_is_above_the_threshold_is_shared(self):
        """S1, S3."""
        assert (self.ask(), self.ask(threshold_k="1", rate="0.50")) == (320, 1400)

    def test_below_the_threshold_nothing_is_owed(self):
        """S2."""
        assert self.ask(supporter_household_income_month="4500") == 0

    @pytest.mark.parametrize("empty", [{"supporter_members": 0}, {"supported_people": 0}])
    def test_nobody_is_refused(self, empty):
        with pytest.raises(ValueError, match="members"):
            self.ask(**empty)

    def test_children_share_a_capped_part(self):
        """S5, S6."""
        alone = child_support(supporter_income_month="9000", children=1, rate="0.25")
        three = child_support(supporter_income_month="9000", children=3, rate="0.25", cap="0.50")
        assert (alone.per_child, three.total, three.per_child) == (2250, 4500, 1500)
        with pytest.raises(ValueError, match="one child"):
            child_support(supporter_income_month="9000", children=0, rate="0.25")

    def test_agreement_before_formula_and_what_is_really_paid_if_more(self):
        """S7."""
        assert maintenance_counted(computed="320", agreement_month="500", actually_paid="650") == 650
        assert maintenance_counted(computed="320", agreement_month="500") == 500
        assert maintenance_counted(computed="320", agreement_month="100") == 100
        assert maintenance_counted(computed="320", actually_paid="100") == 320


class TestLines:
    def test_the_same_income_is_out_nationally_and_in_in_zhejiang(self):
        """57 art. 8 says 低于, ZJ art. 13 says 以下; M2, M3."""
        at_the_line = {"standard": "800", "members": 1, "annual_income": "14400", "multiplier": "1.5"}
        assert not within_margin(**at_the_line, operator="below")
        assert within_margin(**at_the_line, operator="at_most")
        with pytest.raises(ValueError, match="member"):
            within_margin(**{**at_the_line, "members": 0}, operator="below")

    def test_property_at_the_limit(self):
        """P1."""
        strict = property_limit(standard="1181", multiple=48, operator="below")
        assert (strict.limit, strict.at_limit_allowed) == (56688, False)
        assert strict.allows("56687.99")
        assert not strict.allows("56688")
        assert property_limit(standard="1181", multiple=48, operator="at_most").allows("56688")

    def poor(self, **more):
        given = {
            "annual_income": "60000",
            "members": 3,
            "local_disposable_pc_last_year": "23000",
            "rigid_expenditure_12m": "38000",
            "local_ratio": "0.60",
        }
        return expenditure_poor(**{**given, **more})

    def test_expenditure_poor_needs_both(self):
        """GX art. 4; X1 to X3."""
        assert self.poor().recognised
        assert not self.poor(local_disposable_pc_last_year="20000").recognised
        assert not self.poor(rigid_expenditure_12m="36000").recognised

    def test_no_income_at_all(self):
        assert (self.poor(annual_income="0").ratio, self.poor(annual_income="0").recognised) == (None, True)
        assert not self.poor(annual_income="0", rigid_expenditure_12m="0").recognised
        with pytest.raises(ValueError, match="member"):
            self.poor(members=0)


class TestCare:
    def test_half_up_can_break_the_minimum(self):
        """K3: 1535 is less than 1535.30."""
        basic = tekun_basic(standard="1181", multiple="1.3")
        assert basic.exact == Fraction("1535.3")
        assert basic.breaks_minimum(Rounding("yuan", "half_up"))
        assert not basic.breaks_minimum(Rounding("yuan", "ceil"))
        assert basic.floor_would_break_minimum
        assert not tekun_basic(standard="800", multiple="1.3").floor_would_break_minimum

    def test_grades_by_failed_indicators(self):
        """43 arts 21 and 22; K4 to K8."""
        grades = [self_care_grade(indicators_failed=n, indicators=6, grades=GRADES) for n in range(7)]
        assert grades == ["able", "partly", "partly", "partly", "fully", "fully", "fully"]

    @pytest.mark.parametrize("failed", [-1, 7])
    def test_there_are_six(self, failed):
        with pytest.raises(ValueError, match="between 0 and 6"):
            self_care_grade(indicators_failed=failed, indicators=6, grades=GRADES)

    def test_grades_begin_at_none(self):
        with pytest.raises(ValueError, match="begin"):
            self_care_grade(indicators_failed=0, indicators=6, grades=GRADES[1:])

    def test_care_is_a_share_of_the_minimum_wage(self):
        """K9."""
        assert care_rates(minimum_wage="1880", shares={"full": "1/3", "self": "1/10"}) == {
            "full": Fraction(1880, 3),
            "self": 188,
        }


class TestCapsAndCounts:
    def test_up_to_and_including(self):
        """SY-2a: 6倍(含)以内; E1, E2."""
        assert within_cap(standard="1000", multiple=6, amount="6000")
        assert not within_cap(standard="1000", multiple=6, amount="6000.01")
        assert not within_cap(standard="1000", multiple=6, amount="6000", operator="below")

    def test_the_basis_decides(self):
        """ZJ art. 39: for each person; E5."""
        amount = temporary_amount(standard="1000", members=4, per_person_multiple=2)
        assert within_cap(standard="1000", multiple=6, amount=amount, basis="per_person", members=4)
        assert not within_cap(standard="1000", multiple=6, amount=amount, basis="per_case", members=4)

    def test_the_reserve(self):
        """SY-4.4g; E6."""
        assert reserve_minimum(registered_population=35412, per_head="2.00") == 70824

    @given(st.integers(1, 10_000), st.integers(1, 100))
    def test_a_draw_never_rounds_to_nobody(self, population, percent):
        drawn = sample_size(population=population, percent=percent)
        assert 1 <= drawn <= population
        assert drawn - 1 < Fraction(population * percent, 100) <= drawn

    def test_a_draw_from_nobody(self):
        """C4."""
        assert sample_size(population=0, percent=12) == 0
        with pytest.raises(ValueError, match="households"):
            sample_size(population=-1, percent=12)

    def test_each_household_is_visited_once(self):
        """Requirements S6: near relatives and complaints are visited all, beside the draw; C6."""
        assert compulsory_visits(near_relative=4, complaint=3, overlap=1) == 6
        with pytest.raises(ValueError, match="overlap"):
            compulsory_visits(near_relative=4, complaint=3, overlap=4)


class TestChanges:
    def test_only_the_refusers_part_stops(self):
        """649 art. 45; J1."""
        done = [
            job_refusal(standard="800", members=3, annual_income="16200", refusals=n, refusals_needed=3)
            for n in (2, 3)
        ]
        assert [(each.before, each.own_share, each.after) for each in done] == [
            (1050, 350, 1050),
            (1050, 350, 700),
        ]

    def test_after_a_death(self):
        """83 I(3); J2."""
        assert amount_after_death(standard="800", members_after=2, annual_income="16200") == 250
        assert (
            amount_after_death(
                standard="800", members_after=2, annual_income="16200", income_of_the_dead="4200"
            )
            == 600
        )
        assert amount_after_death(standard="800", members_after=0, annual_income="0") == 0

    def test_the_fine(self):
        """649 art. 68; J3."""
        fine = fine_range(defrauded="4200", least_times=1, most_times=3)
        assert (fine.least, fine.most) == (4200, 12600)
        with pytest.raises(ValueError, match="least"):
            fine_range(defrauded="1", least_times=3, most_times=1)

    def test_the_phase_out(self):
        """83 I(3); J4."""
        months = phase_out(decision=date(2025, 3, 31), months=6)
        assert [str(m) for m in (months.first_month, months.last_month, months.stop_from)] == [
            "2025-04",
            "2025-09",
            "2025-10",
        ]
        with pytest.raises(ValueError, match="one month"):
            phase_out(decision=date(2025, 3, 31), months=0)

    @pytest.mark.parametrize(
        ("day", "month"), [((2025, 1, 31), "2025-02"), ((2025, 2, 1), "2025-03"), ((2025, 12, 31), "2026-01")]
    )
    def test_paid_from_the_month_after_the_decision(self, day, month):
        """57 art. 22; J5 to J7."""
        assert str(first_payment_month(date(*day))) == month

    @given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-500, 500))
    def test_months_go_forth_and_back(self, day, months):
        month = Month.of(day)
        assert month.plus(months).plus(-months) == month
        assert (month.plus(months) > month) == (months > 0)
