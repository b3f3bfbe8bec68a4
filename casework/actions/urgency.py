"""An urgent need in an application that pays by the month: temporary aid is opened from it, and nothing is typed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework import ledger
from casework.actions.moves import act, guarded
from casework.actions.opening import Receipt, new_case, refuse_second
from casework.actions.reserve import after_report
from casework.models import Barred, Case
from casework.queries import kin_of
from casework.rules import flow, urgency
from casework.rules.asking import day_of
from casework.rules.facts import Facts
from casework.rules.refusal import StepRefused
from casework.rules.relief import given_under
from casework.rules.roles import Actor
from policies import queries as law
from policies.models import Programme, ProgrammeVersion
from policies.rules.rulebook import RuleBook


def open_urgent(*, case: UUID | str, actor: Actor, at: datetime, seen: int | None = None) -> Receipt:
    """Open an emergency of temporary aid on the lodgement of a case: same people, same papers, a number of its own.

    The 24 hours run from when the need was told, not from this press. Raises `StepRefused` where the place has
    no such aid, where the household has one open already, or where nothing is left to be opened from this case.
    """
    with guarded(), transaction.atomic():
        row = ledger.load(case)
        version = _relief(row, at)
        refuse_second(row.household, version)
        made, code = new_case(row.lodgement, version, row.unit, row.applicant_name, at)
        act("open_urgent", case=row.pk, actor=actor, at=at, data={"to": made.number}, seen=seen)
        _lodge(made, row, version, actor, at)
    return Receipt(made.pk, made.number, code, made.token)


def _relief(row: Case, at: datetime) -> ProgrammeVersion:
    """Return the programme of the place under which relief may come before the papers.

    As with every application: anybody may lodge on any day, and the law in force is asked at acceptance.
    """
    place = row.unit.jurisdiction
    for code in Programme.objects.filter(jurisdiction=place).order_by("code").values_list("code", flat=True):
        version = law.version_for_opening(place.code, code, day_of(at))
        if version is not None and given_under(law.rulebook(version.pk).spec):
            return version
    raise StepRefused("本地没有开办临时救助，急的请报县里", code="silent")


def _lodge(made: Case, row: Case, version: ProgrammeVersion, actor: Actor, at: datetime) -> None:
    """Hand the application in again under the other programme, as it stands on the first case."""
    book, known = law.rulebook(version.pk, unit=row.unit_id), row.known()
    kin = kin_of(row.household, day_of(at)) | known.relatives
    facts = replace(_as_it_stands(known, book), relatives=kin)
    entered = {
        "channel": known.channel or row.lodgement.channel,
        "supplied": (),
        "emergency": True,
        "told": urgency.told_at(known),
        "from": row.number,
    }
    outcome = flow.decide("submit", facts, book, actor, at, entered)
    after_report(made, ledger.append(made, "submit", outcome, book, actor, at))
    Barred.objects.bulk_create(Barred(case=made, officer_id=officer) for officer in sorted(kin))


def _as_it_stands(known: Facts, book: RuleBook) -> Facts:
    """Return what the household has already told, signed and handed in; papers the other programme lists not are left."""
    return Facts(
        programme=book.spec.code,
        unit=known.unit,
        members=known.members,
        circumstances=known.circumstances,
        delegated=known.delegated,
        relative_filed=known.relative_filed,
        authorised=known.authorised,
        authorisations=known.authorisations,
        signed=known.signed,
        supporters=known.supporters,
        supporters_signed=known.supporters_signed,
        supplied=frozenset(code for code in known.supplied if book.spec.material(code)),
    )
