"""The law in the staff shell: a county officer completes a silence; nobody deletes what is published."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from policies.actions.parameters import set_parameter
from policies.models import ParameterValue, Programme, ProgrammeVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = User.objects.create_superuser("gao", password="x" * 20)
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    "model", ["programme", "parametervalue", "calendarday", "calendaryear", "unit", "jurisdiction"]
)
def test_every_list_opens(officer, shangyu, model):
    assert officer.get(reverse(f"wagtailsnippets_policies_{model}:list")).status_code == 200


def test_the_national_value_stands_beside_a_silence(officer, yicheng):
    """YI-2.2c"""
    row = ParameterValue.objects.get(jurisdiction=yicheng, key="posting_days")
    page = officer.get(reverse("wagtailsnippets_policies_parametervalue:edit", args=[row.pk]))
    text = page.content.decode()
    assert "国家怎么说" in text
    assert "第十九条" in text


def test_a_published_programme_is_not_deleted(officer, shangyu):
    programme = Programme.objects.get(jurisdiction=shangyu, code="dibao")
    officer.post(reverse("wagtailsnippets_policies_programme:delete", args=[programme.pk]))
    assert ProgrammeVersion.objects.filter(programme=programme).exists()


def test_a_pack_s_value_is_not_deleted(officer, shangyu):
    row = ParameterValue.objects.get(jurisdiction=shangyu, key="pay_day", programme="dibao")
    officer.post(reverse("wagtailsnippets_policies_parametervalue:delete", args=[row.pk]))
    assert ParameterValue.objects.filter(pk=row.pk).exists()


def test_what_the_county_wrote_itself_may_be_deleted(officer, shangyu):
    row = set_parameter(
        place=shangyu, key="standard", value="1000.00", clause="演示", reason="演示", since=date(2025, 1, 1)
    )
    officer.post(reverse("wagtailsnippets_policies_parametervalue:delete", args=[row.pk]))
    assert not ParameterValue.objects.filter(pk=row.pk).exists()


def test_an_empty_programme_may_be_deleted(officer, shangyu):
    made = Programme.objects.create(jurisdiction=shangyu, code="mistake", name="写错了")
    officer.post(reverse("wagtailsnippets_policies_programme:delete", args=[made.pk]))
    assert not Programme.objects.filter(pk=made.pk).exists()
