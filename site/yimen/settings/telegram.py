"""Telegram: off without a token; the Bot API may live at another address."""

from yimen.settings.environment import env

TELEGRAM_BOT_TOKEN = env.str("TELEGRAM_BOT_TOKEN", default="")
TELEGRAM_API_BASE = env.str("TELEGRAM_API_BASE", default="https://api.telegram.org/bot")
TELEGRAM_API_FILE_BASE = env.str("TELEGRAM_API_FILE_BASE", default="https://api.telegram.org/file/bot")
