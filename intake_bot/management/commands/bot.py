"""`manage.py bot`: the Telegram process; `--check` only looks whether it could work."""

from __future__ import annotations

import asyncio
import signal
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from intake_bot.bot import LONG_POLL, BotProcess
from intake_bot.telegram import Telegram, TelegramUnusable


class Command(BaseCommand):
    """Poll Telegram, handle every message, send every reply; nothing else has to run beside it."""

    help = "运行 Telegram 机器人(收消息、办理、回复都在这一个进程里)。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="只检查令牌和网络,不收消息。")
        parser.add_argument("--long-poll", type=int, default=LONG_POLL, help="一次等几秒(默认 25)。")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            asyncio.run(self._run(check=options["check"], long_poll=options["long_poll"]))
        except TelegramUnusable as error:
            raise CommandError(str(error)) from error

    async def _run(self, *, check: bool, long_poll: int) -> None:
        telegram = Telegram(
            settings.TELEGRAM_BOT_TOKEN, settings.TELEGRAM_API_BASE, settings.TELEGRAM_API_FILE_BASE
        )
        async with telegram:
            self.stdout.write(
                self.style.SUCCESS(f"机器人 @{telegram.name} 可用({settings.TELEGRAM_API_BASE})。")
            )
            if check:
                return
            try:
                await telegram.announce()
            except telegram.troubles as error:
                # The menu is a courtesy; the bot answers without it.
                self.stderr.write(f"命令菜单没有登记上({type(error).__name__}),不影响使用。")
            process = BotProcess(telegram, long_poll=long_poll)
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, process.stop)
            self.stdout.write("在收消息了。按 Ctrl-C 停下。")
            await process.run()
        self.stdout.write("停下了。")
