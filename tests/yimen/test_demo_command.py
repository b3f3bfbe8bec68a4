"""`manage.py demo`: makes the county once, leaves its accounts where the server shows them, never in production."""

import pytest
from django.core.management import CommandError, call_command

from casework.models import Case, Lead
from yimen.demo import county

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    settings.VAR_DIR, settings.BAKED_ROOT = tmp_path, tmp_path / "baked"
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path / "private"},
    }
    settings.STORAGES = {**settings.STORAGES, "private": private}


def test_the_county_is_made_once_and_its_accounts_are_shown(settings, capsys):
    call_command("demo", "--people", "1")
    made = Case.objects.count()
    shown = (settings.VAR_DIR / "demo-accounts.txt").read_text(encoding="utf-8")
    (settings.VAR_DIR / "demo-accounts.txt").unlink()

    call_command("demo")

    assert Case.objects.count() == made >= 10
    assert Lead.objects.count() == len(county.data()["leads"]) + len(county.data()["told"])
    assert "已经有了" in capsys.readouterr().out
    assert (settings.VAR_DIR / "demo-accounts.txt").read_text(encoding="utf-8") == shown
    assert county.data()["password"] in shown
    for account, _ in county.accounts():
        assert account in shown


def test_no_invented_person_is_ever_made_in_production(settings):
    settings.YIMEN_ENV = "production"

    with pytest.raises(CommandError):
        call_command("demo", "--people", "1")
    assert not Case.objects.exists()
