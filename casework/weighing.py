"""What whoever decides has to know beside the case itself: the same people elsewhere, earlier aid, what the like receive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from casework.models import Case, HouseholdMember, Person
from casework.models.case import CaseQuerySet
from casework.rules.earlier import since

PAYING = ("confirmed", "active", "changing")
LIKE = 200
"""The most recent cases of a kind that are compared; more would not change the picture."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another case in which a member of this household stands, or an account of it is paid."""

    case: UUID
    number: str
    office: str
    programme: str
    stage: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aid:
    """Aid granted once before to somebody of this household: fen; `same_cause` also where no cause was kept."""

    number: str
    programme: str
    at: datetime
    amount: int | None
    same_cause: bool


@dataclass(frozen=True, slots=True)
class Peers:
    """What the like receive: households of the same village, programme and size; fen a month."""

    amounts: tuple[int, ...]

    @property
    def median(self) -> int:
        """The middle amount, the lower one of two."""
        return sorted(self.amounts)[(len(self.amounts) - 1) // 2]


def elsewhere(case: Case) -> list[Elsewhere]:
    """Return other cases, running or paying, in which somebody of this household stands."""
    people = _people(case)
    return _told(_others(case).filter(household__members__person__in=people), people)


def same_account(case: Case) -> list[Elsewhere]:
    """Return cases of other households that are paid to an account of this one."""
    accounts = Person.objects.filter(pk__in=_people(case)).exclude(account_index=None)
    strangers = Person.objects.filter(account_index__in=accounts.values("account_index")).exclude(
        pk__in=_people(case)
    )
    return _told(_others(case).filter(household__members__person__in=strangers), {})


def earlier_aid(case: Case, programmes: Sequence[str], today: date, months: int | None) -> list[Aid]:
    """Return aid granted once to somebody of this household under `programmes`, newest first.

    `months` is how far back the place looks; None looks back without end.
    """
    cause = case.known().circumstances.get("event")
    rows = (
        Case.objects.filter(
            household__members__person__in=_people(case),
            programme__code__in=programmes,
            confirmed_by__isnull=False,
        )
        .exclude(pk=case.pk)
        .exclude(stage="refused")
        .select_related("programme")
        .distinct()
    )
    found = []
    for row in rows:
        facts = row.known()
        decision = facts.decision
        if decision is None or not decision.grant or not since(decision.at, today, months):
            continue
        other = facts.circumstances.get("event")
        same = cause is None or other is None or cause == other
        found.append(Aid(row.number, row.programme.short, decision.at, decision.amount, same))
    return sorted(found, key=lambda aid: aid.at, reverse=True)


def peers(case: Case, size: int) -> Peers:
    """Return the amounts of paying households of the same village, programme and size; nobody's name."""
    rows = (
        Case.objects.filter(
            unit=case.unit_id, programme=case.programme_id, stage__in=PAYING, amount__isnull=False
        )
        .exclude(pk=case.pk)
        .annotate(size=Count("household__members", filter=Q(household__members__left_on=None)))
        .filter(size=size)
        .order_by("-touched_at")
    )
    return Peers(tuple(rows.values_list("amount", flat=True)[:LIKE]))  # type: ignore[arg-type]


def _people(case: Case) -> dict[UUID, str]:
    rows = HouseholdMember.objects.filter(household=case.household_id, left_on=None)
    return dict(rows.values_list("person_id", "person__name"))


def _others(case: Case) -> CaseQuerySet:
    return Case.objects.filter(Q(open=True) | Q(stage__in=PAYING)).exclude(pk=case.pk)


def _told(cases: CaseQuerySet, people: dict[UUID, str]) -> list[Elsewhere]:
    rows = cases.select_related("unit__parent", "programme").prefetch_related("household__members").distinct()
    return [
        Elsewhere(
            case=row.pk,
            number=row.number,
            office=(row.unit.parent or row.unit).name,
            programme=row.programme.short,
            stage=row.get_stage_display(),
            members=tuple(
                people[one.person_id] for one in row.household.members.all() if one.person_id in people
            ),
        )
        for row in rows.order_by("number")
    ]
