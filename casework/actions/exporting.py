"""A list leaves the house: written down, and above a number of lines only after a second person has agreed (T26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from casework.models import Export, ExportAsk, ExportConsent
from casework.rules.exporting import HOLDS, check_open, may_consent, needs_second, still_holds
from casework.rules.refusal import StepRefused
from casework.rules.roles import Actor
from policies.rules.private_numbers import scan
from policies.rules.programme import digest

PRIVATE = "用途里像是有身份证号、卡号或者电话，请去掉"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One list as it is asked for: the page and what was sent to it, what it holds, how many lines, and what for."""

    address: str
    form: Sequence[tuple[str, str]]
    what: str
    rows: int
    reason: str

    @property
    def digest(self) -> str:
        """The fingerprint of exactly this request, whatever number of lines it has today."""
        return digest({"address": self.address, "form": [list(pair) for pair in sorted(self.form)]})


class SecondNeeded(Exception):
    """So long a list is taken out by two people: the question is to be put to the second one."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        super().__init__("a second person has to agree")


def take_out(*, wanted: Wanted, alone: int, actor: Actor, at: datetime) -> Export:
    """Write down that a list leaves; raise `SecondNeeded` above `alone` lines without an unused consent to it.

    Raises `StepRefused` where the reason holds a private number.
    """
    if scan(wanted.reason):
        raise StepRefused(PRIVATE, code="private")
    with transaction.atomic():
        consent = _consent(wanted, actor, at) if needs_second(wanted.rows, alone) else None
        if consent is None and needs_second(wanted.rows, alone):
            raise SecondNeeded(wanted)
        return Export.objects.create(
            officer_id=actor.officer,
            at=at,
            what=wanted.what[:200],
            rows=wanted.rows,
            reason=wanted.reason[:200],
            consent=consent,
        )


def _consent(wanted: Wanted, actor: Actor, at: datetime) -> ExportConsent | None:
    """Return a consent to exactly this request that holds and was not used; the row is locked."""
    given = ExportConsent.objects.select_for_update(of=("self",)).select_related("ask")
    mine = given.filter(
        granted=True, ask__digest=wanted.digest, ask__officer__in=actor.identities, export__isnull=True
    )
    return next((one for one in mine if still_holds(one.at, wanted.rows, one.ask.asked(), at)), None)


def ask(*, wanted: Wanted, actor: Actor, at: datetime) -> ExportAsk:
    """Put the question to a second person; one that waits already for the same list is not put twice."""
    waiting = ExportAsk.objects.filter(
        officer__in=actor.identities,
        digest=wanted.digest,
        rows__gte=wanted.rows,
        at__gt=at - HOLDS,
        consent__isnull=True,
    )
    return waiting.first() or ExportAsk.objects.create(
        officer_id=actor.officer,
        units=list(actor.units),
        at=at,
        address=wanted.address,
        form=[list(pair) for pair in wanted.form],
        digest=wanted.digest,
        what=wanted.what[:200],
        rows=wanted.rows,
        reason=wanted.reason[:200],
    )


def answer(*, ask: int, granted: bool, actor: Actor, at: datetime, reason: str = "") -> ExportConsent:
    """The second person agrees, or does not and says why.

    Raises `StepRefused` for the asker himself under whichever record, another office, an old question, a second answer.
    """
    with transaction.atomic():
        row = ExportAsk.objects.select_for_update(of=("self",)).filter(pk=ask).first()
        if row is None:
            raise StepRefused("没有这份申请", code="gone")
        refused = may_consent(row.asked(), actor)
        if refused is not None:
            raise refused
        check_open(row.asked(), at)
        if not granted and not reason.strip():
            raise StepRefused("请写为什么不同意", code="missing")
        if scan(reason):
            raise StepRefused("理由里像是有身份证号、卡号或者电话，请去掉", code="private")
        try:
            with transaction.atomic():
                return ExportConsent.objects.create(
                    ask=row,
                    asker_id=row.officer_id,
                    officer_id=actor.officer,
                    at=at,
                    granted=granted,
                    reason=reason.strip()[:200],
                )
        except IntegrityError as error:
            raise StepRefused("已经有人答复过了", code="answered") from error
