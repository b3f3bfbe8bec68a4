"""The tables of the composition root."""

from yimen.models.heartbeat import Heartbeat

__all__ = ["Heartbeat"]
