"""The one thing casework says to the world: an event has been recorded and committed."""

from django.dispatch import Signal

event_recorded = Signal()
"""Arguments: `event` (casework.models.Event), `now` (aware). Sent at least once per event, from the outbox."""
