"""`manage.py law [--check]`: writes docs/law.md, docs/obligations.md and docs/flow.md from the packs and the tests."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from yimen.lawbook.drawing import flow_page
from yimen.lawbook.obligations import obligations_page
from yimen.lawbook.page import law_page


def pages() -> dict[Path, str]:
    """Return the generated pages by the file they are kept in."""
    docs = settings.BASE_DIR / "docs"
    tests = settings.BASE_DIR / "tests"
    return {
        docs / "law.md": law_page(tests),
        docs / "obligations.md": obligations_page(tests),
        docs / "flow.md": flow_page(),
    }


class Command(BaseCommand):
    """Write the pages, or say which is not current."""

    help = "从规则包和测试生成 docs/law.md(法条对照)、docs/obligations.md(义务清单)和 docs/flow.md(办理次序);--check 只查是不是最新。"
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="只查,不写;不是最新的,退出码 1")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Compare or write, one line a file."""
        stale = [
            path
            for path, text in pages().items()
            if not path.is_file() or path.read_text(encoding="utf-8") != text
        ]
        names = "、".join(path.name for path in stale)
        if check and stale:
            raise CommandError(f"不是最新的:{names}。请运行 manage.py law。 Not current.", returncode=1)
        for path, text in pages().items():
            path.write_text(text, encoding="utf-8")
        self.stdout.write(f"写好了:{names}" if stale else "都是最新的。")
