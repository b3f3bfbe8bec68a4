"""Acts around a posting. All raise `StepRefused` and then leave nothing changed."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casework.actions.company import present
from casework.actions.moves import act
from casework.actions.serials import next_number
from casework.models import Case, Event, Statement
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from casework.sealing import blind_index, seal
from policies.rules.private_numbers import scan

Id = UUID | str


def post(*, case: Id, actor: Actor, at: datetime, where: Sequence[str], seen: int | None = None) -> Event:
    """Start a posting, for the days the place has set (calendar days, the day itself not counted)."""
    return act("post", case=case, actor=actor, at=at, data={"where": list(where)}, seen=seen)


def repost(*, case: Id, actor: Actor, at: datetime, where: Sequence[str], seen: int | None = None) -> Event:
    """Post again after a closed objection; the period starts anew."""
    return act("repost", case=case, actor=actor, at=at, data={"where": list(where)}, seen=seen)


@dataclass(frozen=True, slots=True)
class StatementReceipt:
    """What somebody who objected, defended or complained takes home; the code is shown once."""

    number: str
    code: str
    event: Event | None


def object_(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    words: str,
    topic: str = "",
    named: bool = False,
    contact: str = "",
) -> StatementReceipt:
    """A resident objects to a posting, with or without a name; the village never reads it."""
    return _state("object", "objection", case, actor, at, words, topic, contact, {"named": named})


def defend(*, case: Id, actor: Actor, at: datetime, words: str) -> StatementReceipt:
    """The household states its side before a change is decided; the decision must answer it."""
    return _state("defend", "defence", case, actor, at, words, "", "", {"words": words})


def complain(
    *, case: Id, actor: Actor, at: datetime, words: str, topic: str = "", contact: str = ""
) -> StatementReceipt:
    """A complaint that names this case goes straight to the county."""
    return _state("complain", "complaint", case, actor, at, words, topic, contact, {})


def _state(
    verb: str,
    kind: str,
    case: Id,
    actor: Actor,
    at: datetime,
    words: str,
    topic: str,
    contact: str,
    data: dict[str, object],
) -> StatementReceipt:
    refuse_private_numbers(words)
    key, code = uuid.uuid4(), f"{secrets.randbelow(10**12):012d}"
    numbers: list[str] = []

    def keep(row: Case, event: Event) -> None:
        numbers.append(record_statement(key, code, kind, row, at, words, topic, contact).number)

    kept = {name: value for name, value in data.items() if name != "words"}
    event = act(verb, case=case, actor=actor, at=at, data={**data, **kept, "id": str(key)}, after=keep)
    return StatementReceipt(numbers[0], code, event)


def record_statement(
    key: uuid.UUID, code: str, kind: str, row: Case | None, at: datetime, words: str, topic: str, contact: str
) -> Statement:
    """Write what somebody said under a gap-free number; the contact is sealed, the code is only indexed."""
    unit = (row.unit.parent or row.unit) if row else None
    year = day_of(at).year
    prefix = {"objection": "Y", "defence": "S", "complaint": "T"}[kind]
    number = next_number(unit.code if unit else "", year, kind)
    return Statement.objects.create(
        id=key,
        case=row,
        unit=unit,
        kind=kind,
        number=f"{unit.short_name if unit else ''}{prefix}-{year}-{number:04d}",
        topic=topic,
        words=words,
        contact_sealed=seal(contact, f"statement.contact.{key}"),
        code_index=blind_index(code, "statement"),
        at=at,
    )


def refuse_private_numbers(words: str) -> None:
    """Refuse free text that holds an identity number, an account or a phone; say so without repeating it."""
    if scan(words):
        raise StepRefused("里面像是有身份证号、卡号或者电话，请去掉再交，其他的话都还在", code="private")


def resurvey(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    who: Iterable[Id] = (),
    approves: int | None = None,
    rejects: int | None = None,
) -> Event:
    """Inquire into the facts again because somebody objected."""
    return _answer("resurvey", case, actor, at, who, approves, rejects)


def appraise(
    *,
    case: Id,
    actor: Actor,
    at: datetime,
    who: Iterable[Id] = (),
    approves: int | None = None,
    rejects: int | None = None,
) -> Event:
    """Hold the democratic appraisal that an objection asks for; the township organises it (YI-2.2d)."""
    return _answer("appraise", case, actor, at, who, approves, rejects)


def _answer(
    verb: str,
    case: Id,
    actor: Actor,
    at: datetime,
    who: Iterable[Id],
    approves: int | None,
    rejects: int | None,
) -> Event:
    data: dict[str, object] = {"for": approves, "against": rejects}
    return act(verb, case=case, actor=actor, at=at, data=data, before=present(data, "who", who, at))


def close_objection(*, case: Id, actor: Actor, at: datetime, outcome: str, seen: int | None = None) -> Event:
    """Close the objection: `upheld` or `dismissed`."""
    return act("close_objection", case=case, actor=actor, at=at, data={"outcome": outcome}, seen=seen)
