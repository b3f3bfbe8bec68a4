"""The office's people as the county and the keeper of the accounts keep them: entered, given posts, identified, made one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from casework import ledger
from casework.actions import kin, staffing
from casework.actions.moves import act, guarded
from casework.actions.office import note
from casework.models import Account, Appointment, Case, OfficeEvent, Officer, Relative
from casework.queries import incompatible, posts_of
from casework.rules.asking import day_of
from casework.rules.incompatible import Post
from casework.rules.keeping import Keeper, Record, check_end, check_keeper, check_merge, later
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from casework.sealing import blind_index
from policies.models import Unit


def enter_officer(
    *,
    name: str,
    id_number: str,
    unit: Unit,
    role: str,
    keeper: Keeper,
    at: datetime,
    phone: str = "",
    since: date | None = None,
    until: date | None = None,
    user: Any = None,
) -> Officer:
    """Enter somebody new with his document and his first post; `user` is his login, where there is one already.

    `id_number` and `phone` are normalised and valid; only their blind indexes are kept. Raises `StepRefused` for
    who keeps no list here, a number that is entered already (one human, one officer), or a post that cannot be.
    """
    check_keeper(keeper, (), [unit.code])
    with transaction.atomic():
        officer = Officer.objects.create(name=name[:60])
        identify(officer=officer.pk, id_number=id_number, phone=phone, keeper=keeper, at=at)
        give_post(officer=officer.pk, unit=unit, role=role, since=since, until=until, keeper=keeper, at=at)
        if user is not None:
            staffing.open_account(user=user, officer=officer)
    return officer


def give_post(
    *,
    officer: UUID | str,
    unit: Unit,
    role: str,
    keeper: Keeper,
    at: datetime,
    since: date | None = None,
    until: date | None = None,
) -> Appointment:
    """Appoint an officer in one of the keeper's units and write it down.

    Raises `StepRefused` for one's own posts, a unit elsewhere, or posts that are kept apart (HX-2b, T39).
    """
    with transaction.atomic():
        human = _standing(officer)
        check_keeper(keeper, _ids(human), [unit.code])
        if since is not None and until is not None and until < since:
            raise StepRefused("任职止不能早于任职起", code="invalid")
        post = staffing.appoint(officer=human, unit=unit, role=role, since=since, until=until)
        _note(OfficeEvent.Kind.APPOINTED, human, keeper, at, {"unit": unit.code, "role": role})
    return post


def end_post(*, post: int, until: date, keeper: Keeper, at: datetime) -> Appointment:
    """End a post on a day, the last one included; yesterday at the earliest, which ends it at once."""
    with transaction.atomic():
        row = Appointment.objects.select_related("unit", "officer").filter(pk=post).first()
        if row is None:
            raise StepRefused("没有这个岗位", code="invalid")
        human = _standing(row.officer_id)
        check_keeper(keeper, _ids(human), [row.unit.code])
        check_end(until, row.since, day_of(at))
        staffing.dismiss(post=row, until=until)
        _note(OfficeEvent.Kind.DISMISSED, human, keeper, at, {"unit": row.unit.code, "role": row.role})
    return row


def identify(
    *, officer: UUID | str, id_number: str, keeper: Keeper, at: datetime, phone: str = ""
) -> Officer:
    """Keep the blind indexes of an officer's document and mobile; by somebody else than himself.

    Raises `StepRefused` with the code `duplicate` when another record has this number.
    """
    with transaction.atomic():
        human = _standing(officer)
    check_keeper(keeper, _ids(human), ())
    return kin.identify(
        officer=human.pk, id_number=id_number, phone=phone, at=at, login=keeper.login, name=keeper.name
    )


def merge(*, kept: UUID | str, gone: UUID | str, id_number: str, keeper: Keeper, at: datetime) -> Officer:
    """Make two records of one human one: posts, logins and kin pass over, and every past act counts as his (T52).

    What was written stays as it was written; the kept record carries the other's ids, and duties are kept apart by them.
    Acts under way end first, and those that begin meanwhile wait: whoever acts after it is judged as one human.
    Raises `StepRefused` unless the number read once more is the one that is registered, on one of the two alone,
    and with the code `busy` where acts under way did not end in time.
    """
    index = blind_index(id_number, "id_number")
    with guarded(), transaction.atomic():
        rows = _both(kept, gone)
        ledger.alone()
        one, other = rows.get(str(kept)), rows.get(str(gone))
        if one is None or other is None:
            raise StepRefused("没有这条记录", code="invalid")
        posts = list(Appointment.objects.select_related("unit").filter(officer__in=rows).order_by("pk"))
        check_keeper(keeper, (*_ids(one), *_ids(other)), [post.unit.code for post in posts])
        check_merge(_record(one, posts), _record(other, posts), index, incompatible())
        moved = _pass_over(one, other, day_of(at))
        moved["fallen"] = _fell_opinions(_ids(one), keeper, at)
        _note(OfficeEvent.Kind.MERGED, one, keeper, at, {"merged": str(other.pk), **moved})
    return one


def _both(kept: UUID | str, gone: UUID | str) -> dict[str, Officer]:
    """Lock two records, in one order; not so hard that an act under way, which only points at one of them, could not end."""
    locked = Officer.objects.select_for_update(of=("self",), no_key=True)
    return {str(row.pk): row for row in locked.filter(pk__in=(kept, gone)).order_by("pk")}


def _fell_opinions(officers: tuple[str, ...], keeper: Keeper, at: datetime) -> int:
    """Let the first opinions fall that one human gave on what he had accepted under another record; return how many."""
    mine = Case.objects.open().filter(accepted_by__in=officers, opined_by__in=officers)
    fallen = 0
    for case in mine.order_by("pk"):
        if case.known().opinion is not None:
            act("one_hand", case=case.pk, actor=Actor(name=keeper.name), at=at, data={"officers": officers})
            fallen += 1
    return fallen


def _pass_over(one: Officer, other: Officer, today: date) -> dict[str, int]:
    """Give the kept record everything of the other; return how much of each."""
    index, phone = one.id_index or other.id_index, one.phone_index or other.phone_index
    twin_key = one.twin_key or other.twin_key
    other.id_index, other.phone_index, other.twin_key, other.merged_into = None, None, None, one
    other.save(
        update_fields=["id_index", "phone_index", "twin_key", "merged_into"]
    )  # first: an index is there once
    one.id_index, one.phone_index, one.twin_key = index, phone, twin_key
    one.former = [*one.former, str(other.pk), *other.former]
    one.save(update_fields=["id_index", "phone_index", "twin_key", "former"])
    Officer.objects.filter(merged_into=other).update(merged_into=one)
    return {
        "posts": _pass_posts(one, other, today),
        "accounts": Account.objects.filter(officer=other).update(officer=one),
        "relatives": _pass_relatives(one, other, today),
    }


def _pass_posts(one: Officer, other: Officer, today: date) -> int:
    """Move the posts; one that both hold lasts as long as the longer of the two, and the other's ends yesterday."""
    held = {(post.unit_id, post.role): post for post in one.appointments.all()}
    for post in other.appointments.all():
        same = held.get((post.unit_id, post.role))
        if same is None:
            post.officer = one
            post.save(update_fields=["officer"])
            continue
        same.until = later(same.until, post.until)
        same.save(update_fields=["until"])
        staffing.dismiss(post=post, until=min(post.until or today, today) - timedelta(days=1))
    return int(one.appointments.count())


def _pass_relatives(one: Officer, other: Officer, today: date) -> int:
    """Move the declarations; one that both have made stands once."""
    declared = Relative.objects.filter(officer=one, until=None).values("person_index")
    double = Relative.objects.filter(officer=other, until=None, person_index__in=declared)
    double.update(until=today)
    return int(Relative.objects.filter(officer=other).update(officer=one))


def _standing(officer: UUID | str) -> Officer:
    found = Officer.objects.select_for_update(of=("self",)).filter(pk=officer).first()
    if found is None or found.merged_into_id is not None:
        raise StepRefused("没有这条记录，或者已经并到别的记录里了", code="gone")
    return found


def _ids(officer: Officer) -> tuple[str, ...]:
    return (str(officer.pk), *officer.former)


def _record(officer: Officer, posts: Iterable[Appointment]) -> Record:
    own: list[Post] = posts_of(post for post in posts if post.officer_id == officer.pk)
    return Record(str(officer.pk), officer.id_index or "", tuple(own), officer.merged_into_id is not None)


def _note(kind: str, officer: Officer, keeper: Keeper, at: datetime, data: dict[str, Any]) -> None:
    note(kind=kind, at=at, login=keeper.login, name=keeper.name, officer=officer.pk, data=data)
