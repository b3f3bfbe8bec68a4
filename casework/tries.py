"""How often somebody may try: one statement that adds and tells, whatever process or host it runs in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.utils.crypto import salted_hmac

from casework.models import Tries

ADD = """
INSERT INTO casework_tries (key, count, until) VALUES (%(key)s, 1, %(until)s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN casework_tries.until <= %(now)s THEN 1 ELSE casework_tries.count + 1 END,
    until = CASE WHEN casework_tries.until <= %(now)s THEN excluded.until ELSE casework_tries.until END
RETURNING count
"""


def count_try(what: str, origin: str, *, seconds: int, now: datetime) -> int:
    """Count one try of `what` from `origin` and return how many there were since the first in these seconds."""
    moment = int(now.timestamp())
    with connection.cursor() as cursor:
        cursor.execute(ADD, {"key": _key(what, origin), "until": moment + seconds, "now": moment})
        (count,) = cursor.fetchone()
    if count == 1:
        Tries.objects.filter(until__lte=moment).delete()
    return int(count)


def forgive_tries(what: str, origins: Iterable[str]) -> None:
    """Forget the tries of `what` from these places, after one that was right."""
    Tries.objects.filter(key__in=[_key(what, origin) for origin in origins]).delete()


def _key(what: str, origin: str) -> str:
    return salted_hmac(f"tries.{what}", origin.encode("utf-8", "replace"), algorithm="sha256").hexdigest()
