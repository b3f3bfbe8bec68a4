"""Scenes of phones and accounts: what is typed at the counter. Nobody can be called, nobody can be paid."""

import random

import pytest

from policies.rules.contact_numbers import (
    ACCOUNT_CHARACTERS,
    ACCOUNT_CHECK,
    ACCOUNT_LENGTH,
    PHONE_FORM,
    account_warning,
    check_account,
    check_phone,
    demo_account,
    demo_mobile,
    luhn_ok,
    normalise_account,
    normalise_phone,
    phone_kind,
)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("13800000000", "mobile"),
        ("138 0000 0000", "mobile"),
        ("+86 138-0000-0000", "mobile"),
        ("0086 13800000000", "mobile"),
        ("8613800000000", "mobile"),
        ("１３８００００００００", "mobile"),
        ("0575-82120000", "landline"),
        ("(0575) 8212 0000", "landline"),
        ("（010）82120000", "landline"),
        ("+86 0575 8212 0000", "landline"),
        ("12345", None),
        ("8212000", None),
        ("12800000000", None),
        ("138000000001", None),
        ("电话", None),
        ("", None),
    ],
)
def test_what_kind_of_phone_this_is(typed, kind):
    assert phone_kind(typed) == kind
    assert check_phone(typed) == (None if kind else PHONE_FORM)


def test_an_invented_phone_counts_only_in_the_demo():
    number = demo_mobile(42)
    assert number == "10000000042"
    assert (phone_kind(number), phone_kind(number, demo=True)) == (None, "demo")


def test_an_area_code_that_begins_with_86_is_not_the_country():
    assert normalise_phone("8612345") == "8612345"


def test_an_account_of_a_bank_card():
    assert normalise_account("0000 1234 5678 9012 341") == "0000123456789012341"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("6217 0000", ACCOUNT_LENGTH),
        ("0" * 20, ACCOUNT_LENGTH),
        ("6217**********1234", ACCOUNT_CHARACTERS),
        ("", ACCOUNT_CHARACTERS),
    ],
)
def test_impossible_accounts_are_refused(typed, problem):
    assert check_account(typed) == problem
    assert account_warning(typed) is None


def test_a_passbook_that_fails_the_card_check_is_only_asked_about():
    passbook = "1010012345678901"
    assert check_account(passbook) is None
    assert account_warning(passbook) == ACCOUNT_CHECK
    assert account_warning(demo_account(7)) is None


def test_the_card_check_sees_each_single_wrong_digit():
    chance = random.Random(2)
    for _ in range(200):
        account = demo_account(chance.randrange(10**14))
        assert luhn_ok(account)
        place = chance.randrange(19)
        wrong = str((int(account[place]) + chance.randint(1, 9)) % 10)
        assert not luhn_ok(account[:place] + wrong + account[place + 1 :])


def test_invented_accounts_and_phones_have_bounds():
    with pytest.raises(ValueError, match="14 digits"):
        demo_account(10**14)
    with pytest.raises(ValueError, match="4 digits"):
        demo_mobile(10000)
