"""How often somebody may try: counted in the cache, by what is asked and by where it comes from."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

AN_HOUR = 60 * 60


def too_often(request: HttpRequest, what: str, *, most: int, also: str = "", seconds: int = AN_HOUR) -> bool:
    """Count one try and say whether there were more than `most` from here, or for `also`, in this time.

    Keys are hashes: neither an address nor a code is readable in the cache.
    """
    origins = [request.META.get("REMOTE_ADDR", ""), also]
    counts = [_count(what, origin, seconds) for origin in origins if origin]
    return max(counts, default=0) > most


def forgive(request: HttpRequest, what: str, also: str = "") -> None:
    """Forget the tries after one that was right."""
    cache.delete_many(
        [_key(what, origin) for origin in (request.META.get("REMOTE_ADDR", ""), also) if origin]
    )


def _count(what: str, origin: str, seconds: int) -> int:
    key = _key(what, origin)
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two lines
        cache.set(key, 1, seconds)
        return 1


def _key(what: str, origin: str) -> str:
    return f"front.tries.{what}.{hashlib.sha256(origin.encode('utf-8', 'replace')).hexdigest()[:32]}"
