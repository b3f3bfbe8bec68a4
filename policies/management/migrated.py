"""Commands that need the tables of this code say so in a sentence, before they touch anything."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def waiting_migrations() -> list[str]:
    """Return the names of the migrations that this database has not seen, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]


class MigratedCommand(BaseCommand):
    """A command that refuses to begin on a database whose tables are not those of this code."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Check the tables, then run as any command."""
        if waiting := waiting_migrations():
            raise CommandError(
                f"数据库还没有建好(还差 {len(waiting)} 步)。先运行 manage.py migrate，再来一次。"
            )
        return super().execute(*args, **options)
