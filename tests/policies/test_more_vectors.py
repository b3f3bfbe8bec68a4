"""Vectors worked out by hand at every edge: a fen either side of each line, month ends, swapped days, odd numbers.

`more_vectors.json` is in the form of `rules_vectors.json`; the properties below hold for all the numbers between.
"""

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from policies.rules.amounts import Tier, dibao_tier, single_person
from policies.rules.care import tekun_basic
from policies.rules.changes import amount_after_death, job_refusal
from policies.rules.income import maintenance_from_household, new_job_counted, pension_counted
from policies.rules.margins import within_margin
from policies.rules.money import Rounding, exact, yuan_of
from policies.vectors import TOPICS, VectorError, evaluate, evaluate_file

FILE = Path(__file__).with_name("more_vectors.json")
VECTORS = json.loads(FILE.read_text(encoding="utf-8"))
FEN = st.integers(0, 10_000_000)
STANDARDS = st.integers(1, 300_000).map(yuan_of)
HEADS = st.integers(1, 12)
TIERS = tuple(
    Tier(name, exact(below), exact(amount))
    for name, below, amount in (("A", "0.30", 600), ("B", "0.60", 420), ("C", 1, 240))
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_the_rules_agree_at_the_edge(vector):
    verdict = evaluate(vector)
    assert list(verdict.got) == list(vector["expect"])
    assert verdict.ok, f"{verdict.topic}: expected {verdict.expected}, got {verdict.got}"


def test_every_topic_has_edges():
    assert {vector["topic"] for vector in VECTORS} == set(TOPICS)
    assert len({vector["id"] for vector in VECTORS}) == len(VECTORS)


class TestWhatIsWrittenOddly:
    @pytest.mark.parametrize("content", ["[" * 100_000, '[{"id": ' + "9" * 5000 + "}]", "\ufeff[]"])
    def test_a_file_that_json_cannot_read_is_a_sentence(self, tmp_path, content):
        file = tmp_path / "odd.json"
        file.write_text(content, encoding="utf-8")
        with pytest.raises(CommandError, match=r"odd\.json: not a JSON file"):
            call_command("vectors", str(file))

    @pytest.mark.parametrize("standard", ['"1e999999999"', "1e999999999", '"' + "9" * 61 + '"'])
    def test_a_number_that_would_fill_the_memory_is_refused(self, tmp_path, standard):
        file = tmp_path / "odd.json"
        vector = {"id": "x", "topic": "tekun_basic", "input": {"standard": 0, "multiple": 1}}
        vector["expect"] = {"exact": "0"}
        file.write_text(json.dumps([vector]).replace('"standard": 0', f'"standard": {standard}'))
        with pytest.raises(VectorError, match=r"x: tekun_basic cannot use these values: .*too long"):
            evaluate_file(file)

    def test_an_unknown_word_deep_in_an_expectation_is_named(self):
        vector = {
            "id": "x",
            "topic": "tekun_care",
            "input": {"minimum_wage": "1880", "shares": {"full": "1/3"}},
            "expect": {"full": {"half_down": "626"}},
        }
        with pytest.raises(VectorError, match="x: tekun_care full has no answer called 'half_down'"):
            evaluate(vector)

    def test_json_shows_what_was_asked_for_and_no_more(self, tmp_path):
        vector = {
            "id": "x",
            "topic": "tekun_care",
            "input": {"minimum_wage": "1880", "shares": {"full": "1/3", "self": "1/10"}},
            "expect": {"full": {"half_up_fen": 626.67}},
        }
        file = tmp_path / "care.json"
        file.write_text(json.dumps([vector]))
        out = StringIO()
        call_command("vectors", str(file), "--json", stdout=out)
        assert json.loads(out.getvalue()) == [
            {
                "id": "x",
                "topic": "tekun_care",
                "ok": True,
                "expected": {"full": {"half_up_fen": 626.67}},
                "got": {"full": {"half_up_fen": "626.67"}},
            }
        ]

    def test_a_decimal_of_usual_size_is_a_number(self):
        assert exact(Decimal("1E+2")) == 100


class TestForAllNumbers:
    @given(STANDARDS, HEADS, FEN, FEN)
    def test_more_income_is_never_a_better_tier(self, standard, members, less, more):
        less, more = sorted((less, more))
        poorer, richer = (
            dibao_tier(standard=standard, members=members, annual_income=yuan_of(income), tiers=TIERS)
            for income in (less, more)
        )
        assert poorer.calculation.exact >= richer.calculation.exact >= 0

    @given(STANDARDS, HEADS, FEN, FEN, st.sampled_from(("own_income", "full")))
    def test_the_single_person_is_paid_between_nothing_and_the_standard(
        self, standard, members, per_head, own, mode
    ):
        done = single_person(
            standard=standard,
            household_members=members,
            household_pc_month=yuan_of(per_head),
            person_income_month=yuan_of(own),
            multiple="1.5",
            mode=mode,
        )
        assert 0 <= done.calculation.exact <= standard * max(done.recipients, 0)

    @given(STANDARDS, HEADS, FEN, st.integers(1, 100))
    def test_who_is_outside_the_strict_line_stays_outside_with_more(self, standard, members, income, more):
        def within(fen, operator):
            return within_margin(
                standard=standard,
                members=members,
                annual_income=yuan_of(fen),
                multiplier="1.5",
                operator=operator,
            )

        assert within(income, "below") or not within(income + more, "below")
        assert within(income, "at_most") or not within(income, "below")

    @given(STANDARDS, st.sampled_from(("1.3", "1.5", "4/3")), st.sampled_from(("fen", "jiao", "yuan")))
    def test_rounding_up_never_undercuts_the_minimum_and_never_adds_a_whole_unit(
        self, standard, multiple, unit
    ):
        basic = tekun_basic(standard=standard, multiple=multiple)
        rounding = Rounding.named(f"{unit}_ceil")
        assert not basic.breaks_minimum(rounding)
        assert basic.rounded(rounding) - basic.exact < {"fen": exact("0.01"), "jiao": exact("0.1")}.get(
            unit, 1
        )

    @given(STANDARDS, HEADS, FEN, st.integers(0, 5))
    def test_refusing_work_touches_one_share_at_most(self, standard, members, income, refusals):
        done = job_refusal(
            standard=standard,
            members=members,
            annual_income=yuan_of(income),
            refusals=refusals,
            refusals_needed=3,
        )
        assert 0 <= done.after <= done.before
        assert done.before - done.after in (0, done.own_share)

    @given(STANDARDS, st.integers(0, 12), FEN)
    def test_nobody_owes_after_a_death(self, standard, members, income):
        after = amount_after_death(standard=standard, members_after=members, annual_income=yuan_of(income))
        assert 0 <= after <= standard * members

    @given(STANDARDS, FEN, FEN, HEADS)
    def test_what_is_counted_is_never_negative_and_never_more_than_came_in(
        self, standard, income, base, members
    ):
        came_in = yuan_of(income)
        counted = (
            pension_counted(pension_month=came_in, central_base=yuan_of(base)),
            new_job_counted(
                standard=standard, new_wage_month=came_in, cap_multiple=3, months_min=6, months_max=12
            ),
            maintenance_from_household(
                supporter_household_income_month=came_in,
                supporter_members=members,
                standard=standard,
                threshold_k=2,
                rate="0.20",
                supported_people=1,
            ),
        )
        assert all(0 <= one <= came_in for one in counted)
