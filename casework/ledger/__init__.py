"""The only writer of cases: one act becomes one event, one new state and its clocks, by compare-and-set."""

from casework.ledger.chain import link
from casework.ledger.columns import moment_of, next_due, pressing
from casework.ledger.writing import alone, append, load, refresh

__all__ = ["alone", "append", "link", "load", "moment_of", "next_due", "pressing", "refresh"]
