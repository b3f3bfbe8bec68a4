"""Who may read which complaint, what was done about it, and what its writer reads by his code."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from casework.models import ComplaintStep, Statement
from casework.rules.complaint import FAVOURS, PROMINENT
from casework.rules.roles import COUNTY, TOWNSHIP_ROLES, Actor
from casework.sealing import blind_index
from policies.models import Unit


def readable(actor: Actor) -> QuerySet[Statement]:
    """Return the complaints an actor may read: the county all of its own, a township what was passed on to it.

    Never one that names him, never one of his relatives' household, and one about gifts and favours not where
    he had a hand in the case (QY-4.2b). A village reads none.
    """
    rows = Statement.objects.filter(kind="complaint")
    if not actor.is_staff or not actor.holds((COUNTY, *TOWNSHIP_ROLES)):
        return rows.none()
    if actor.holds((COUNTY,)):
        within = Q(unit=None, case=None)
        for code in actor.units:
            within |= Q(case__unit__code__startswith=code) | Q(unit__code__startswith=code)
    else:
        passed = ComplaintStep.objects.filter(kind="pass", unit__code__in=actor.units)
        within = Q(pk__in=passed.values("statement"))
    hands = (
        Q(case__accepted_by__in=actor.hands)
        | Q(case__opined_by__in=actor.hands)
        | Q(case__confirmed_by__in=actor.hands)
    )
    return (
        rows.filter(within)
        .exclude(named__officer__in=actor.hands)
        .exclude(case__barred__officer__in=actor.hands)
        .exclude(Q(topic=FAVOURS) & hands)
    )


def passed_to(row: Statement) -> Unit | None:
    """Return the township that has a complaint now, or None while the county keeps it."""
    step = row.steps.filter(kind="pass").select_related("unit").order_by("-at", "-pk").first()
    return step.unit if step else None


def prominent(rows: QuerySet[Statement]) -> frozenset[object]:
    """Return the ids of the cases about which so many complain that it is prominent (QY-3.3.2c)."""
    cases = rows.exclude(case=None).values_list("case", flat=True)
    counted = Statement.objects.filter(kind="complaint", case__in=list(cases)).order_by().values("case")
    return frozenset(row["case"] for row in counted.annotate(many=Count("pk")).filter(many__gte=PROMINENT))


def by_code(number: str, code: str) -> Statement | None:
    """Return what somebody said, for whoever holds its number and its code; one answer for every wrong pair."""
    digits = "".join(filter(str.isdigit, code))
    row = Statement.objects.filter(code_index=blind_index(digits, "statement")).first()
    return row if row is not None and row.number == number.strip() else None
