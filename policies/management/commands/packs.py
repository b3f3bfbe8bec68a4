"""`manage.py packs load|export|diff PLACE`: packs in and out through the one door."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from policies.actions import pack_export, pack_files
from policies.actions.calendar import load_calendar
from policies.actions.packs import PackDiff, PackRefused, diff_pack, load_pack
from policies.management.migrated import MigratedCommand
from policies.rules.packs import Pack
from policies.rules.succession import SuccessionError


class Command(MigratedCommand):
    help = "规则包：load 载入、diff 只看会改什么、export 导出。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["load", "diff", "export"])
        parser.add_argument("place", nargs="?", default="", help="地方的代号；national 只载入工作日表")
        parser.add_argument("--all", action="store_true", help="所有的地方")
        parser.add_argument(
            "--from", dest="folder", default="", help="从这个文件夹载入（TOML 或导出的 JSON）"
        )
        parser.add_argument("--to", dest="target", default="", help="导出到这个文件夹")
        parser.add_argument("--over", action="store_true", help="县里自己发布过新版的，也用规则包的替换")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._run(options)
        except (pack_files.PackError, PackRefused, SuccessionError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename}：读不了或者写不了，请核对路径和权限") from error

    def _run(self, options: dict[str, Any]) -> None:
        verb, place = options["verb"], options["place"]
        if verb == "export":
            self._export(place, options["target"])
            return
        packs = _packs(place, options["folder"], every=options["all"])
        if verb == "load":
            days = load_calendar()
            self.stdout.write(f"工作日表：新录 {days} 天" if days else "工作日表：已经有了")
        for pack in packs:
            if verb == "diff":
                self._say(diff_pack(pack=pack), "会改")
            else:
                self._say(load_pack(pack=pack, at=timezone.now(), over=options["over"]), "改了")

    def _say(self, diff: PackDiff, word: str) -> None:
        if diff.empty:
            self.stdout.write(f"{diff.place}：没有变化")
        else:
            self.stdout.write(f"{diff.place}:{word} {len(diff.changes)} 处")
        for row in diff.changes:
            self.stdout.write(f"  {row}")

    def _export(self, place: str, target: str) -> None:
        folder = Path(target or f"{place}-export")
        for name, sha in pack_export.export_pack(place=place, folder=folder).items():
            self.stdout.write(f"{sha}  {name}")


def _packs(place: str, folder: str, *, every: bool) -> list[Pack]:
    if folder:
        path = Path(folder)
        is_export = (path / pack_export.MANIFEST).is_file()
        pack = pack_export.read_export(path) if is_export else pack_files.read_folder(path)
        found = str(pack.jurisdiction["code"])
        if place and place != found:
            raise CommandError(f"{folder}：里面是“{found}”的规则包，不是“{place}”的")
        return [pack]
    if every:
        return [pack_files.read_pack(code) for code in pack_files.places()]
    if place == pack_files.NATIONAL:
        return []
    if not place:
        raise CommandError(f"请写地方的代号，或者 --all。现有：{'、'.join(pack_files.places())}")
    return [pack_files.read_pack(place)]
