"""Whose account it is: the name and post behind a login, and whether a phone is tied to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model

from casework.models import Account, Appointment
from casework.rules.asking import day_of
from casework.rules.roles import COUNTY, RIGHTS, ROLE_NAMES
from policies.step_up import enrolled
from yimen.models import Phone

DECIDING = frozenset({*RIGHTS["confirm"], *RIGHTS["decide_change"], *RIGHTS["relieve"], COUNTY})
"""Posts that decide over money or oversee who does: they cannot work without a phone."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One login: its number, its name, the posts held today, and whether a phone is tied."""

    login: int
    username: str
    name: str
    officer: UUID | None = None
    posts: str = ""
    decides: bool = False
    tied: bool = False

    @classmethod
    def of(cls, user: Any) -> Seat:
        """Return the seat of one login, without its posts."""
        account = Account.objects.filter(user=user).select_related("officer").first()
        name = account.officer.name if account else user.get_full_name() or user.get_username()
        return cls(
            user.pk, user.get_username(), name, account.officer_id if account else None, tied=enrolled(user)
        )


def seats(now: datetime) -> list[Seat]:
    """Return every login that may sign in: who decides without a phone first, then by name; four queries."""
    held = _posts(day_of(now))
    officers = {row.user_id: row.officer for row in Account.objects.select_related("officer")}
    tied = set(Phone.objects.filter(confirmed=True).values_list("user_id", flat=True))
    found = [
        _seat(user, officers.get(user.pk), held, user.pk in tied)
        for user in get_user_model().objects.filter(is_active=True).order_by("username")
    ]
    return sorted(found, key=lambda seat: (seat.tied or not seat.decides, seat.username))


def _seat(user: Any, officer: Any, held: dict[UUID, list[Appointment]], tied: bool) -> Seat:
    posts = held.get(officer.pk, []) if officer else []
    return Seat(
        user.pk,
        user.get_username(),
        officer.name if officer else user.get_full_name() or user.get_username(),
        officer.pk if officer else None,
        "、".join(f"{post.unit.short_name}{ROLE_NAMES[post.role]}" for post in posts),
        any(post.role in DECIDING for post in posts),
        tied,
    )


def _posts(today: date) -> dict[UUID, list[Appointment]]:
    held: dict[UUID, list[Appointment]] = {}
    for post in Appointment.objects.select_related("unit").order_by("pk"):
        if (post.since is None or post.since <= today) and (post.until is None or today <= post.until):
            held.setdefault(post.officer_id, []).append(post)
    return held
