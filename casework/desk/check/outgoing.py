"""What a request for the means check carries: one line an adult, by the columns of the place, and who authorised it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from casework.models import Case, Household, HouseholdMember, Reveal
from casework.models.case import CaseQuerySet
from casework.rules.asking import day_of
from casework.rules.exchange import ColumnMap
from casework.rules.facts import Authorisation, Facts
from casework.rules.roles import Actor

AUTHORISED = ("受理编号", "姓名", "授权日期", "授权范围")


def wanted(cases: CaseQuerySet) -> CaseQuerySet:
    """Keep the open cases whose check is asked for and not answered, the oldest first."""
    asked = cases.open().filter(facts__check__has_key="requested").exclude(facts__check__has_key="result")
    return asked.select_related("unit__parent", "unit__jurisdiction", "programme").order_by("opened_at")


def request_sheets(
    cases: Iterable[Case], columns: ColumnMap, day: date
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return the lines of the request and the list of authorisations, each with its headings first."""
    lines: list[tuple[str, ...]] = [columns.headings]
    consents: list[tuple[str, ...]] = [AUTHORISED]
    for case in cases:
        facts = case.known()
        adults = {member.key for member in facts.adults(day)}
        for member in _members(case):
            if member.key not in adults:
                continue
            consent = authorisation(facts, member.key)
            lines.append(columns.line(_values(case, member, consent)))
            consents.append((case.number, member.person.name, *_consent(consent)))
    return lines, consents


def _members(case: Case) -> Iterable[HouseholdMember]:
    household: Household = case.household
    return household.members.filter(left_on=None).select_related("person").order_by("key")


def authorisation(facts: Facts, key: str) -> Authorisation | None:
    """Return a member's authorisation with its day and scope; None where only the fact of it is kept."""
    return next((one for one in facts.authorisations if one.member == key), None)


def _consent(found: Authorisation | None) -> tuple[str, str]:
    return (found.on.isoformat(), found.scope) if found else ("", "")


def _values(case: Case, member: HouseholdMember, consent: Authorisation | None) -> dict[str, str]:
    on, scope = _consent(consent)
    return {
        "number": case.number,
        "name": member.person.name,
        "id_number": member.person.sealed("id_number").open(),
        "relation": member.relation or "本人",
        "programme": case.programme.name,
        "village": case.unit.short_name,
        "authorised_on": on,
        "scope": scope,
    }


def note_looks(cases: Iterable[Case], actor: Actor, at: datetime, reason: str) -> None:
    """Write down that these people's numbers left in a file: one look a person."""
    day = day_of(at)
    looks = []
    for case in cases:
        adults = {member.key for member in case.known().adults(day)}
        looks += [
            Reveal(
                case=case,
                person_id=member.person_id,
                field="id_number",
                officer_id=actor.officer,
                at=at,
                reason=reason,
            )
            for member in _members(case)
            if member.key in adults
        ]
    Reveal.objects.bulk_create(looks)
