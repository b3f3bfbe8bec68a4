"""A county that was running before there were drafts finds its law in the forms, and its two groups in place."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.models import GroupPagePermission

from policies.models import Programme
from policies.rules.programme import digest

pytestmark = pytest.mark.django_db
MIGRATION = import_module("policies.migrations.0003_editors_and_publishers")


def test_the_newest_version_is_laid_into_the_form(shangyu):
    Programme.objects.update(
        steps="[]",
        materials="[]",
        notices="[]",
        clocks="[]",
        source_title="",
        effective_from=None,
        summary="",
    )
    MIGRATION.lay_out_drafts(apps, SimpleNamespace(connection=connection))
    for programme in Programme.objects.all():
        assert digest(programme.draft_body()) == programme.versions.order_by("-number").first().sha256


def test_only_publishers_may_publish(db):
    rights = {
        group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()
    }
    assert "publish_programme" in rights["发布人"]
    assert "publish_programme" not in rights["编辑"]
    assert {"change_programme", "add_programme", "access_admin"} <= rights["编辑"]


def test_a_house_without_the_demo_lets_editors_write_pages_and_publishers_publish_them(db):
    found = GroupPagePermission.objects.values_list("group__name", "permission__codename")
    rights = {name: {code for who, code in found if who == name} for name in ("编辑", "发布人")}
    assert rights == {
        "编辑": {"add_page", "change_page"},
        "发布人": {"add_page", "change_page", "publish_page"},
    }
