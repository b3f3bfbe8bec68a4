"""Bakes every public page anew: after a new design, new static files, or a lost folder."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notices import actions
from notices.baking import bake_all
from notices.rendering import Leak


class Command(BaseCommand):
    help = "重新生成全部公示页、名册页和海报。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild the rosters, then bake; exit 1 when something had to be withheld."""
        now = timezone.now()
        actions.rebuild_all(now=now)
        try:
            count = bake_all(now=now)
        except Leak as leak:
            raise CommandError(f"{leak}。其余页面已经生成。") from leak
        self.stdout.write(f"公示页面已经重新生成（村公示栏和目录共 {count} 个地址）。")
