"""Scenes of the monthly amount: the exact line, the one rounding, the sheet that a household is shown."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.rules.amounts import (
    Member,
    SupplementRule,
    Tier,
    dibao_gap,
    dibao_tier,
    per_head_month,
    single_person,
    supplement,
)
from policies.rules.calculation import Row
from policies.rules.money import Rounding

YUAN_UP = Rounding("yuan", "ceil")
TIERS = (
    Tier("A", Fraction(3, 10), Fraction(600)),
    Tier("B", Fraction(3, 5), Fraction(420)),
    Tier("C", Fraction(1), Fraction(240)),
)
FEN = st.integers(0, 10_000_000).map(lambda fen: Fraction(fen, 100))
STANDARDS = st.integers(1, 300_000).map(lambda fen: Fraction(fen, 100))
HEADS = st.integers(1, 9)


class TestTheGap:
    def test_the_sheet_shows_each_step_with_its_clause(self):
        """649 art. 12, 57 art. 23; vector G1."""
        done = dibao_gap(
            standard="800",
            members=3,
            annual_income="16200",
            clauses={"standard": "57 art. 23", "rounding": "demo"},
        )
        assert done.rows == (
            Row("per_head_month", "16200 ÷ 12 ÷ 3", "450.00"),
            Row("income_below_standard", "16200 < 12 × 800 × 3", "yes", "57 art. 23"),
            Row("need", "800 × 3", "2400.00", "57 art. 23"),
            Row("income_month", "16200 ÷ 12", "1350.00"),
            Row("gap", "800 × 3 - 16200 ÷ 12", "1050.00"),
            Row("payable_fen_half_up", "1050", "1050.00", "demo"),
        )
        assert (done.eligible, done.exact, done.payable, done.fen) == (True, 1050, 1050, 105_000)

    def test_averaging_first_would_pay_a_yuan_too_much(self):
        """Vector G2: 632·3 - 22728/12 is exactly 2; 631.33·3 would make it 3."""
        assert dibao_gap(standard="632", members=3, annual_income="22728", rounding=YUAN_UP).payable == 2

    def test_exactly_at_the_standard_is_not_below_it(self):
        """Civil Code art. 1259; vector G3."""
        done = dibao_gap(standard="800", members=2, annual_income="19200", rounding=YUAN_UP)
        assert (done.eligible, done.exact, done.payable) == (False, 0, 0)
        assert done.rows[1].value == "no"

    def test_what_prints_as_the_standard_may_be_below_it(self):
        """Vector G4: 799.995 prints as 800.00."""
        done = dibao_gap(standard="800", members=2, annual_income="19199.88", rounding=YUAN_UP)
        assert (done.rows[0].value, done.eligible, done.payable) == ("800.00", True, 1)

    def test_a_place_whose_line_is_inclusive_pays_nothing_at_the_line(self):
        done = dibao_gap(standard="800", members=2, annual_income="19200", operator="at_most")
        assert (done.eligible, done.exact) == (True, 0)

    @pytest.mark.parametrize(("members", "income"), [(0, "0"), (-1, "0"), (1, "-1")])
    def test_impossible_households_are_refused(self, members, income):
        with pytest.raises(ValueError, match=r"member|negative"):
            dibao_gap(standard="800", members=members, annual_income=income)

    @given(STANDARDS, HEADS, FEN)
    def test_eligible_exactly_when_something_is_due(self, standard, members, income):
        done = dibao_gap(standard=standard, members=members, annual_income=income)
        assert done.eligible == (per_head_month(income, members) < standard) == (done.exact > 0)
        assert 0 <= done.exact <= standard * members

    @given(STANDARDS, HEADS, FEN, FEN)
    def test_more_income_never_pays_more(self, standard, members, less, more):
        low, high = sorted((less, more))
        assert (
            dibao_gap(standard=standard, members=members, annual_income=low).payable
            >= dibao_gap(standard=standard, members=members, annual_income=high).payable
        )

    @given(STANDARDS, HEADS, FEN)
    def test_income_and_aid_together_reach_the_standard(self, standard, members, income):
        done = dibao_gap(standard=standard, members=members, annual_income=income)
        if done.eligible:
            assert (income / 12 + done.exact) / members == standard


class TestTheTiers:
    @pytest.mark.parametrize(
        ("income", "tier", "paid"),
        [
            ("8639.99", "A", 1800),
            ("8640", "B", 1260),
            ("17279.99", "B", 1260),
            ("17280", "C", 720),
            ("28799.99", "C", 720),
        ],
    )
    def test_a_lower_bound_belongs_to_its_tier(self, income, tier, paid):
        done = dibao_tier(standard="800", members=3, annual_income=income, tiers=TIERS)
        assert done.tier is not None
        assert (done.tier.name, done.calculation.payable) == (tier, paid)
        assert [row.label_key for row in done.calculation.rows] == [
            "per_head_month",
            "tier",
            "tier_amount",
            "payable_fen_half_up",
        ]

    def test_above_the_last_tier_nothing(self):
        done = dibao_tier(standard="800", members=3, annual_income="28800", tiers=TIERS)
        assert (done.tier, done.calculation.eligible, done.calculation.payable) == (None, False, 0)

    def test_tiers_out_of_order_are_refused(self):
        with pytest.raises(ValueError, match="rise"):
            dibao_tier(standard="800", members=3, annual_income="0", tiers=TIERS[::-1])


class TestTheSinglePerson:
    def ask(self, per_head: str, own: str = "0", **more):
        return single_person(
            standard="800",
            household_members=4,
            household_pc_month=per_head,
            person_income_month=own,
            multiple="1.5",
            **more,
        )

    def test_in_a_margin_household(self):
        """57 art. 8."""
        assert (self.ask("1000").recipients, self.ask("1000").calculation.payable) == (1, 800)
        assert self.ask("1000", "57").calculation.payable == 743

    def test_a_household_that_qualifies_is_taken_in_whole(self):
        """83 I(1): never one convenient member."""
        assert (self.ask("780").recipients, self.ask("780").calculation.payable) == (4, 80)

    def test_above_the_margin_the_rule_is_not_there(self):
        assert (self.ask("1200").recipients, self.ask("1200").calculation.payable) == (0, 0)
        assert self.ask("1200", operator="at_most").recipients == 1

    def test_a_place_that_pays_the_full_standard(self):
        assert self.ask("1000", "57", mode="full").calculation.payable == 800
        assert self.ask("1000", "800", mode="full").recipients == 0


class TestTheSupplement:
    RULE = SupplementRule(rate=Fraction(1, 10), old_from=70, minor_below=18, severe_up_to=2)

    def ask(self, *people: Member, rule: SupplementRule = RULE):
        return supplement(base="1050", standard="800", people=people, rule=rule)

    def test_one_person_with_two_reasons_counts_once(self):
        """649 art. 12, 57 art. 27; vector B2."""
        done = self.ask(Member(72, disability_grade=1), Member(9), Member(40))
        assert (done.count, done.supplement, done.calculation.payable) == (2, 160, 1210)

    def test_unless_the_place_adds_reasons_up(self):
        stacking = SupplementRule(Fraction(1, 10), 70, 18, 2, stacking=True)
        assert self.ask(Member(72, 1, seriously_ill=True), rule=stacking).count == 3

    @pytest.mark.parametrize(
        ("member", "counts"),
        [
            (Member(70), 1), (Member(69), 0), (Member(17), 1), (Member(18), 0),
            (Member(40, 2), 1), (Member(40, 3), 0), (Member(40, seriously_ill=True), 1),
        ],
    )  # fmt: skip
    def test_the_edges(self, member, counts):
        assert self.ask(member).count == counts
