"""The secrets of the second factor are sealed: a copied one opens nothing, a lost key is survived, old rows are brought over."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from policies.step_up import FIELD
from tests.support.second_factor import code_of, tie_phone
from tests.yimen.stepping_up import approve, sit
from yimen.models import Phone

moving = import_module("yimen.migrations.0002_sealed_second_factor")
pytestmark = pytest.mark.django_db


def test_a_secret_copied_to_another_account_opens_nothing(town, waiting):
    lius = tie_phone(town.user("刘敏"))
    wangs = tie_phone(town.user("王镇长"))
    Phone.objects.filter(pk=wangs.pk).update(secret=lius.secret)

    refused = approve(sit(town, "王镇长"), waiting, **{FIELD: code_of(lius)})

    assert refused.status_code == 403
    waiting.refresh_from_db()
    assert waiting.stage == "posted"


def test_a_waiting_phone_whose_key_is_gone_is_drawn_anew(town, settings):
    wang = sit(town, "王镇长")
    before = wang.get(reverse("second_factor")) and town.user("王镇长").phone_set.get()
    settings.YIMEN_SEAL_KEYS = {"new": b"n" * 32}

    page = wang.get(reverse("second_factor"))

    assert page.status_code == 200
    assert town.user("王镇长").phone_set.get().pk != before.pk


def test_phones_and_paper_codes_of_the_open_tables_are_brought_over_sealed_and_the_tables_go(town, waiting):
    wang = town.user("王镇长")
    secret = "3132333435363738393031323334353637383930"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {moving.OLD_PHONES} (id integer, user_id integer, confirmed boolean, key varchar(80), "
            "drift smallint, last_t bigint)"
        )
        cursor.execute(f"CREATE TABLE {moving.OLD_SHEETS} (id integer, user_id integer, name varchar(64))")
        cursor.execute(f"CREATE TABLE {moving.OLD_CODES} (id integer, device_id integer, token varchar(16))")
        cursor.execute(f"INSERT INTO {moving.OLD_PHONES} VALUES (1, {wang.pk}, true, '{secret}', 0, -1)")
        cursor.execute(f"INSERT INTO {moving.OLD_SHEETS} VALUES (1, {wang.pk}, 'paper')")
        cursor.execute(f"INSERT INTO {moving.OLD_CODES} VALUES (1, 1, 'abcd2345')")

    moving.seal_what_lay_open(apps, SimpleNamespace(connection=connection))

    phone = Phone.objects.get(user=wang)
    assert phone.generator().key == b"12345678901234567890"
    assert secret.encode() not in bytes(phone.secret)
    assert not {moving.OLD_PHONES, moving.OLD_SHEETS, moving.OLD_CODES} & set(
        connection.introspection.table_names()
    )
    assert approve(sit(town, "王镇长"), waiting, **{FIELD: "abcd2345"}).status_code == 302
