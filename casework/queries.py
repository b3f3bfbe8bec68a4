"""What people look up: who they are at the desk, their queue, a case's clocks and story, an applicant's progress."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from casework.models import (
    Account,
    Appointment,
    Case,
    CaseLook,
    Event,
    Household,
    HouseholdMember,
    Officer,
    Relative,
)
from casework.models.case import CaseQuerySet
from casework.rules import clocks, flow
from casework.rules.asking import day_of
from casework.rules.complaint import answer_by
from casework.rules.incompatible import KEEPER, Pair, Post, clash, read_pairs
from casework.rules.retract import untold
from casework.rules.roles import Actor
from casework.sealing import blind_index
from policies import queries as law
from policies.actions.pack_files import catalogue

KEEPS_ACCOUNTS = "auth.change_user"
"""The permission to change logins; who has it stands in the table of incompatible posts."""
TWIN_MARKS = ("phone_index", "twin_key")
"""What two records of one human share before they are merged: his own mobile, or a document entered twice."""


def actor_for(user: Any, today: date) -> Actor:
    """Return the officer behind a login with the posts he holds today; nobody where there is none.

    A login that may change logins acts in no post that is kept apart from that, however it came by both (T39).
    """
    if not user.pk:
        return Actor()
    posts = list(_posts().filter(officer__accounts__user_id=user.pk).select_related("officer"))
    if posts:
        officer = posts[0].officer
        if user.has_perm(KEEPS_ACCOUNTS):
            posts = [post for post in posts if clash(Post(KEEPER), posts_of([post]), incompatible()) is None]
        return as_actor(officer, posts, today)
    account = Account.objects.filter(user_id=user.pk).select_related("officer").first()
    return as_actor(account.officer, (), today) if account else Actor()


def actor_of(officer: str, name: str, today: date) -> Actor:
    """Return the value that stands for an officer on a day: roles and the codes of his units."""
    posts = list(_posts().filter(officer_id=officer).select_related("officer"))
    known = posts[0].officer if posts else Officer.objects.filter(pk=officer).first()
    return as_actor(known, posts, today) if known else Actor(officer, name)


def holders(roles: tuple[str, ...], now: datetime) -> list[Actor]:
    """Return everybody who holds one of these roles today; a query, and one for each whose document is known."""
    day = day_of(now)
    mine = (
        (who, posts) for who, posts in held_posts(day).items() if any(post.role in roles for post in posts)
    )
    return [as_actor(who, posts, day) for who, posts in mine]


def held_posts(day: date) -> dict[Officer, list[Appointment]]:
    """Return who holds which posts on a day, in one query; records merged into another hold none."""
    held: dict[Officer, list[Appointment]] = defaultdict(list)
    for post in _posts().filter(officer__merged_into=None).select_related("officer"):
        if post.held_on(day):
            held[post.officer].append(post)
    return held


def _posts() -> QuerySet[Appointment]:
    return Appointment.objects.select_related("unit").order_by("pk")


def as_actor(officer: Officer, posts: Iterable[Appointment], today: date) -> Actor:
    """Return an officer with these posts as the rules see him; a query where his document or his mobile is known."""
    held = [post for post in posts if post.held_on(today)]
    roles = tuple(dict.fromkeys(post.role for post in held))
    units = tuple(dict.fromkeys(post.unit.code for post in held))
    others = tuple(str(one.pk) for one in alike(officer))
    return Actor(str(officer.pk), officer.name, roles, units, tuple(officer.former), others)


@cache
def incompatible() -> tuple[Pair, ...]:
    """Return the table of posts that one human may not hold together."""
    return read_pairs(catalogue()["incompatible"])


def posts_of(rows: Iterable[Appointment]) -> list[Post]:
    """Return appointments as rules see them."""
    return [Post(row.role, row.since, row.until) for row in rows]


def alike(officer: Officer) -> list[Officer]:
    """Return the other records that look like this human, by mobile or by document; asks only where there is either."""
    marks = Q(pk__in=[])
    for mark in TWIN_MARKS:
        if getattr(officer, mark) is not None:
            marks |= Q(**{mark: getattr(officer, mark)})
    if not marks.children[1:]:
        return []
    found = Officer.objects.filter(marks, merged_into=None).exclude(pk=officer.pk)
    return list(found.order_by("name", "pk"))


def twins() -> list[list[Officer]]:
    """Return the groups of records that look like one human and are not merged (T52); two queries."""
    groups: dict[tuple[Any, ...], list[Officer]] = {}
    for mark in TWIN_MARKS:
        marked = Officer.objects.filter(merged_into=None).exclude(**{mark: None})
        shared = marked.order_by().values(mark).annotate(found=Count("pk")).filter(found__gt=1).values(mark)
        by_mark: dict[str, list[Officer]] = defaultdict(list)
        for officer in marked.filter(**{f"{mark}__in": shared}).order_by("name", "pk"):
            by_mark[getattr(officer, mark)].append(officer)
        groups |= {tuple(one.pk for one in group): group for group in by_mark.values()}
    return list(groups.values())


def one_human(officers: Iterable[str]) -> tuple[str, str] | None:
    """Return the names of the first two of these records that are one human, merged or not yet; or None; one query."""
    seen: dict[str, Officer] = {}
    for row in Officer.objects.filter(pk__in=set(officers)).order_by("name", "pk"):
        marks = _marks(row)
        other = next((seen[mark] for mark in marks if mark in seen), None)
        if other is not None:
            return other.name, row.name
        seen |= dict.fromkeys(marks, row)
    return None


def same_human(some: Iterable[str], others: Iterable[str]) -> str | None:
    """Return the name of the first of `some` who is one human with one of `others`, under whichever record; one query."""
    first, second = set(some), set(others)
    if not first or not second:
        return None
    rows = list(Officer.objects.filter(pk__in=first | second).order_by("name", "pk"))
    known = {mark for row in rows if str(row.pk) in second for mark in _marks(row)}
    return next((row.name for row in rows if str(row.pk) in first and _marks(row) & known), None)


def _marks(officer: Officer) -> set[str]:
    """Return what tells that two records are one human: the record that stays, the mobile, the document."""
    marks = {str(officer.merged_into_id or officer.pk), *(getattr(officer, mark) for mark in TWIN_MARKS)}
    return marks - {None}


def doubled_hands() -> CaseQuerySet:
    """Return the cases in which two duties were done under two records that are now one human (T52); the newest first."""
    human = {
        duty: Coalesce(f"{column}__merged_into", column)
        for duty, column in (("first", "accepted_by"), ("second", "opined_by"), ("third", "confirmed_by"))
    }
    doubled = Q(first=F("second")) | Q(first=F("third")) | Q(second=F("third"))
    return Case.objects.annotate(**human).filter(doubled).order_by("-opened_at")


def queue(actor: Actor) -> CaseQuerySet:
    """Return the open cases of an actor's units: emergencies first, then by the law's clock, then by age."""
    return (
        Case.objects.for_actor(actor)
        .open()
        .select_related("unit", "programme")
        .order_by("-emergency", F("next_due").asc(nulls_last=True), "opened_at")
    )


def kin_of(household: Household, day: date) -> frozenset[str]:
    """Return the officers who have a hand in no case of a household: of its own, or declared kin of a member; two queries."""
    members = HouseholdMember.objects.filter(household=household, left_on=None)
    indexes = [index for index in members.values_list("person__id_number_index", flat=True) if index]
    standing = Relative.objects.filter(person_index__in=indexes).filter(Q(until=None) | Q(until__gt=day))
    kin = standing.values_list("officer_id", flat=True)
    own = Officer.objects.filter(id_index__in=indexes).values_list("pk", flat=True)
    return frozenset(str(pk) for pk in (*kin, *own))


def running_clocks(case: Case) -> tuple[clocks.Running, ...]:
    """Return the clocks of a case, computed now from its facts and its pinned programme."""
    return clocks.running(case.known(), law.rulebook(case.version_id, unit=case.unit_id))


def stage_on(case: Case, today: date) -> str:
    """Return the stage of a case on a day."""
    return flow.stage(case.known(), law.rulebook(case.version_id, unit=case.unit_id), today)


def told_stage(case: Case, now: datetime) -> str:
    """Return the stage of a case as the applicant may know it: a decision that may be taken back is not told yet."""
    return flow.stage(
        untold(case.known(), now), law.rulebook(case.version_id, unit=case.unit_id), day_of(now)
    )


def timeline(case: Case) -> QuerySet[Event]:
    """Return the events of a case in their order."""
    return case.events.select_related("actor").order_by("seq")


def track(*, code: str, second: str) -> Case | None:
    """Return the case of a tracking code when the second factor fits: the last four of the applicant's number.

    One answer for an unknown code and a wrong second factor; the caller limits how often one may ask.
    """
    digits = "".join(filter(str.isdigit, code))
    case = (
        Case.objects.filter(code_index=blind_index(digits, "tracking"))
        .select_related("unit", "version")
        .first()
    )
    if case is None:
        return None
    applicant = HouseholdMember.objects.select_related("person").get(
        household=case.household_id, applicant=True
    )
    number = applicant.person.sealed("id_number").open()
    return case if number and number[-4:].upper() == second.strip().upper() else None


def complaint_answer_by(place: str, day: date) -> date | None:
    """Return by when the county of a place answers a complaint of that day; None where no limit is stated."""
    return answer_by(law.parameters(place, ""), law.calendar(), day)


def own_word(case: Case, now: datetime) -> tuple[str, ...]:
    """Return what the household may still say of the village that acts for it: that it is its will, or that it is not."""
    facts, book = case.known(), law.rulebook(case.version_id, unit=case.unit_id)
    verbs = ("confirm_delegation", "revoke_delegation")
    return tuple(verb for verb in verbs if flow.may(verb, facts, book, Actor(), now) is None)


def may_withdraw(case: Case, now: datetime) -> bool:
    """Say whether the household may still take its application back: nobody of the office has opened it."""
    refused = flow.may("withdraw", case.known(), law.rulebook(case.version_id), Actor(), now)
    return refused is None and not CaseLook.objects.filter(case=case).exists()
