"""A case begins: a household's application, or its wish, becomes a lodgement and a case with a tracking code."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from casework import ledger, outbox
from casework.actions.moves import guarded
from casework.actions.reserve import after_report
from casework.actions.serials import next_number
from casework.models import (
    Attachment,
    Barred,
    Case,
    Disclosure,
    Event,
    Household,
    HouseholdMember,
    Lodgement,
    Person,
)
from casework.queries import kin_of
from casework.rules import flow
from casework.rules.asking import day_of
from casework.rules.facts import Facts
from casework.rules.lodgement import LodgementDraft, PersonDraft, defects
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from casework.sealing import blind_index
from policies import queries as law
from policies.models import ProgrammeVersion, Unit
from policies.rules.programme import digest

CODE_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the applicant takes home. `code` is shown once and never stored in the clear."""

    case: UUID
    number: str
    code: str
    token: str


def lodge(*, draft: LodgementDraft, actor: Actor, at: datetime, verb: str = "submit", **data: Any) -> Receipt:
    """Open a case by `submit` (lodged), `take` (the village takes it) or `intend` (the wish is stated).

    Raises `StepRefused` for a defective draft, an unknown place or programme, or a second open case.
    """
    entered = _entered(draft) | data
    with guarded(), transaction.atomic():
        version, unit = _law(draft, at)
        household = _household(draft, unit)
        refuse_second(household, version)
        case, code = _case(draft, household, version, unit, actor, at)
        book = law.rulebook(version.pk, unit=unit.pk)
        kin = kin_of(household, day_of(at))
        facts = replace(_opening_facts(draft, version, unit), relatives=kin)
        outcome = flow.decide(verb, facts, book, actor, at, entered)
        after_report(case, ledger.append(case, verb, outcome, book, actor, at))
        Barred.objects.bulk_create(Barred(case=case, officer_id=officer) for officer in sorted(kin))
        transaction.on_commit(outbox.ring)
    return Receipt(case.pk, case.number, code, case.token)


def take(
    *,
    draft: LodgementDraft,
    actor: Actor,
    at: datetime,
    reason: str,
    evidence: str,
    related: bool | None = None,
) -> Receipt:
    """The village takes an application for somebody who cannot file it (SY-A1.1e): reason and evidence needed.

    `related`: whether who takes it is near kin of the household. Left unanswered, it is refused.
    """
    return lodge(
        draft=draft, actor=actor, at=at, verb="take", reason=reason, evidence=evidence, related=related
    )


def intend(*, draft: LodgementDraft, actor: Actor, at: datetime) -> Receipt:
    """The applicant states the wish and authorises the check before the application (YI-2.1a)."""
    return lodge(draft=draft, actor=actor, at=at, verb="intend")


def _entered(draft: LodgementDraft) -> dict[str, Any]:
    found = defects(draft)
    if found:
        raise StepRefused(found[0][1], code="invalid")
    return {
        "channel": draft.channel,
        "supplied": draft.supplied,
        "signed": draft.signed,
        "authorised": draft.authorised,
        "emergency": draft.emergency,
    }


def _law(draft: LodgementDraft, at: datetime) -> tuple[ProgrammeVersion, Unit]:
    unit = Unit.objects.filter(code=draft.village).select_related("jurisdiction").first()
    if unit is None:
        raise StepRefused("没有这个村（社区），请重新选", code="invalid")
    version = law.version_for_opening(draft.place, draft.programme, day_of(at))
    if version is None:
        raise StepRefused("本地没有开办这个项目，或者规定还没有施行", code="silent")
    return version, unit


def _opening_facts(draft: LodgementDraft, version: ProgrammeVersion, unit: Unit) -> Facts:
    disclosed: tuple[str, ...] = ()
    if draft.disclosure:
        receipt = Disclosure.objects.get(pk=draft.disclosure)
        disclosed = tuple(item["code"] for item in receipt.items.get("items", ()))
    return Facts(
        programme=draft.programme,
        unit=unit.code,
        members=tuple(person.member() for person in draft.members),
        circumstances={key: value for key, value in draft.answers.items() if _is_fact(value)},
        supporters=frozenset(draft.supporters),
        disclosed=disclosed,
    )


def _is_fact(value: object) -> bool:
    return value is None or isinstance(value, bool | int | str)


def _household(draft: LodgementDraft, unit: Unit) -> Household:
    """Return the household of exactly these people, so that one household has one file (YC-5.2a)."""
    people = _people(draft)
    for membership in (
        people[0].memberships.filter(left_on=None, household__unit=unit).select_related("household")
    ):
        known = {row.person_id: row for row in membership.household.members.filter(left_on=None)}
        same = all(
            known.get(person.pk) and known[person.pk].key == entry.key
            for person, entry in zip(people, draft.members, strict=True)
        )
        if same and len(known) == len(people):
            return membership.household
    household = Household.objects.create(unit=unit, group=str(draft.answers.get("group") or ""))
    HouseholdMember.objects.bulk_create(
        HouseholdMember(
            household=household,
            person=person,
            key=entry.key,
            relation=entry.relation,
            disability=entry.disability,
            registered=entry.registered,
            applicant=number == 0,
        )
        for number, (person, entry) in enumerate(zip(people, draft.members, strict=True))
    )
    return household


def _people(draft: LodgementDraft) -> list[Person]:
    """Return the members' persons, locked in one order: who lodges the same people twice at once waits here."""
    in_order = sorted(draft.members, key=lambda entry: entry.id_number)
    found = {entry.key: _person(entry) for entry in in_order}
    return [found[entry.key] for entry in draft.members]


def _person(entry: PersonDraft) -> Person:
    """Return the person of this identity number, with what was entered now sealed into the row."""
    person = _known(entry) if entry.id_number else Person()
    person.name, person.birth = entry.name, entry.birth
    for field in ("id_number", "phone", "account"):
        if text := getattr(entry, field):
            person.put(field, text)
    person.save()
    return person


def _known(entry: PersonDraft) -> Person:
    """Return the one locked row of this identity number, made now if there was none."""
    rows = Person.objects.filter(id_number_index=blind_index(entry.id_number, "id_number"))
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    known = rows.first()
    if known is None:
        newcomer = Person(name=entry.name, birth=entry.birth)
        newcomer.put("id_number", entry.id_number)
        Person.objects.bulk_create([newcomer], ignore_conflicts=True)
        known = rows.get()
    return known


def refuse_second(household: Household, version: ProgrammeVersion) -> None:
    """Refuse a second open case of a programme for anybody of a household; says the number of the first."""
    people = household.members.values("person_id")
    twin = Case.objects.filter(
        programme=version.programme, open=True, household__members__person__in=people
    ).first()
    if twin is not None:
        raise StepRefused(f"这一户已经有在办的件（{twin.number}），不用再交一次", code="duplicate")


def _case(
    draft: LodgementDraft,
    household: Household,
    version: ProgrammeVersion,
    unit: Unit,
    actor: Actor,
    at: datetime,
) -> tuple[Case, str]:
    body = draft.frozen()
    lodgement = Lodgement.objects.create(
        household=household,
        channel=draft.channel,
        draft=body,
        content_hash=digest(body),
        lodged_at=at,
        filed_by_id=actor.officer or None,
        disclosure_id=draft.disclosure or None,
    )
    case, code = new_case(lodgement, version, unit, draft.members[0].name, at)
    if draft.owner:
        Attachment.objects.filter(owner=draft.owner, case=None).update(case=case, lodgement=lodgement)
    return case, code


def new_case(
    lodgement: Lodgement, version: ProgrammeVersion, unit: Unit, applicant: str, at: datetime
) -> tuple[Case, str]:
    """Return a fresh case of a lodgement under a programme, with the tracking code that is shown once."""
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    office = unit.parent or unit
    case = Case.objects.create(
        number=f"{office.short_name}{day_of(at).year}-{next_number(office.code, day_of(at).year, 'case'):04d}",
        programme=version.programme,
        version=version,
        household_id=lodgement.household_id,
        unit=unit,
        lodgement=lodgement,
        applicant_name=applicant,
        code_index=blind_index(code, "tracking"),
        token=secrets.token_urlsafe(24),
        opened_at=at,
        touched_at=at,
    )
    return case, code


def bar(case: Case, event: Event) -> None:
    """Keep a declared relative from seeing the case at all."""
    Barred.objects.get_or_create(case=case, officer_id=event.data["officer"])
