"""The four moves of every act, inside one transaction: lock and load, ask the rule, save, record one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction

from casework import ledger, outbox
from casework.models import Case, Event
from casework.rules import flow
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies import queries as law

CONSTRAINT_SENTENCES = {
    "acceptor_is_not_reviewer": ("受理和初审不能是同一个人，请换人", "hands"),
    "acceptor_is_not_approver": ("受理和审批不能是同一个人，请换人", "hands"),
    "reviewer_is_not_approver": ("初审和审批不能是同一个人，请换人", "hands"),
    "two_hands_of_one_human": ("这一件前面的手续是同一个人用另一条记录办的，请换人", "hands"),
    "one_open_case_per_programme": ("这一户在这个项目上已经有在办的件", "duplicate"),
    "one_certificate_per_number": ("这个编号的救助证已经登记过了，请核对证上的编号", "duplicate"),
    "casework_leadfiling_lead_id_key": ("这条线索已经转成申请了，不用再转一次", "duplicate"),
    "one_sheet_per_delivery": ("这张调查表已经交过了", "delivered"),
}
"""What the database itself refuses, in the words of the desk: same promises, second wall."""

BUSY_STATES = ("55P03", "40P01", "40001")
"""PostgreSQL's words for: no lock in time, a deadlock, a serialisation failure."""


def act(
    verb: str,
    *,
    case: UUID | str,
    actor: Actor,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    seen: int | None = None,
    before: Callable[[Case], object] | None = None,
    after: Callable[[Case, Event], None] | None = None,
) -> Event:
    """Do one act on one case and return its event.

    `seen` is the `seq` the person looked at: an older one is refused as stale. `before` may re-pin the
    programme, `after` may write rows that belong to the act; both run inside the transaction.
    Raises `StepRefused`; then nothing has changed.
    """
    with guarded(), transaction.atomic():
        row = ledger.load(case)
        if seen is not None and row.seq != seen:
            raise StepRefused("您看的这一页旧了，别人刚刚办过，请刷新再办", code="stale")
        if before is not None:
            before(row)
        book = law.rulebook(row.version_id, stamp=row.law_stamp, unit=row.unit_id)
        outcome = flow.decide(verb, row.known(), book, actor, at, data)
        event = ledger.append(row, verb, outcome, book, actor, at)
        if after is not None:
            after(row, event)
        transaction.on_commit(outbox.ring)
    return event


@contextmanager
def guarded() -> Iterator[None]:
    """Turn what the database refuses into a sentence; its raw words may quote the row."""
    try:
        yield
    except IntegrityError as error:
        refusal = _refusal(str(error))
        if refusal is None:
            raise
        raise refusal from None
    except OperationalError as error:
        if not _waited_in_vain(error):
            raise
        raise StepRefused("别人正在办这一件，请过一会儿再试，您填的没有丢", code="busy") from None


def _waited_in_vain(error: OperationalError) -> bool:
    """Say whether a lock was not to be had in time, or two waited for each other."""
    return getattr(error.__cause__, "sqlstate", "") in BUSY_STATES or "database is locked" in str(error)


def _refusal(text: str) -> StepRefused | None:
    for name, (sentence, code) in CONSTRAINT_SENTENCES.items():
        if name in text or _sqlite_name(name) in text:
            return StepRefused(sentence, code=code)
    return None


def _sqlite_name(name: str) -> str:
    """Return how SQLite names a partial unique index that failed: by its columns."""
    return {
        "one_open_case_per_programme": "casework_case.household_id, casework_case.programme_id",
        "casework_leadfiling_lead_id_key": "casework_leadfiling.lead_id",
        "one_sheet_per_delivery": "casework_surveysheet.key",
        "one_certificate_per_number": "casework_certificate.place_id, casework_certificate.number",
    }.get(name, name)
