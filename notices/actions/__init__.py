"""Every write of notices, one verb per function."""

from notices.actions.hanging import add_posting_photo, close_posting
from notices.actions.letters import issue, reissue, reissue_renamed
from notices.actions.publishing import (
    order_rosters,
    publish_posting,
    rebuild_all,
    rebuild_named,
    rebuild_roster,
    rename_posted,
    take_down,
    withdraw_posting,
)
from notices.actions.serving import Report, add_proof, serve

__all__ = [
    "Report",
    "add_posting_photo",
    "add_proof",
    "close_posting",
    "issue",
    "order_rosters",
    "publish_posting",
    "rebuild_all",
    "rebuild_named",
    "rebuild_roster",
    "reissue",
    "reissue_renamed",
    "rename_posted",
    "serve",
    "take_down",
    "withdraw_posting",
]
