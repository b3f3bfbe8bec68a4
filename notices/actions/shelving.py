"""What waits to be baked: one outbox row per publication and reason, written with the change itself."""

from __future__ import annotations

from datetime import datetime

from casework import outbox
from notices.models import Publication

BAKE = "notices.bake"


def queue_bake(publication: Publication, *, reason: str, at: datetime) -> None:
    """Order the baking of a publication and of the lists it stands in, inside the caller's transaction."""
    outbox.put(key=f"bake:{publication.pk}:{reason}", kind=BAKE, ref=str(publication.pk), at=at)
