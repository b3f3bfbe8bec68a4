"""manage.py audit verify|seal: check every chain of events, and seal the heads of all chains for later."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from casework import anchors, audit
from policies.management.migrated import MigratedCommand

MOST = 20


class Command(MigratedCommand):
    help = "Check all chains of events (verify) or write an anchor over their heads (seal)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["verify", "seal"])
        parser.add_argument(
            "--anchors", type=Path, metavar="DIR", help="folder of anchors; seal has a default"
        )

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        folder: Path | None = options["anchors"]
        try:
            if verb == "seal":
                self._seal(folder or settings.ANCHOR_ROOT)
            else:
                self._verify(folder)
        except anchors.AnchorBroken as broken:
            self.stdout.write(f"封存文件不对 {broken}")
            sys.exit(1)

    def _seal(self, folder: Path) -> None:
        path = anchors.seal(folder, timezone.now())
        self.stdout.write(f"已封存 {path}。请另外抄一份到管数据库的人够不着的地方。")

    def _verify(self, folder: Path | None) -> None:
        if folder is not None and not folder.is_dir():
            raise CommandError(f"{folder}：没有这个文件夹")
        sealed = anchors.read(folder) if folder else anchors.Anchors()
        if folder and not sealed.files:
            raise CommandError(f"{folder}：里面没有封存文件，没有可比的")
        tally, count = audit.Tally(), 0
        for count, finding in enumerate(audit.verify(sealed.heads, tally), start=1):
            if count <= MOST:
                self.stdout.write(f"不对 {finding}")
        if count > MOST:
            self.stdout.write(f"…… 一共 {count} 处")
        looked = f"{tally.cases} 件 {tally.events} 步" + (f",对照 {sealed.files} 份封存" if folder else "")
        if count:
            self.stdout.write(f"查了 {looked}：有 {count} 处不对。第一处就是上面第一行。")
            sys.exit(1)
        self.stdout.write(f"查了 {looked}：全部对得上。")
