"""What waits to be baked: rows of the outbox, written with the change itself."""

from __future__ import annotations

from datetime import datetime

from casework import outbox
from casework.models import Outbox
from notices.models import Publication

BAKE, LISTS, ROSTER = "notices.bake", "notices.lists", "notices.roster"


def queue_bake(publication: Publication, *, reason: str, at: datetime) -> None:
    """Order the baking of a publication and then of the lists it stands in, inside the caller's transaction.

    The same reason orders it once; `reason` is short and unique to what happened.
    """
    outbox.put(key=f"bake:{publication.pk}:{reason}", kind=BAKE, ref=str(publication.pk), at=at)
    ref = f"{publication.unit_id}:{publication.pk}:{reason}"
    outbox.put(key=f"lists:{ref}", kind=LISTS, ref=ref, at=at)


def superseded(ref: str) -> tuple[bool, bool]:
    """Say whether a later row will bake the same board anyway, and whether one will bake the index.

    So a hundred postings of one morning bake the lists a few times, not a hundred. A row that has failed
    once is not relied upon.
    """
    own = Outbox.objects.get(kind=LISTS, ref=ref)
    later = Outbox.objects.filter(kind=LISTS, done_at=None, dead_at=None, attempts__lte=1, pk__gt=own.pk)
    return later.filter(ref__startswith=f"{ref.split(':')[0]}:").exists(), later.exists()
