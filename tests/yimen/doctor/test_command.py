"""`manage.py doctor`: a demo county is well, an ill house exits with 1, and one fallen check stops no other."""

import pytest
from django.core.management import CommandError, call_command

from yimen.demo.cases import fill
from yimen.doctor import examination, people, production
from yimen.doctor.finding import MARKS


@pytest.fixture
def _folders(settings, tmp_path):
    settings.BAKED_ROOT = tmp_path / "baked"
    private = settings.STORAGES["private"]
    options = {**private["OPTIONS"], "location": tmp_path / "private"}
    settings.STORAGES = {**settings.STORAGES, "private": {**private, "OPTIONS": options}}


@pytest.mark.usefixtures("_folders")
def test_a_fresh_demo_county_is_well(offices, trial, capsys):
    fill(offices, seed=77, number=1, now=trial.now, tell=lambda done, total: None)

    call_command("doctor")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 20
    assert all(line[0] in MARKS.values() for line in lines[:-1])
    assert all(" → " in line for line in lines if line[0] != MARKS["good"] and line is not lines[-1])


def test_the_same_county_is_not_fit_for_real_people(offices, capsys):
    with pytest.raises(CommandError) as caught:
        call_command("doctor", "--production")

    assert caught.value.returncode == 1
    out = capsys.readouterr().out
    for subject in (production.MODE, people.PASSWORDS):
        assert f"{MARKS['bad']} {subject}" in out


def test_a_check_that_falls_over_is_a_finding_and_stops_none(trial):
    def fallen(visit):
        raise RuntimeError("secret words")
        yield

    first, second = examination.examine(trial, (fallen, people.demo))

    assert first.level == "bad"
    assert "RuntimeError" in first.said
    assert "secret words" not in first.line()
    assert second.level == "good"
