"""Private numbers: sealed to their place, found only by a keyed index, shown to nobody by accident."""

from __future__ import annotations

import base64
import logging

import pytest

from casework.models import Person
from casework.sealing import SealBroken, Sealed, blind_index, seal, unseal
from tests.casework.cast import Township

NUMBER = "770101195803070014"
PLACE = "person.id_number.1"


def test_what_is_sealed_opens_in_its_own_place_only() -> None:
    blob = seal(NUMBER, PLACE)

    assert unseal(blob, PLACE) == NUMBER
    assert unseal(memoryview(blob), PLACE) == NUMBER
    with pytest.raises(SealBroken):
        unseal(blob, "person.id_number.2")


def test_two_seals_of_one_number_look_different_and_hold_no_digit_of_it() -> None:
    first, second = seal(NUMBER, PLACE), seal(NUMBER, PLACE)

    assert first != second
    assert NUMBER.encode() not in first


@pytest.mark.parametrize("at", range(5))
def test_altered_bytes_do_not_open(at: int) -> None:
    blob = bytearray(seal(NUMBER, PLACE))
    blob[-1 - at] ^= 1

    with pytest.raises(SealBroken):
        unseal(bytes(blob), PLACE)


def test_an_old_key_still_opens_after_a_new_one_seals(settings: pytest.FixtureRequest) -> None:
    old = seal(NUMBER, PLACE)
    settings.YIMEN_SEAL_KEYS = {
        "new": base64.b64decode(base64.b64encode(b"n" * 32)),
        **settings.YIMEN_SEAL_KEYS,
    }

    new = seal(NUMBER, PLACE)

    assert unseal(old, PLACE) == unseal(new, PLACE) == NUMBER
    settings.YIMEN_SEAL_KEYS = {"new": b"n" * 32}
    with pytest.raises(SealBroken):
        unseal(old, PLACE)


def test_nothing_sealed_stays_nothing() -> None:
    assert seal("", PLACE) == b""
    assert not Sealed(b"", PLACE)
    assert Sealed(b"", PLACE).open() == ""


def test_a_sealed_value_shows_nothing_in_logs_and_texts(caplog: pytest.LogCaptureFixture) -> None:
    value = Sealed(seal(NUMBER, PLACE), PLACE)
    person = Person(name="赵立春")

    logging.getLogger("casework").warning("%s %r %s %r", value, value, person.pk, person)

    assert f"{value}" == repr(value) == "<sealed>"
    assert NUMBER not in caplog.text
    assert "赵立春" not in repr(person)


def test_the_index_of_a_number_depends_on_the_key_and_on_the_field(settings: pytest.FixtureRequest) -> None:
    first = blind_index(NUMBER, "id_number")

    assert first == blind_index(NUMBER, "id_number")
    assert first != blind_index(NUMBER, "account")
    settings.YIMEN_INDEX_KEY = b"k" * 32
    assert first != blind_index(NUMBER, "id_number")


def test_a_person_is_found_again_by_number_without_the_number_in_any_column(township: Township) -> None:
    township.lodged(1)
    number = township.household(1).members[0].id_number

    row = Person.objects.filter(id_number_index=blind_index(number, "id_number")).values().get()

    assert all(number not in str(value) for value in row.values())
