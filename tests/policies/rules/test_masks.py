"""Masks against a brute force that knows the county, the birth year and the sex."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.rules.identity import check_character, demo_id
from policies.rules.masks import (
    FLOOR,
    NOTHING_SHOWN,
    Known,
    Mask,
    NameMask,
    WeakMaskError,
    mask_name,
    strength,
)

WANG = "770101195803070014"


def everybody(region: str, year: int):
    """Every number that the county could have given out in the year."""
    day = date(year, 1, 1)
    while day.year == year:
        for sequence in range(1, 1000):
            first17 = f"{region}{day:%Y%m%d}{sequence:03d}"
            yield first17
        day += timedelta(days=1)


@pytest.fixture(scope="module")
def county():
    """All 364 635 numbers of one county and year, computed once."""
    return [first17 + check_character(first17) for first17 in everybody("770101", 1957)]


def shown(number: str, head: int, tail: int) -> str:
    return number[:head] + "*" * (18 - head - tail) + number[18 - tail :]


@pytest.mark.parametrize(
    ("head", "tail"), [(0, 0), (6, 0), (0, 1), (1, 1), (0, 2), (6, 2), (0, 3), (6, 4), (0, 4), (3, 4)]
)
def test_the_computed_strength_is_what_brute_force_finds(county, head, tail):
    fits = Counter(shown(number, head, tail) for number in county)
    assert strength(head, tail, Known(birth_year=True, sex=False)) == min(fits.values())
    both = [Counter(shown(n, head, tail) for n in county if int(n[16]) % 2 == sex) for sex in (0, 1)]
    assert strength(head, tail, Known(birth_year=True, sex=True)) == min(*both[0].values(), *both[1].values())


def test_another_county_and_year_give_the_same_figure():
    fits = Counter(shown(n + check_character(n), 6, 4) for n in everybody("330604", 1971))
    assert min(fits.values()) == strength(6, 4, Known(birth_year=True, sex=False))


class TestTheFloor:
    def test_the_common_mask_is_refused(self):
        """前6后4 leaves about 33 numbers once the birth year is known."""
        with pytest.raises(WeakMaskError, match=r"前6后4的掩码只剩 3\d 个.*全部隐去"):
            Mask(head=6, tail=4)
        assert 25 <= strength(6, 4) <= 34

    @pytest.mark.parametrize(("head", "tail"), [(3, 4), (0, 4), (0, 3), (6, 3), (0, 12)])
    def test_others_that_hide_too_little(self, head, tail):
        with pytest.raises(WeakMaskError, match="不能公开使用"):
            Mask(head=head, tail=tail)

    @pytest.mark.parametrize(("head", "tail"), [(0, 0), (0, 1), (0, 2), (6, 0), (1, 1), (6, 2)])
    def test_what_may_be_used(self, head, tail):
        assert Mask(head=head, tail=tail).strength() >= FLOOR

    @pytest.mark.parametrize(("head", "tail"), [(7, 0), (10, 0), (14, 0), (0, 13), (-1, 0), (0, -1)])
    def test_the_birth_date_is_never_shown(self, head, tail):
        with pytest.raises(WeakMaskError, match="出生日期"):
            Mask(head=head, tail=tail)

    def test_a_county_may_ask_for_more(self):
        with pytest.raises(WeakMaskError, match="20000"):
            Mask(tail=2, floor=20_000)

    def test_knowing_less_leaves_more(self):
        mask = Mask(tail=2)
        assert mask.strength() <= mask.strength(Known(sex=False)) < mask.strength(Known(birth_year=False))

    def test_nothing_shown_leaves_every_number_of_the_year(self):
        assert NOTHING_SHOWN.strength(Known(sex=False)) == 365 * 999
        assert NOTHING_SHOWN.strength() == 365 * 499


class TestTheShownNumber:
    def test_the_default_shows_nothing(self):
        assert NOTHING_SHOWN.apply(WANG) == "*" * 18
        assert NOTHING_SHOWN.label == "已隐去"

    def test_the_last_two_tell_namesakes_apart(self):
        mask = Mask(tail=2)
        assert mask.apply(WANG) == "****************14"
        assert mask.label == "已隐去，只显示后2位"
        assert Mask(head=6, tail=1).label == "已隐去，只显示前6位和后1位"

    @settings(max_examples=60)
    @given(
        st.dates(date(1920, 1, 1), date(2020, 12, 31)),
        st.integers(1, 999),
        st.integers(0, 6),
        st.integers(0, 2),
    )
    def test_a_mask_shows_only_its_ends(self, birth, sequence, head, tail):
        number = demo_id("770101", birth, sequence)
        text = Mask(head=head, tail=tail).apply(number)
        assert len(text) == 18
        assert (text[:head], text[18 - tail :]) == (number[:head], number[18 - tail :])
        assert set(text[head : 18 - tail]) == {"*"}


class TestNames:
    @pytest.mark.parametrize(
        ("name", "full", "middle", "surname"),
        [
            ("张小明", "张小明", "张*明", "张某"),
            ("张明", "张明", "张*", "张某"),
            ("欧阳小华", "欧阳小华", "欧**华", "欧阳某"),
            ("欧阳", "欧阳", "欧*", "欧某"),
            ("阿依·买买提", "阿依·买买提", "阿*·**提", "阿某"),
            ("张", "张", "张*", "张某"),
        ],
    )
    def test_three_ways_to_print_a_name(self, name, full, middle, surname):
        assert [mask_name(name, mode) for mode in NameMask] == [full, middle, surname]

    @pytest.mark.parametrize("mode", list(NameMask))
    def test_a_child_is_never_named(self, mode):
        """ZJ art. 55: minors are protected in postings."""
        assert mask_name("林小雨", mode, minor=True) == "林某"
