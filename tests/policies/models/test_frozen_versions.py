"""A published version is never changed, by nobody: not through the model, not past it, not in the database."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from policies.models import FrozenError, ProgrammeVersion
from policies.rules.programme import canonical_json, digest


@pytest.fixture
def version(shangyu):
    return ProgrammeVersion.objects.get(programme__jurisdiction=shangyu, programme__code="dibao")


def sql(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


class TestThroughTheModel:
    def test_saving_again_is_refused(self, version):
        version.source_title = "另一份文件"
        with pytest.raises(FrozenError, match="不能改"):
            version.save()

    def test_deleting_is_refused(self, version):
        with pytest.raises(FrozenError, match="不能删"):
            version.delete()

    @pytest.mark.parametrize("act", ["update", "delete", "bulk_update"])
    def test_in_bulk_too(self, version, act):
        calls = {
            "update": lambda rows: rows.update(body="{}"),
            "delete": lambda rows: rows.delete(),
            "bulk_update": lambda rows: rows.bulk_update([version], ["body"]),
        }
        with pytest.raises(FrozenError):
            calls[act](ProgrammeVersion.objects.all())


class TestInTheDatabase:
    @pytest.mark.parametrize(
        ("column", "value"),
        [("body", "{}"), ("sha256", "0" * 64), ("number", 9), ("effective_from", date(2020, 1, 1))],
    )
    def test_no_column_can_be_changed(self, version, column, value):
        with pytest.raises(DatabaseError, match="frozen"):
            sql(f"UPDATE policies_programmeversion SET {column} = %s WHERE id = %s", value, version.pk)

    def test_no_row_can_be_deleted(self, version):
        with pytest.raises(DatabaseError, match="frozen"):
            sql("DELETE FROM policies_programmeversion WHERE id = %s", version.pk)

    def test_the_end_may_come_nearer_and_never_go_away_again(self, version):
        end = "UPDATE policies_programmeversion SET effective_until = %s WHERE id = %s"
        sql(end, date(2026, 12, 31), version.pk)
        sql(end, date(2026, 6, 30), version.pk)
        with pytest.raises(DatabaseError, match="frozen"):
            sql(end, date(2027, 1, 1), version.pk)
        with pytest.raises(DatabaseError, match="frozen"):
            sql(end, None, version.pk)

    def test_the_end_cannot_smuggle_a_change_in(self, version):
        with pytest.raises(DatabaseError, match="frozen"):
            sql(
                "UPDATE policies_programmeversion SET effective_until = %s, body = %s WHERE id = %s",
                date(2026, 12, 31),
                "{}",
                version.pk,
            )

    @pytest.mark.postgres
    def test_the_table_cannot_be_emptied(self, version):
        with pytest.raises(DatabaseError):
            sql("TRUNCATE policies_programmeversion CASCADE")


class TestOverlap:
    """What the rule makes room for, the database insists on."""

    @staticmethod
    def insert(version, since, until, number=7):
        with transaction.atomic():
            return ProgrammeVersion.objects.create(
                programme=version.programme,
                number=number,
                effective_from=since,
                effective_until=until,
                body="{}",
                sha256="0" * 64,
                source_title="草稿",
                created_at=version.created_at,
            )

    @pytest.mark.parametrize(
        ("since", "until"),
        [
            (date(2023, 1, 1), None),
            (date(2024, 5, 1), date(2024, 5, 1)),
            (date(2022, 1, 1), date(2023, 1, 1)),
            (date(2022, 1, 1), None),
        ],
    )
    def test_two_on_one_day_are_refused(self, version, since, until):
        with pytest.raises(DatabaseError, match=r"overlap|same day"):
            self.insert(version, since, until)

    def test_the_day_before_is_free(self, version):
        assert self.insert(version, date(2022, 1, 1), date(2022, 12, 31)).pk

    def test_one_that_was_replaced_from_its_first_day_stands_in_nobodys_way(self, version):
        ProgrammeVersion.objects.filter(pk=version.pk).end_on(date(2022, 12, 31))
        assert self.insert(version, date(2022, 6, 1), None).pk
        version.refresh_from_db()
        assert version.replaced


def test_author_and_publisher_are_two_people(version, wen):
    with pytest.raises(DatabaseError, match="policies_version_two_people"), transaction.atomic():
        ProgrammeVersion.objects.create(
            programme=version.programme,
            number=2,
            effective_from=date(2020, 1, 1),
            effective_until=date(2020, 1, 2),
            body="{}",
            sha256="0" * 64,
            source_title="草稿",
            created_at=version.created_at,
            author=wen,
            publisher=wen,
        )


def test_the_fingerprint_is_that_of_the_text(version):
    assert canonical_json(version.data) == version.body
    assert digest(version.data) == version.sha256


def test_the_guards_come_back_after_every_migration(version, django_db_blocker):
    """A migration that rebuilds the table on SQLite takes its triggers along; they are put back."""
    from policies.apps import install_guards

    for _ in range(2):
        install_guards(using="default")
    with pytest.raises(DatabaseError, match="frozen"):
        sql("DELETE FROM policies_programmeversion WHERE id = %s", version.pk)
