"""manage.py vectors FILE: evaluate calculation vectors with the rules that run."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from policies.vectors import VectorError, Verdict, as_json, evaluate_file


class Command(BaseCommand):
    help = "Evaluate calculation vectors with the rules that run; exit 1 on a mismatch or an unknown word."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--json", action="store_true", help='print a list of {"id", "topic", "ok", "expected", "got"}'
        )

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        try:
            verdicts = tuple(verdict for file in files for verdict in evaluate_file(file))
        except (VectorError, OSError) as wrong:
            raise CommandError(str(wrong)) from wrong
        if options["json"]:
            self.stdout.write(as_json(verdicts))
        else:
            self._tell(verdicts)
        if not all(verdict.ok for verdict in verdicts):
            sys.exit(1)

    def _tell(self, verdicts: tuple[Verdict, ...]) -> None:
        wrong = [verdict for verdict in verdicts if not verdict.ok]
        for verdict in wrong:
            self.stdout.write(f"{verdict.id} {verdict.topic}: expected {verdict.expected}, got {verdict.got}")
        self.stdout.write(f"{len(verdicts) - len(wrong)} of {len(verdicts)} vectors agree")
