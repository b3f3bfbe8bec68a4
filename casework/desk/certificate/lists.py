"""What the register of certificates lists: what waits for a hand, and every certificate that was ever given."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from casework.models import Certificate
from casework.models.case import CaseQuerySet
from casework.rules.certificate import REVIEW
from casework.rules.roles import Actor
from policies.models import ParameterValue, Unit

ON_SUPPORT = ("confirmed", "active", "changing")
OVER = "ended"


def gives_certificates(actor: Actor, day: date) -> bool:
    """Say whether the place an officer works for states certificates at all on a day."""
    return _stated(day).filter(jurisdiction__in=_places(actor)).exists()


def to_issue(cases: CaseQuerySet, day: date) -> CaseQuerySet:
    """Return the cases on support whose programme states certificates and that have none, the oldest first."""
    place = OuterRef("unit__jurisdiction")
    named = Q(programme="") | Q(programme=OuterRef("programme__code"))
    value = _stated(day).filter(named, jurisdiction=place)
    in_hand = Certificate.objects.filter(case=OuterRef("pk"))
    found = cases.filter(Exists(value), ~Exists(in_hand), stage__in=ON_SUPPORT)
    return found.select_related("unit", "programme").order_by("touched_at", "pk")


def to_stamp(held: QuerySet[Certificate], day: date) -> QuerySet[Certificate]:
    """Return the certificates whose yearly review has come, the longest over first."""
    return held.filter(destroyed_on=None, voided_on=None, review_due__lte=day).exclude(case__stage=OVER)


def to_destroy(held: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Return the certificates of households off support that nobody has destroyed yet."""
    return held.filter(destroyed_on=None, voided_on=None, case__stage=OVER)


def register(cases: CaseQuerySet) -> QuerySet[Certificate]:
    """Return every certificate of these cases, those still in somebody's hands first."""
    related = ("case__unit", "case__programme", "destroyed_by", "destroyed_with", "replaced_by")
    rows = Certificate.objects.filter(case__in=cases.order_by().values("pk")).select_related(*related)
    out = (F("voided_on").desc(nulls_first=True), F("destroyed_on").desc(nulls_first=True))
    return rows.order_by(*out, "review_due", "pk")


def _stated(day: date) -> QuerySet[ParameterValue]:
    lasting = Q(until=None) | Q(until__gte=day)
    return ParameterValue.objects.filter(lasting, key=REVIEW, value__isnull=False, since__lte=day)


def _places(actor: Actor) -> Any:
    return Unit.objects.filter(code__in=actor.units).values("jurisdiction")
