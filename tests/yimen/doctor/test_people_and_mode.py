"""The doctor looks at who can get in, and at how the house runs."""

import pytest
from django.contrib.auth import get_user_model
from django.core import checks

from casework.actions.staffing import appoint
from casework.models import Appointment
from casework.rules.refusal import StepRefused
from tests.support.second_factor import tie_phone
from tests.yimen.doctor.conftest import the_one
from yimen.doctor import people, production


def test_demo_accounts_are_an_error_with_real_people(trial, strict, offices):
    assert the_one(people.passwords(trial)).level == "good"
    found = the_one(people.passwords(strict))

    assert found.level == "bad"
    assert "shenpi" in found.said


def test_an_administrator_with_a_password_everybody_knows_is_named(strict, db):
    get_user_model().objects.create_superuser("root", password="changeme")

    assert "root" in the_one(people.passwords(strict)).said


def test_own_passwords_are_well(strict, offices):
    for user in get_user_model().objects.all():
        user.set_password("a long invented one 77")
        user.save()

    assert the_one(people.passwords(strict)).level == "good"


@pytest.mark.parametrize(
    ("on", "trial_says", "strict_says"), [(True, "good", "bad"), (False, "good", "good")]
)
def test_the_role_picker_never_stands_open_with_real_people(
    trial, strict, settings, on, trial_says, strict_says
):
    settings.YIMEN_DEMO = on

    assert the_one(people.demo(trial)).level == trial_says
    assert the_one(people.demo(strict)).level == strict_says


def test_a_trial_mode_is_an_error_for_real_people(trial, strict, settings):
    assert the_one(production.mode(trial)).level == "good"
    assert the_one(production.mode(strict)).level == "bad"
    settings.YIMEN_ENV = "production"
    assert the_one(production.mode(strict)).level == "good"
    settings.DEBUG = True
    assert the_one(production.mode(strict)).level == "bad"


def test_the_list_for_deployment_is_asked_in_production_only(trial, strict, settings):
    assert the_one(production.deploy(trial)).level == "good"
    settings.SECURE_HSTS_SECONDS = 0
    found = the_one(production.deploy(strict))

    assert found.level == "bad"
    assert "security.W004" in found.said


def test_a_warning_of_any_system_check_is_named(trial, monkeypatch):
    monkeypatch.setattr(checks, "run_checks", lambda **_: [checks.Warning("x", id="yimen.W001")])

    assert "yimen.W001" in the_one(production.deploy(trial)).said


def test_no_encryption_is_said(trial, strict, settings):
    settings.YIMEN_TLS = False
    assert the_one(production.transport(trial)).level == "good"
    assert the_one(production.transport(strict)).level == "hint"
    settings.YIMEN_TLS = True
    assert the_one(production.transport(strict)).level == "good"


@pytest.mark.parametrize(
    ("day", "level"), [("", "hint"), ("2026-3-1x", "bad"), ("2015-03-01", "hint"), ("{today}", "good")]
)
def test_the_impact_assessment_is_reminded_of(strict, settings, day, level):
    settings.YIMEN_ASSESSED_ON = day.format(today=strict.today)

    assert the_one(production.assessment(strict)).level == level


def test_who_decides_without_a_phone_is_named_and_with_real_people_it_is_an_error(
    trial, strict, settings, offices
):
    settings.YIMEN_DEMO = False
    assert the_one(people.phones(trial)).level == "hint"
    found = the_one(people.phones(strict))
    assert (found.level, "shenpi" in found.said, "shouli" in found.said) == ("bad", True, False)

    settings.YIMEN_DEMO = True
    assert the_one(people.phones(trial)).level == "good"
    assert the_one(people.phones(strict)).level == "bad"

    for user in get_user_model().objects.all():
        tie_phone(user)
    assert the_one(people.phones(strict)).level == "good"


def test_who_decides_and_supervises_at_once_is_named(trial, offices):
    """HX-2b"""
    assert the_one(people.posts(trial)).level == "good"
    post = Appointment.objects.filter(role="approver").select_related("officer", "unit").first()
    with pytest.raises(StepRefused, match="监督"):
        appoint(officer=post.officer, unit=post.unit.parent, role="county")

    Appointment.objects.create(officer=post.officer, unit=post.unit.parent, role="county")

    found = the_one(people.posts(trial))
    assert (found.level, post.officer.name in found.said) == ("bad", True)
