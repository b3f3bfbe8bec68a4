"""Exact money: no float comes in, one rounding goes out."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.rules.comparing import holds
from policies.rules.money import Rounding, decimals, exact, plain, printed, spoken, typed, yuan_of
from policies.rules.parameters import ROUNDINGS

ALL = [Rounding.named(name) for name in ROUNDINGS if name]
SUMS = st.fractions(min_value=0, max_value=10**9)


@pytest.mark.parametrize(
    ("given_as", "value"),
    [
        ("632", 632),
        ("0.20", Fraction(1, 5)),
        ("1/3", Fraction(1, 3)),
        (7, 7),
        (Decimal("0.1"), Fraction(1, 10)),
    ],
)
def test_what_is_exact(given_as, value):
    assert exact(given_as) == value


@pytest.mark.parametrize("wrong", [0.1, True, None, "", "many", "1/0", Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_exact_is_refused(wrong):
    with pytest.raises(ValueError, match="number"):
        exact(wrong)


def test_every_rounding_of_the_parameter_table_is_known():
    assert len(ALL) == 6
    with pytest.raises(ValueError, match="yuan_floor"):
        Rounding.named("yuan_floor")


@pytest.mark.parametrize(
    ("name", "text", "fen"),
    [
        ("fen_half_up", "869.04", 86904),
        ("fen_ceil", "869.05", 86905),
        ("jiao_half_up", "869.0", 86900),
        ("jiao_ceil", "869.1", 86910),
        ("yuan_half_up", "869", 86900),
        ("yuan_ceil", "870", 87000),
    ],
)
def test_one_amount_in_six_modes(name, text, fen):
    """Vector G5: 20857/24 yuan."""
    amount = Fraction(20857, 24)
    assert (Rounding.named(name).text(amount), Rounding.named(name).fen(amount)) == (text, fen)


def test_a_half_goes_up_always():
    assert [Rounding("yuan", "half_up").apply(Fraction(n, 2)) for n in (1, 3, 5)] == [1, 2, 3]


@given(SUMS, st.sampled_from(ALL))
def test_rounding_is_settled_near_and_up_when_it_says_up(amount, mode):
    once = mode.apply(amount)
    step = Fraction(1, {"fen": 100, "jiao": 10, "yuan": 1}[mode.unit])
    assert mode.apply(once) == once
    assert mode.fen(amount) == once * 100
    assert yuan_of(mode.fen(amount)) == once
    if mode.mode == "ceil":
        assert amount <= once < amount + step
    else:
        assert amount - step / 2 < once <= amount + step / 2


@given(st.fractions(min_value=-(10**6), max_value=10**6))
def test_plain_loses_nothing(number):
    assert Fraction(plain(number)) == number


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        ("-0.004", 2, "0.00"),
        ("-0.005", 2, "-0.01"),
        ("-1.5", 0, "-2"),
        ("1/3", 4, "0.3333"),
        ("12", 2, "12.00"),
    ],
)
def test_printed_with_fixed_decimals(number, places, text):
    assert decimals(Fraction(number), places) == text


@pytest.mark.parametrize(
    ("operator", "kept"),
    [
        ("below", (True, False, False)),
        ("at_most", (True, True, False)),
        ("above", (False, False, True)),
        ("at_least", (False, True, True)),
    ],
)
def test_how_a_limit_is_read(operator, kept):
    """Civil Code art. 1259: 以下 includes the number, 低于 does not."""
    assert tuple(holds(Fraction(value), operator, Fraction(100)) for value in (99, 100, 101)) == kept


@pytest.mark.parametrize(
    ("fen", "in_a_field", "in_a_letter", "in_a_sentence"),
    [
        (0, "0.00", "0.00", "0"),
        (5, "0.05", "0.05", "0.05"),
        (102_000, "1020.00", "1,020.00", "1,020"),
        (102_050, "1020.50", "1,020.50", "1,020.50"),
        (-102_000, "-1020.00", "-1,020.00", "-1,020"),
        (-5, "-0.05", "-0.05", "-0.05"),
        (10**17 + 1, "1000000000000000.01", "1,000,000,000,000,000.01", "1,000,000,000,000,000.01"),
    ],
)
def test_fen_are_written_as_yuan_without_losing_one(fen, in_a_field, in_a_letter, in_a_sentence):
    assert (typed(fen), printed(fen), spoken(fen)) == (in_a_field, in_a_letter, in_a_sentence)
