"""The tables of the chat door."""

from intake_bot.models.chats import Conversation, Follow
from intake_bot.models.messages import Inbound, OutMessage
from intake_bot.models.officers import BindingCode, OfficerBinding
from intake_bot.models.people import CallRequest
from intake_bot.models.settings import ChatSettings
from intake_bot.models.words import Alias, Unanswered

__all__ = [
    "Alias",
    "BindingCode",
    "CallRequest",
    "ChatSettings",
    "Conversation",
    "Follow",
    "Inbound",
    "OfficerBinding",
    "OutMessage",
    "Unanswered",
]
