"""`manage.py doctor [--production]`: one line per check, with its mend; exit 1 when something is broken."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from yimen.doctor.examination import examine
from yimen.doctor.finding import Visit


class Command(BaseCommand):
    """Look at everything a county relies on; change nothing."""

    help = "体检:每项一行,✔ 好,! 留意,✘ 坏了(→ 后面是怎么修)。有 ✘ 时退出码 1。"
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--production", action="store_true", help="按正式环境的要求查(正式环境里总是这样)"
        )

    def handle(self, *args: Any, production: bool, **options: Any) -> None:
        """Print line by line, so that a slow check does not hide what is known already."""
        strict = production or settings.YIMEN_ENV == "production"
        counted = {"good": 0, "hint": 0, "bad": 0}
        for finding in examine(Visit(timezone.localtime(), strict)):
            counted[finding.level] += 1
            self.stdout.write(finding.line())
            self.stdout.flush()
        said = f"{counted['good']} 项好,{counted['hint']} 项留意,{counted['bad']} 项坏了"
        if counted["bad"]:
            raise CommandError(f"{said}。 {counted['bad']} checks failed.", returncode=1)
        self.stdout.write(f"{said}。 No check failed.")
