"""The leads of the demo county: what its villages saw, what a neighbour told, and nobody has dealt with yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from casework.actions.leads import file_lead
from casework.actions.leads_from_chat import tell_lead
from casework.rules.asking import day_of
from policies.rules.contact_numbers import demo_mobile
from yimen.demo.county import Office, data


def find(offices: tuple[Office, ...], *, seed: int, now: datetime) -> int:
    """File the leads of the data file, one village after the other, then what neighbours told; return how many."""
    draw = Random(seed)  # noqa: S311 - invented people, not secrets
    listed = data()["leads"]
    for serial, said in enumerate(listed):
        office, at = offices[serial % len(offices)], now - timedelta(days=said["days_ago"])
        village = serial // len(offices) % len(office.villages)
        file_lead(
            key=UUID(int=draw.getrandbits(128), version=4),
            village=office.villages[village].code,
            name=said["name"],
            phone=demo_mobile(9000 + serial) if said["phone"] else "",
            seen=said["seen"],
            related=False,
            actor=office.actor("village", day_of(at), village),
            at=at,
        )
    told = data()["told"]
    for serial, said in enumerate(told):
        tell_lead(
            village=offices[serial % len(offices)].villages[0].code,
            words=said["seen"],
            urgent=said["urgent"],
            channel="web",
            chat="",
            at=now - timedelta(days=said["days_ago"]),
        )
    return len(listed) + len(told)
