"""Every write of notices, one verb per function."""

from notices.actions.letters import issue
from notices.actions.publishing import (
    publish_posting,
    rebuild_all,
    rebuild_roster,
    take_down,
    withdraw_posting,
)
from notices.actions.serving import Report, serve

__all__ = [
    "Report",
    "issue",
    "publish_posting",
    "rebuild_all",
    "rebuild_roster",
    "serve",
    "take_down",
    "withdraw_posting",
]
