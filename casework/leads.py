"""Who may read which lead, which leads are of one household, and which of them nobody at home may deal with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from casework import queries
from casework.models import Barred, Lead, Officer, Relative
from casework.rules.asking import SHANGHAI
from casework.rules.lead import WAYS, WINDOW, one_household, way_in
from casework.rules.roles import COUNTY, Actor


def far_from(actor: Actor, day: date) -> QuerySet[Lead]:
    """Return the leads of households that are, as far as a lead can tell, not near to an officer (QY-4.2a).

    A lead holds a name and a telephone, no identity number. Held to be near: one he stood aside from himself, one
    with his own mobile, one with the name of a declared relative, one whose application he is barred from. A
    namesake is held to be kin too: a colleague deals with it.
    """
    standing = Relative.objects.filter(officer__in=actor.hands).filter(Q(until=None) | Q(until__gt=day))
    own = Officer.objects.filter(pk__in=actor.hands).exclude(phone_index=None).values("phone_index")
    barred = Barred.objects.filter(officer__in=actor.hands).values("case")
    aside = Lead.barred.through.objects.filter(officer__in=actor.hands).values("lead")
    near = (
        Q(pk__in=aside)
        | Q(phone_index__in=own)
        | Q(filing__case__in=barred)
        | Q(onto__in=barred)
        | Q(name_key__in=standing.exclude(name_key="").values("name_key"))
    )
    return Lead.objects.exclude(pk__in=Lead.objects.filter(near).values("pk"))


def leads_of(actor: Actor, day: date) -> QuerySet[Lead]:
    """Return the leads an officer may read: those of his village or township, and those the county gave him.

    The county only counts them, but for those that nobody at home may deal with (`stuck`).
    """
    if actor.holds((COUNTY,)):
        return Lead.objects.none()
    return far_from(actor, day).filter(_within(actor) | Q(assigned__in=actor.identities))


def lent(actor: Actor, lead: Lead) -> Actor:
    """Return the officer as he stands towards one lead: where the county gave it to him, its village is his too."""
    if str(lead.assigned_id) not in actor.identities:
        return actor
    return replace(actor, units=(*actor.units, lead.village.code))


def lying_leads(actor: Actor, day: date) -> tuple[int, datetime | None]:
    """Return how many of these leads nobody has dealt with yet, and when the oldest of them was filed."""
    lying = leads_of(actor, day).filter(closed_at=None, filing=None)
    found = lying.aggregate(many=Count("pk"), oldest=Min("at"))
    return found["many"], found["oldest"]


def lead_counts(actor: Actor, since: date, until: date) -> QuerySet[Lead, dict[str, Any]]:
    """Count the leads filed from one day to another, both included, by village: how many, and how they ended."""
    first, after = (datetime.combine(day, time(), SHANGHAI) for day in (since, until + timedelta(days=1)))
    rows = Lead.objects.filter(_within(actor), at__gte=first, at__lt=after)
    return (
        rows.order_by("village__code")
        .values("village__name", "village__parent__name")
        .annotate(
            many=Count("pk"),
            turned=Count("pk", filter=Q(filing__isnull=False)),
            closed=Count("pk", filter=Q(closed_at__isnull=False)),
            lying=Count("pk", filter=Q(closed_at=None, filing=None)),
        )
    )


def alike(one: Lead, other: Lead) -> bool:
    """Say whether two leads look like one household's."""
    return one.pk != other.pk and one_household(
        str(one.village_id), one.name_key, str(other.village_id), other.name_key
    )


def of_one_household(leads: Iterable[Lead], readable: QuerySet[Lead]) -> dict[UUID, list[Lead]]:
    """Return beside each lead the others of its village and its name among the readable ones; one query."""
    named = [lead for lead in leads if lead.name_key]
    keys, villages = {lead.name_key for lead in named}, {lead.village_id for lead in named}
    found: dict[tuple[int, str], list[Lead]] = defaultdict(list)
    if named:
        rows = readable.filter(name_key__in=keys, village__in=villages).order_by("at", "pk")
        for row in rows.select_related("by", "filing__case", "onto"):
            found[row.village_id, row.name_key].append(row)
    return {
        lead.pk: [other for other in found[lead.village_id, lead.name_key] if other.pk != lead.pk]
        for lead in named
    }


@dataclass(frozen=True, slots=True)
class Stuck:
    """A lead that nobody at home may deal with, and to whom the county may give it."""

    lead: Lead
    others: tuple[tuple[Officer, str], ...]


def stuck(actor: Actor, day: date) -> list[Stuck]:
    """Return the open leads of the county which nobody who stands for their village may make an application of.

    Everybody there stands aside, or there is nobody. The oldest come first. Of a household near to whoever looks he
    sees nothing himself. Six queries, and one more for each officer at home of a lead with kin in the office.
    """
    rows = far_from(actor, day).filter(_within(actor), closed_at=None, filing=None).order_by("at", "pk")
    leads = list(rows.select_related("village__parent", "by", "assigned"))
    if not leads:
        return []
    near, office = near_to(leads, day), _Office(day)
    return [
        Stuck(lead, office.others(actor, near[lead.pk]))
        for lead in leads
        if office.nobody(lead, near[lead.pk])
    ]


def near_to(leads: Iterable[Lead], day: date) -> dict[UUID, set[str]]:
    """Return the officers near to each of these open leads; `far_from` seen from the other side, in three queries."""
    rows = list(leads)
    keys, phones = {row.name_key for row in rows} - {""}, {row.phone_index for row in rows} - {None}
    standing = Relative.objects.filter(name_key__in=keys).filter(Q(until=None) | Q(until__gt=day))
    kin, own, aside = defaultdict(set), defaultdict(set), defaultdict(set)
    for key, officer in standing.values_list("name_key", "officer_id"):
        kin[key].add(str(officer))
    for phone, officer in Officer.objects.filter(phone_index__in=phones).values_list("phone_index", "pk"):
        own[phone].add(str(officer))
    stood = Lead.barred.through.objects.filter(lead__in=[row.pk for row in rows])
    for lead, officer in stood.values_list("lead_id", "officer_id"):
        aside[lead].add(str(officer))
    return {row.pk: kin[row.name_key] | own[row.phone_index] | aside[row.pk] for row in rows}


class _Office:
    """Everybody who holds a post on a day, asked village by village."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._posts = queries.held_posts(day)
        self._actors: dict[UUID, Actor] = {}

    def nobody(self, lead: Lead, near: set[str]) -> bool:
        """Say whether none of those who may make an application of this lead is left."""
        return not any(
            way_in(lent(plain, lead), lead.village.code) and not (near and self._actor(officer).one_of(near))
            for officer, plain in self._plain()
        )

    def others(self, county: Actor, near: set[str]) -> tuple[tuple[Officer, str], ...]:
        """Return who takes applications in elsewhere in the county and is not near to the household, with his offices."""
        found = [
            (officer, "、".join(dict.fromkeys(post.unit.name for post in self._posts[officer])))
            for officer, plain in self._plain()
            if plain.holds((WAYS[WINDOW],))
            and any(county.covers(unit) for unit in plain.units)
            and not self._actor(officer).one_of(near)
        ]
        return tuple(sorted(found, key=lambda one: one[0].name))

    def _plain(self) -> Iterable[tuple[Officer, Actor]]:
        """Yield each officer with his posts, without looking for other records of the same human."""
        for officer, posts in self._posts.items():
            roles = tuple(dict.fromkeys(post.role for post in posts))
            yield (
                officer,
                Actor(str(officer.pk), officer.name, roles, tuple(post.unit.code for post in posts)),
            )

    def _actor(self, officer: Officer) -> Actor:
        if officer.pk not in self._actors:
            self._actors[officer.pk] = queries.as_actor(officer, self._posts[officer], self._day)
        return self._actors[officer.pk]


def alone(lead: Lead, day: date) -> bool:
    """Say whether nobody at home may make an application of an open lead."""
    return _Office(day).nobody(lead, near_to([lead], day)[lead.pk])


def _within(actor: Actor) -> Q:
    """Return the condition that a lead lies within one of an officer's units."""
    within = Q(pk__in=[])
    for code in actor.units:
        within |= Q(village__code__startswith=code)
    return within
