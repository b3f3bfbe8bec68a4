"""How often somebody may try, by what is asked and by where it comes from."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from casework.tries import count_try, forgive_tries

AN_HOUR = 60 * 60


def too_often(request: HttpRequest, what: str, *, most: int, also: str = "", seconds: int = AN_HOUR) -> bool:
    """Count one try and say whether there were more than `most` from here, or for `also`, in this time."""
    now = timezone.now()
    counts = [
        count_try(f"front.{what}", origin, seconds=seconds, now=now) for origin in _origins(request, also)
    ]
    return max(counts, default=0) > most


def forgive(request: HttpRequest, what: str, also: str = "") -> None:
    """Forget the tries after one that was right."""
    forgive_tries(f"front.{what}", _origins(request, also))


def _origins(request: HttpRequest, also: str) -> list[str]:
    return [origin for origin in (request.META.get("REMOTE_ADDR", ""), also) if origin]
