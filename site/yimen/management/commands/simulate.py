"""`manage.py simulate FILE… [--json]`: play scenarios against the real actions on a throw-away database."""

from __future__ import annotations

import json
import logging
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yimen.simulation.database import throwaway
from yimen.simulation.law import prepare
from yimen.simulation.play import Report, play, unread
from yimen.simulation.story import StoryError, read_story

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Play scenarios; exit 1 when an expectation fails or a file is not a story."""

    help = "在一个用完就丢的库里,按故事把真实的步骤走一遍(不碰正式数据)。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", dest="as_json", help="每个文件一行 JSON")

    def handle(self, *args: Any, files: list[Path], as_json: bool, **options: Any) -> None:
        failed = 0
        with throwaway():
            for path in files:
                report = self._play(path)
                failed += not report.passed
                self._say(report, as_json)
        if failed:
            raise CommandError(f"{failed} 个故事没有通过", returncode=1)

    def _play(self, path: Path) -> Report:
        """Play one file; one that is no story, or breaks the house, fails alone and the others are still played."""
        try:
            story = read_story(path)
            prepare(story)
            return play(story)
        except StoryError as error:
            self.stderr.write(str(error))
            return unread(path, error)
        except Exception as error:
            logger.exception("the house broke while playing %s", path)
            return unread(path, StoryError(f"{path}: 程序出错({error.__class__.__name__}),详情见日志"))

    def _say(self, report: Report, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
            return
        wrong = [check for check in report.checks if not check.ok]
        for check in wrong:
            self.stdout.write(
                f"{report.file}:{check.line}: {check.at} {check.what}:要 {check.expected},得 {check.got}"
            )
        mark = "通过" if report.passed else "没有通过"
        self.stdout.write(
            f"{report.file}: {mark},{len(report.checks)} 项,{len(wrong)} 项不对({report.title})"
        )
