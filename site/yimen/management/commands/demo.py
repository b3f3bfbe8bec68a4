"""`manage.py demo [--people N] [--seed S]`: a synthetic county, never in production."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from policies.management.migrated import MigratedCommand
from yimen.demo import county, leads
from yimen.demo.cases import USUAL, fill


class Command(MigratedCommand):
    """Make the demo county once; asked again, say that it is there."""

    help = "造一个演示县:人、村、号码都是编的(身份证号以从未启用的 77 开头)。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=USUAL, help="大约多少件(默认 121)")
        parser.add_argument("--seed", type=int, default=77, help="同一个种子造出同样的人")

    def handle(self, *args: Any, people: int, seed: int, **options: Any) -> None:
        if settings.YIMEN_ENV == "production":
            raise CommandError("正式环境不能造演示数据。")
        if county.exists():
            self._write_accounts()
            self.stdout.write("演示县已经有了,没有再造。")
            return
        now = timezone.localtime()
        with transaction.atomic():
            offices = county.build(now)
        self._write_accounts()
        made = fill(offices, seed=seed, number=people, now=now, tell=self._tell)
        leads.find(offices, seed=seed, now=now)
        self.stdout.write(
            f"\n演示县造好了:{len(offices)} 个乡镇,{made} 件。密码都是 {county.data()['password']}"
        )

    def _write_accounts(self) -> None:
        """Leave the accounts where `script/server` finds them."""
        lines = [f"{account:<10}{name}" for account, name in county.accounts()]
        text = "\n".join(["演示账号(密码都是 " + county.data()["password"] + "):", *lines, ""])
        (Path(settings.VAR_DIR) / "demo-accounts.txt").write_text(text, encoding="utf-8")

    def _tell(self, done: int, total: int) -> None:
        if done % 10 == 0 or done == total:
            self.stdout.write(f"\r演示数据 {done}/{total}", ending="")
            self.stdout.flush()
