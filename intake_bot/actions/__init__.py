"""Every write of the chat door, one verb per function, with the moment as an argument."""

from intake_bot.actions.binding import issue_binding_code, unbind
from intake_bot.actions.calling import called, leave_number, show_number
from intake_bot.actions.forgetting import forget, sweep
from intake_bot.actions.handling import handle, handle_waiting
from intake_bot.actions.receiving import Incoming, receive
from intake_bot.actions.returning import form_done, tell
from intake_bot.actions.teaching import reopen, settle, take_back, teach

__all__ = [
    "Incoming",
    "called",
    "forget",
    "form_done",
    "handle",
    "handle_waiting",
    "issue_binding_code",
    "leave_number",
    "receive",
    "reopen",
    "settle",
    "show_number",
    "sweep",
    "take_back",
    "teach",
    "tell",
    "unbind",
]
