"""The peer of row d: python-telegram-bot as its manual shows it: ConversationHandler and PicklePersistence.

python -m bench.stock_bot API_ADDRESS PICKLE_FILE
"""

from __future__ import annotations

import logging
import sys

from telegram import ReplyKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

FIRST, SECOND = range(2)
QUESTION = "您家的情况,哪一种最像?\n1. 有人病了\n2. 没有收入\n3. 别的"
KEYS = ReplyKeyboardMarkup([["1", "2", "3"]], one_time_keyboard=True)
Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, context: Context) -> int:
    """Greet and ask."""
    await _say(update, QUESTION)
    return FIRST


async def first(update: Update, context: Context) -> int:
    """Keep the first answer and ask again."""
    assert context.user_data is not None
    context.user_data["first"] = update.effective_message.text if update.effective_message else ""
    await _say(update, QUESTION)
    return SECOND


async def second(update: Update, context: Context) -> int:
    """Keep the second answer and end."""
    assert context.user_data is not None
    context.user_data["second"] = update.effective_message.text if update.effective_message else ""
    await _say(update, "谢谢")
    return ConversationHandler.END


async def _say(update: Update, text: str) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_text(text, reply_markup=KEYS)


def main(address: str, pickle: str) -> None:
    """Poll until told to stop."""
    logging.getLogger().setLevel(logging.ERROR)
    talk = ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={
            FIRST: [MessageHandler(filters.TEXT & ~filters.COMMAND, first)],
            SECOND: [MessageHandler(filters.TEXT & ~filters.COMMAND, second)],
        },
        fallbacks=[CommandHandler("start", start)],
        name="talk",
        persistent=True,
        allow_reentry=True,
    )
    kept = PicklePersistence(pickle, update_interval=5)
    application = Application.builder().token("1:bench").base_url(f"{address}/bot").persistence(kept).build()
    application.add_handler(talk)
    application.run_polling(timeout=1)


if __name__ == "__main__":
    main(*sys.argv[1:3])
