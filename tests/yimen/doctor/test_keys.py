"""The doctor looks at the keys."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from casework.models import Person
from policies.rules.identity import demo_id
from tests.support.second_factor import tie_phone
from tests.yimen.doctor.conftest import the_one
from yimen.doctor import keys

OTHER = {"later": b"k" * 32}


@pytest.fixture
def zhao(db):
    """赵立春, whose number is sealed."""
    person = Person(name="赵立春", birth=date(1950, 2, 4))
    person.put("id_number", demo_id("770101", person.birth, 1))
    person.save()
    return person


def test_a_ring_that_opens_what_was_sealed_is_well(trial, zhao):
    found = the_one(keys.ring(trial))

    assert found.level == "good"
    assert "1 个" in found.said


def test_an_empty_house_is_well(trial, db):
    assert the_one(keys.ring(trial)).level == "good"


def test_a_ring_without_the_old_key_is_broken_even_in_a_trial(trial, zhao, settings):
    settings.YIMEN_SEAL_KEYS = OTHER

    assert the_one(keys.ring(trial)).level == "bad"


def test_a_phone_whose_key_is_gone_is_named_and_its_owner_is_told_to_tie_it_anew(trial, db, settings):
    wang = get_user_model().objects.create_user("wangzhen")
    tie_phone(wang)
    assert the_one(keys.phones(trial)).level == "good"

    settings.YIMEN_SEAL_KEYS = OTHER
    found = the_one(keys.phones(trial))

    assert found.level == "bad"
    assert "wangzhen" in found.said


def test_published_keys_are_an_error_with_real_people_only(trial, strict):
    assert the_one(keys.secrecy(trial)).level == "hint"
    found = the_one(keys.secrecy(strict))

    assert found.level == "bad"
    assert "YIMEN_INDEX_KEY" in found.said
    assert "SECRET_KEY" in found.said


def test_own_keys_are_well_when_nobody_else_can_read_them(strict, settings, tmp_path):
    settings.YIMEN_SEAL_KEYS, settings.YIMEN_INDEX_KEY = OTHER, b"i" * 32
    settings.SECRET_KEY, settings.BASE_DIR = "s" * 50, tmp_path
    assert the_one(keys.secrecy(strict)).level == "good"

    (tmp_path / ".env").touch(mode=0o600)
    assert the_one(keys.secrecy(strict)).level == "good"
    (tmp_path / ".env").chmod(0o644)
    assert the_one(keys.secrecy(strict)).level == "bad"
