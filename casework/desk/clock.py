"""The one place where the desk asks what time it is."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from casework.rules.asking import SHANGHAI


def now() -> datetime:
    """Return the present moment in Asia/Shanghai."""
    return timezone.now().astimezone(SHANGHAI)
