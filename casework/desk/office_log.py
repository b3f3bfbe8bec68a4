"""What the desk writes down when an act of weight was confirmed with a code."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from casework.desk.access import log
from casework.models import OfficeEvent


def on_stepped_up(
    *, request: HttpRequest, at: datetime, act: str, case: UUID | None, device: str, **_: Any
) -> None:
    """Write down who confirmed which act, and by what kind of device."""
    log(request, OfficeEvent.Kind.STEPPED_UP, at, case, {"act": act, "device": device})
