"""manage.py leakscan PATH…: look for identity numbers, accounts and phones in files that are to leave the house."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from policies.files import Part, UnreadableError, parts_of
from policies.rules.private_numbers import redact, scan


class Command(BaseCommand):
    help = "Scan files or folders for private numbers; exit 1 if any is found, or if a file cannot be looked into."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--json", action="store_true", help='print a list of {"file", "place", "kind", "notation"}'
        )
        parser.add_argument(
            "--allow",
            nargs="*",
            default=[],
            metavar="NUMBER",
            help="numbers that may be printed, like office phones",
        )

    def handle(self, *args: Any, paths: list[Path], **options: Any) -> None:
        found: list[dict[str, str]] = []
        unreadable = False
        for path in _paths(paths):
            try:
                found += _findings(path, frozenset(options["allow"]))
            except (UnreadableError, OSError) as wrong:
                unreadable = True
                self.stderr.write(f"{redact(str(path))}: {_reason(wrong)}")
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            for one in found:
                self.stdout.write("{kind}\t{file}\t{place}\t{notation}".format(**one))
        if found or unreadable:
            sys.exit(1)


def _paths(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise CommandError(f"{redact(str(path))}: 没有这个文件或文件夹")
        if path.is_dir():
            yield from sorted(inner for inner in path.rglob("*") if inner.is_dir() or inner.is_file())
        elif path.is_file():
            yield path
        else:
            raise CommandError(f"{redact(str(path))}: 不是文件，也不是文件夹")


def _findings(path: Path, allow: frozenset[str]) -> Iterator[dict[str, str]]:
    file = redact(str(path))
    # The name of a folder is read like a file's.
    for part in [Part("name", path.name)] if path.is_dir() else parts_of(path):
        for one in scan(part.text, allow=allow, place=redact(part.place)):
            yield {"file": file, "place": one.place, "kind": one.kind, "notation": one.notation}


def _reason(wrong: Exception) -> str:
    return str(wrong) if isinstance(wrong, UnreadableError) else "打不开"
