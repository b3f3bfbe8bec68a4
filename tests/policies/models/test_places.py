"""Offices: rows are scoped by the beginning of the code, so the code must begin with the parent's."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from policies.models import LawStamp, Programme, Unit, guards


def unit(place, code, parent=None, level=Unit.Level.TOWNSHIP) -> Unit:
    return Unit(jurisdiction=place, code=code, parent=parent, level=level, name="青石镇", short_name="青石")


def test_a_code_that_does_not_begin_with_the_parent_s_is_refused(shangyu):
    county = Unit.objects.get(code="330604")
    with pytest.raises(ValidationError, match="以 330604 开头"):
        unit(shangyu, "770101001", county).save()


def test_a_child_has_a_longer_code(shangyu):
    county = Unit.objects.get(code="330604")
    with pytest.raises(ValidationError, match="比上级单位的长"):
        unit(shangyu, "330604", county).save()


def test_a_parent_in_another_county_is_refused(shangyu, yicheng):
    with pytest.raises(ValidationError, match="别的地方"):
        unit(yicheng, "330604999", Unit.objects.get(code="330604")).save()


def test_only_a_county_has_no_parent(shangyu):
    with pytest.raises(IntegrityError), transaction.atomic():
        unit(shangyu, "330604999").save()


def test_under_is_itself_and_everything_below(shangyu):
    county = Unit.objects.get(code="330604")
    assert county.under().count() == 21
    assert str(county.under().first()) == "绍兴市上虞区"


def test_a_programme_names_its_place_and_keeps_its_drafts(shangyu):
    dibao = Programme.objects.get(jurisdiction=shangyu, code="dibao")
    assert str(dibao) == "上虞区 最低生活保障"
    dibao.save_revision()
    assert dibao.revisions.count() == 1
    assert str(dibao.versions.first()) == f"{dibao.pk} 第 1 版"


def test_the_stamp_says_itself(shangyu):
    stamp = LawStamp.objects.get()
    assert str(stamp) == stamp.token
    assert len(stamp.token) == 32


def test_the_guards_wait_for_the_tables(monkeypatch):
    """A database in the middle of its first migration has none of them yet."""
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert guards.install(connection) is None
