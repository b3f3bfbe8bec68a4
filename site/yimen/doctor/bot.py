"""The Telegram bot: whether its token opens the door, when there is one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from django.conf import settings

from intake_bot.telegram import Telegram, TelegramUnusable
from yimen.doctor.finding import Finding, Visit, bad, good

BOT = "机器人 bot"
PATIENCE = 3.0  # seconds


def reachable(visit: Visit) -> Iterator[Finding]:
    """Ask the Bot API who we are; without a token there is nothing to ask."""
    if not settings.TELEGRAM_BOT_TOKEN:
        yield good(BOT, "没有设令牌,只用网页聊天")
        return
    try:
        name = asyncio.run(asyncio.wait_for(_name(), PATIENCE))
    except TelegramUnusable as error:
        yield bad(BOT, "用不了", str(error))
    except TimeoutError:
        said = f"{PATIENCE:.0f} 秒没有回答({settings.TELEGRAM_API_BASE})"
        yield bad(BOT, said, "查网络,或者用 TELEGRAM_API_BASE 换一个地址;先用网页聊天")
    else:
        yield good(BOT, f"@{name} 应答正常")


async def _name() -> str:
    telegram = Telegram(
        settings.TELEGRAM_BOT_TOKEN, settings.TELEGRAM_API_BASE, settings.TELEGRAM_API_FILE_BASE
    )
    async with telegram:
        return telegram.name
