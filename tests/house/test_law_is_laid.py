"""A law put back row by row is the law that was published: the same rows, and numbers go on behind them."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import transaction

from policies import queries as law
from policies.models import LawStamp, Programme, Unit
from tests.support.law import lay_law

AT = datetime(2025, 1, 6, 1, tzinfo=UTC)


def everything():
    """All rows of all tables, but the stamp, which is random."""
    tables = (model for model in apps.get_models() if model is not LawStamp)
    return {model._meta.label: sorted(map(repr, model._base_manager.values_list())) for model in tables}


@pytest.mark.django_db
def test_what_is_put_back_is_what_was_published():
    found = []
    for _ in range(2):
        with transaction.atomic():
            place = lay_law("huaxi", AT)
            version = law.version_in_force("huaxi", "dibao", AT.date())
            found.append((everything(), law.rulebook(version.pk).spec))
            Unit.objects.create(
                jurisdiction=place,
                parent=Unit.objects.get(jurisdiction=place, level="county"),
                level="township",
                code=f"{place.region_code}990",
                name="演示镇",
                short_name="演示",
            )
            transaction.set_rollback(True)
        assert not Programme.objects.exists()

    assert found[0] == found[1]
    assert len(found[0][0]["policies.ProgrammeVersion"]) >= 1
