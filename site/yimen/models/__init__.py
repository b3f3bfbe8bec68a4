"""The tables of the composition root."""

from yimen.models.heartbeat import Heartbeat
from yimen.models.second_factor import PaperCodes, Phone

__all__ = ["Heartbeat", "PaperCodes", "Phone"]
