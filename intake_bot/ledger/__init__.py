"""The only writer of chats: what came in, where each chat stands, and what is said next, in as few statements as can be."""

from intake_bot.ledger.entry import Entry, Incoming, Waiting
from intake_bot.ledger.writing import arrive, load, load_waiting, write

__all__ = ["Entry", "Incoming", "Waiting", "arrive", "load", "load_waiting", "write"]
