"""Whether every case's chain of events is whole, from its first event to what the case believes is its last."""

from casework.ledger.chain import link
from casework.models import Case


def broken():
    """Numbers of the cases whose chain does not hold."""
    return [case.number for case in Case.objects.prefetch_related("events") if not _holds(case)]


def _holds(case):
    before, seq = "", 0
    for event in case.events.order_by("seq"):
        seq += 1
        if (event.seq, event.prev_hash, event.hash) != (seq, before, link(event)):
            return False
        before = event.hash
    return (case.seq, case.head_hash) == (seq, before)
