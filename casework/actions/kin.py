"""The register of near relatives: who is declared is found in every household, past and to come, and never by a plain number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework import ledger
from casework.actions.change import registered_relative
from casework.actions.moves import guarded
from casework.actions.office import note
from casework.models import Case, HouseholdMember, OfficeEvent, Officer, Relative
from casework.rules.asking import day_of
from casework.rules.lead import name_key
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, OFFICE_ROLES, Actor
from casework.sealing import blind_index

Index = str
SELF = "本人"


def declare_kin(
    *,
    officer: UUID | str,
    name: str,
    id_number: str,
    relation: str,
    actor: Actor,
    at: datetime,
    login: int | None = None,
) -> Relative:
    """Put a near relative of an officer on the register and bar the officer from every case of that household (QY-4.2a).

    `id_number` is normalised and valid; only its blind index is kept. Staff declare their own; the county
    declares for others. An application that is being lodged in this very moment is over first, or begins after it.
    Raises `StepRefused` for somebody else's hand or a relative who stands there already, and with the code `busy`
    where acts under way did not end in time.
    """
    if not actor.is_staff or (str(officer) not in actor.identities and not actor.holds((COUNTY,))):
        raise StepRefused("近亲属由本人备案，或者由县里登记", code="role")
    if not relation.strip():
        raise StepRefused("还没有选是什么亲", code="missing")
    index = blind_index(id_number, "id_number")
    with guarded(), transaction.atomic():
        human = _alone(officer)
        if Relative.objects.filter(officer=human, person_index=index, until=None).exists():
            raise StepRefused("这一位已经备过案了", code="duplicate")
        row = Relative.objects.create(
            officer=human,
            name=name[:60],
            name_key=name_key(name),
            person_index=index,
            relation=relation[:24],
            since=day_of(at),
            declared_by_id=actor.officer,
        )
        found = _bar(human, {index}, relation, actor, at)
        note(
            kind=OfficeEvent.Kind.KIN_DECLARED,
            at=at,
            login=login,
            name=actor.name,
            officer=human.pk,
            data={"relative": row.pk, "relation": relation, "cases": found},
        )
    return row


def end_kin(*, relative: int, actor: Actor, at: datetime, login: int | None = None) -> Relative:
    """End a declaration today; cases it has flagged stay flagged, new ones are not. By whoever may declare it."""
    with transaction.atomic():
        row = Relative.objects.select_for_update(of=("self",)).filter(pk=relative, until=None).first()
        if row is None or (str(row.officer_id) not in actor.identities and not actor.holds((COUNTY,))):
            raise StepRefused("没有这一条备案，或者不由您来终止", code="role")
        row.until = day_of(at)
        row.save(update_fields=["until"])
        note(
            kind=OfficeEvent.Kind.KIN_ENDED,
            at=at,
            login=login,
            name=actor.name,
            officer=row.officer_id,
            data={"relative": row.pk},
        )
    return row


def identify(
    *,
    officer: UUID | str,
    id_number: str,
    at: datetime,
    phone: str = "",
    login: int | None = None,
    name: str = "",
) -> Officer:
    """Keep the blind index of an officer's own number: one human, one officer, and no hand in his own household.

    `phone` is his own mobile (normalised; empty leaves what is there): another record with it is held to be his.
    Raises `StepRefused` when another officer has this number: it is one human with two records, which are kept
    apart from that moment on and wait to be merged (T52). With the code `busy` where acts under way did not end.
    """
    index = blind_index(id_number, "id_number")
    with guarded(), transaction.atomic():
        human = _alone(officer)
        twin = Officer.objects.filter(id_index=index).exclude(pk=human.pk).first()
        if twin is None:
            found = _known(human, index, phone, at)
        else:
            human.twin_key = twin.twin_key = twin.twin_key or str(twin.pk)
            Officer.objects.bulk_update([human, twin], ["twin_key"])
            found = 0
        note(
            kind=OfficeEvent.Kind.IDENTIFIED,
            at=at,
            login=login,
            name=name,
            officer=human.pk,
            data={"cases": found} | ({"twin": str(twin.pk)} if twin else {}),
        )
    if twin is not None:
        raise StepRefused(
            f"这个身份证号已经登记在工作人员“{twin.name}”名下：是同一个人的，请并成一个人", code="duplicate"
        )
    return human


def _alone(officer: UUID | str) -> Officer:
    """Lock an officer with no case being opened or worked on meanwhile: it could be the one that is searched for in vain.

    Not so hard that an act under way, which only points at him, could not end.
    """
    human = Officer.objects.select_for_update(of=("self",), no_key=True).get(pk=officer)
    ledger.alone()
    return human


def _known(human: Officer, index: Index, phone: str, at: datetime) -> int:
    """Keep the indexes of an officer who is nobody else, and bar him from the cases of his own household."""
    human.id_index, human.twin_key = index, None
    if phone:
        human.phone_index = blind_index(phone, "phone")
    human.save(update_fields=["id_index", "phone_index", "twin_key"])
    return _bar(human, {index}, SELF, Actor(str(human.pk), human.name), at)


def _bar(officer: Officer, indexes: Iterable[Index], relation: str, actor: Actor, at: datetime) -> int:
    """Declare the officer kin on every case of the households of these people; return how many it is new to."""
    hand = replace(actor, roles=OFFICE_ROLES)  # to declare kin is open to every post
    members = HouseholdMember.objects.filter(person__id_number_index__in=list(indexes), left_on=None)
    found = 0
    for member in members.order_by("pk"):
        cases = Case.objects.filter(household=member.household_id).exclude(barred__officer=officer)
        for case in cases.order_by("opened_at", "pk"):
            registered_relative(
                case=case.pk, actor=hand, at=at, officer=officer.pk, member=member.key, relation=relation
            )
            found += 1
    return found
