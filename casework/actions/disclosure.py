"""The one-time disclosure: a numbered receipt, frozen when it is given, before there is a case."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from casework.actions.serials import next_number
from casework.models import Disclosure
from casework.rules.asking import day_of
from policies.models import ProgrammeVersion, Unit
from policies.rules.programme import digest


def give_disclosure(
    *,
    version: ProgrammeVersion,
    unit: Unit | None,
    items: Mapping[str, Any],
    facts: Mapping[str, Any],
    channel: str,
    at: datetime,
) -> Disclosure:
    """Freeze the list of everything this household has to bring and give it the next number of the unit.

    `items` is the JSON form of `policies.rules.disclosure.checklist`; nothing in it is private.
    """
    office = (unit.parent or unit) if unit else None
    year = day_of(at).year
    with transaction.atomic():
        serial = next_number(office.code if office else "", year, "disclosure")
        return Disclosure.objects.create(
            number=f"{office.short_name if office else ''}G-{year}-{serial:05d}",
            token=secrets.token_urlsafe(24),
            version=version,
            unit=unit,
            items=dict(items),
            facts=dict(facts),
            content_hash=digest(items),
            channel=channel,
            given_at=at,
        )
