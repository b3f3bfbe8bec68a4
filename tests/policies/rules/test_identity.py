"""Scenes at the counter: numbers read aloud, typed on phones, copied from old files. Everybody is invented (77)."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.rules.identity import (
    ID_CHARACTERS,
    ID_CHECK,
    ID_DATE,
    ID_FUTURE,
    ID_LENGTH,
    NumberRefusedError,
    age_on,
    birth_date,
    check_character,
    check_id,
    demo_id,
    normalise_id,
    sex,
)

WANG = "770101195803070014"
LIN = "77010120110512014X"
INVENTED = st.builds(
    demo_id,
    st.from_regex(r"77[0-9]{4}", fullmatch=True).filter(str.isascii),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(1, 999),
)


class TestAcceptedNumbers:
    @pytest.mark.parametrize("sample", ["11010519491231002X", "440524188001010014"])
    def test_the_samples_of_the_standard(self, sample):
        """GB 11643-1999; the county of the second one has left today's table."""
        assert check_id(sample) is None

    @pytest.mark.parametrize(
        "typed",
        [
            "77010120110512014x",
            " 770101 20110512 014X ",
            "770101-20110512-014X",
            "７７０１０１２０１１０５１２０１４Ｘ",
            "770101\u200b20110512\u2060014X\ufeff",
            "77010120110512014Х",  # a Cyrillic letter from some keyboards
            "7701 0120 1105 1201 4\u00d7",
            "770101\u00a020110512\u3000014X",
        ],
    )
    def test_what_phones_and_people_add_is_taken_off(self, typed):
        assert normalise_id(typed) == LIN

    @given(INVENTED)
    def test_every_invented_number_is_possible(self, number):
        assert check_id(number) is None
        assert normalise_id(number.lower()) == number


class TestRefusedNumbers:
    @pytest.mark.parametrize(
        ("typed", "problem"),
        [
            ("", ID_LENGTH),
            ("7701011958030700", ID_LENGTH),
            ("77010119580307001" + "4" * 2, ID_LENGTH),
            ("7701011958030700A4", ID_CHARACTERS),
            ("77010119580307X014", ID_CHARACTERS),
            ("七七零一零一一九五八零三零七零零一四", ID_CHARACTERS),
            ("770101206202290011", ID_DATE),
            ("770101179912310015", ID_DATE),
            ("770101195813070014", ID_DATE),
            ("110105194912310029", ID_CHECK),
        ],
    )
    def test_each_with_its_reason(self, typed, problem):
        assert check_id(typed) == problem

    def test_nobody_is_born_tomorrow(self):
        tomorrow = demo_id("770101", date(2025, 3, 4), 1)
        assert check_id(tomorrow, today=date(2025, 3, 3)) == ID_FUTURE
        assert check_id(tomorrow, today=date(2025, 3, 4)) is None
        assert check_id(tomorrow) is None

    @given(INVENTED, st.integers(0, 16), st.integers(1, 9))
    def test_one_wrong_digit_is_always_seen(self, number, place, shift):
        wrong = str((int(number[place]) + shift) % 10)
        assert check_id(number[:place] + wrong + number[place + 1 :]) is not None

    @given(INVENTED, st.integers(0, 16))
    def test_two_swapped_neighbours_are_always_seen(self, number, place):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert swapped == number or check_id(swapped) is not None

    @given(st.text(max_size=40), INVENTED)
    def test_the_sentence_never_repeats_what_was_typed(self, noise, number):
        typed = number[:17] + noise + "9"
        problem = check_id(typed)
        if problem is not None:
            assert number[6:14] not in problem.sentence
            assert number[:17] not in repr(problem)


class TestWhatTheNumberSays:
    def test_birth_and_sex(self):
        assert (birth_date(WANG), sex(WANG)) == (date(1958, 3, 7), "male")
        assert (birth_date(LIN), sex(LIN)) == (date(2011, 5, 12), "female")

    def test_an_unchecked_number_without_a_date_is_refused(self):
        with pytest.raises(NumberRefusedError):
            birth_date("770101195813070014")

    @pytest.mark.parametrize(
        ("day", "years"),
        [(date(2018, 3, 6), 59), (date(2018, 3, 7), 60), (date(1958, 3, 6), -1), (date(1958, 3, 7), 0)],
    )
    def test_years_are_completed_on_the_birthday(self, day, years):
        assert age_on(date(1958, 3, 7), day) == years

    @pytest.mark.parametrize(
        ("day", "years"),
        [
            (date(2025, 2, 27), 64),
            (date(2025, 2, 28), 65),
            (date(2024, 2, 28), 63),
            (date(2024, 2, 29), 64),
            (date(2100, 2, 28), 140),
        ],
    )
    def test_who_was_born_on_the_29th_of_february(self, day, years):
        assert age_on(date(1960, 2, 29), day) == years


class TestInventedPeople:
    def test_numbers_of_the_demo(self):
        assert demo_id("770101", date(1958, 3, 7), 1) == WANG
        assert demo_id("770101", date(2011, 5, 12), 14) == LIN

    def test_a_region_that_could_be_real_is_refused(self):
        with pytest.raises(ValueError, match="77"):
            demo_id("330604", date(1958, 3, 7), 1)

    @pytest.mark.parametrize("sequence", [0, 1000])
    def test_the_sequence_has_three_digits(self, sequence):
        with pytest.raises(ValueError, match="sequence"):
            demo_id("770101", date(1958, 3, 7), sequence)

    def test_the_check_character_by_the_other_formula(self):
        """ISO 7064 as a chain: p = (2·(p + digit)) mod 11, then the character makes the sum 1."""
        chance = random.Random(1)
        for _ in range(500):
            first17 = "".join(chance.choices("0123456789", k=17))
            chain = 0
            for digit in first17:
                chain = (chain + int(digit)) * 2 % 11
            assert "0123456789X".index(check_character(first17)) == (1 - chain) % 11


def test_normalising_is_settled_after_one_turn():
    once = normalise_id(" 770101—20110512—014ｘ ")
    assert once == LIN == normalise_id(once)
