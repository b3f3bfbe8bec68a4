"""What happens in the office beside the cases is written down once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from casework.models import OfficeEvent


def note(
    *,
    kind: str,
    at: datetime,
    login: int | None = None,
    name: str = "",
    officer: UUID | str | None = None,
    case: UUID | str | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> OfficeEvent:
    """Write one line of the office: `login` and `name` did it, `officer` and `case` are what it is about.

    `data` holds codes and ids only; nothing that somebody typed freely, no private number.
    """
    return OfficeEvent.objects.create(
        kind=kind,
        at=at,
        login=login,
        by_name=name[:60],
        officer_id=officer or None,
        case_id=case or None,
        reason=reason[:200],
        data=dict(data or {}),
    )
