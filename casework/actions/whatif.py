"""Trials of other values over the live caseload: begun, worked through in pieces, handed to townships, proposed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from casework import outbox
from casework.actions.change import propose_change
from casework.models import Calculation, Case, WhatIfLine, WhatIfRun
from casework.models.case import CaseQuerySet
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, RIGHTS, Actor
from casework.rules.whatif import STANDARD, Outcome, outcome, sheet_of, stands, with_standard
from policies import queries as law
from policies.models import Jurisdiction
from policies.rules.parameters import NotStated
from policies.rules.rulebook import RuleBook

KIND = "whatif"
PIECE = 200
"""Households worked through in one transaction: a second or less."""
BATCH = 50
"""Changes proposed at one press of the button."""
WITHIN = ("confirmed", "active", "changing")
OUTSIDE = ("refused",)
TO_PROPOSE = ("more", "less", "out")
NEAR = RIGHTS["propose_change"]


def caseload(place: Jurisdiction, programme: str) -> CaseQuerySet:
    """Return the cases a trial looks at: who draws support, and who was refused it."""
    return Case.objects.filter(
        programme__jurisdiction=place, programme__code=programme, stage__in=(*WITHIN, *OUTSIDE)
    )


def begin_trial(
    *,
    place: Jurisdiction,
    programme: str,
    on: date,
    standard: Decimal | None,
    user: Any,
    at: datetime,
    scope: str = "",
) -> WhatIfRun:
    """Begin a trial of a standard (yuan per head and month) from a day on; it is worked through by the outbox.

    `scope`: the part of the place it is for, as in the table of values; empty: everywhere that has none of its own.
    Without a standard the one that the table states for that day is tried: entered, but not yet in force.
    Raises `StepRefused` (`configure`) where it states none.
    """
    tried = _stated(place, programme, on, scope) if standard is None else standard
    with transaction.atomic():
        run = WhatIfRun.objects.create(
            place=place,
            programme=programme,
            on=on,
            standard=f"{tried:.2f}",
            scope=scope,
            total=caseload(place, programme).count(),
            asked_at=at,
            asked_by=user,
        )
        _order(run, at)
        transaction.on_commit(outbox.ring)
    return run


def _stated(place: Jurisdiction, programme: str, on: date, scope: str) -> Decimal:
    try:
        return Decimal(str(law.parameters(place.code, programme).need(STANDARD, on, scope).value))
    except NotStated as silence:
        raise StepRefused(str(silence), code="configure") from silence


def _order(run: WhatIfRun, at: datetime) -> None:
    outbox.put(key=f"{KIND}:{run.pk}:{run.cursor or 0}", kind=KIND, ref=str(run.pk), at=at)


@outbox.handles(KIND)
def work(ref: str, now: datetime) -> None:
    """Work through the next piece of a trial and order the one after it; a piece done twice is done once."""
    run = WhatIfRun.objects.select_for_update().select_related("place").get(pk=ref)
    if run.finished_at is not None:
        return
    cases = _piece(run)
    WhatIfLine.objects.bulk_create(_lines(run, cases, day_of(now)), ignore_conflicts=True)
    run.done += len(cases)
    if len(cases) < PIECE:
        run.finished_at, run.total = now, run.done
    else:
        run.cursor = cases[-1].pk
        _order(run, now)
    run.save(update_fields=["done", "total", "cursor", "finished_at"])


def _piece(run: WhatIfRun) -> list[Case]:
    rows = caseload(run.place, run.programme).order_by("pk")
    return list(rows.filter(pk__gt=run.cursor)[:PIECE] if run.cursor else rows[:PIECE])


def _lines(run: WhatIfRun, cases: Sequence[Case], today: date) -> list[WhatIfLine]:
    stamp = law.law_stamp()
    books: dict[tuple[int, int], RuleBook] = {}
    inputs = _inputs(cases)
    lines = []
    for case in cases:
        here = (case.version_id, case.unit_id)
        if here not in books:
            book = law.rulebook(case.version_id, stamp=stamp, unit=case.unit_id)
            books[here] = with_standard(book, run.standard, run.on, run.scope)
        found = _tried(case, inputs.get(case.pk), books[here], run.on)
        lines.append(
            WhatIfLine(
                run=run,
                case=case,
                unit_id=case.unit_id,
                seen=case.seq,
                members=len(case.known().members),
                before=found.before,
                after=found.after,
                kind=found.kind,
                reason=found.reason[:200],
            )
        )
    return lines


def _inputs(cases: Sequence[Case]) -> dict[Any, Any]:
    """Return the newest kept inputs of each case, in one query."""
    rows = Calculation.objects.filter(case__in=cases).order_by("at", "pk")
    return dict(rows.values_list("case_id", "inputs"))


def _tried(case: Case, inputs: Any, book: RuleBook, on: date) -> Outcome:
    within = case.stage in WITHIN
    sheet = sheet_of(inputs) if inputs else None
    return outcome(sheet, within=within, before=(case.amount or 0) if within else 0, book=book, day=on)


def signed(run: WhatIfRun, today: date) -> bool:
    """Say whether what was tried is the law today: the values were stated by somebody, and their day has come."""
    if run.finished_at is None or today < run.on:
        return False
    book = law.rulebook_for(run.place.code, run.programme, today)
    return book is not None and stands(book, run.standard, today, run.scope)


def release_trial(*, run: WhatIfRun, actor: Actor, at: datetime) -> None:
    """Hand a trial to the townships, whose reviewers propose the changes; nothing is proposed by itself.

    Raises `StepRefused` while the new standard is not the law (`order`), or for anybody but the county.
    """
    if not actor.holds((COUNTY,)):
        raise StepRefused("要由县民政交给乡镇", code="role")
    if not signed(run, day_of(at)):
        raise StepRefused("新标准还没有施行，不能照它提调整", code="order")
    WhatIfRun.objects.filter(pk=run.pk, released_at=None).update(released_at=at, released_by=actor.officer)


def proposable(run: WhatIfRun, actor: Actor) -> QuerySet[WhatIfLine]:
    """Return the lines of an officer's units whose change has not been proposed or refused yet."""
    mine = Case.objects.for_actor(actor).filter(stage__in=WITHIN)
    return run.lines.filter(kind__in=TO_PROPOSE, proposal=None, refused="", case__in=mine.values("pk"))


def propose_batch(*, run: WhatIfRun, actor: Actor, at: datetime, limit: int = BATCH) -> tuple[int, int]:
    """Propose the changes of the next lines by the ordinary procedure; return how many, and how many could not be.

    Each line once; a case that has moved on since the trial is left to a human. Raises `StepRefused`
    where the trial was not handed over, or its standard is no longer the law.
    """
    if run.released_at is None or not signed(run, day_of(at)):
        raise StepRefused("县里还没有交下来，或者标准又变了，不能照它提调整", code="order")
    if not actor.holds(NEAR):
        raise StepRefused("这一步要由初审岗来办", code="role")
    done = left = 0
    for line in proposable(run, actor).select_related("case")[:limit]:
        try:
            done += _propose(line, actor, at)
        except StepRefused as refusal:
            left += WhatIfLine.objects.filter(pk=line.pk, proposal=None).update(refused=refusal.reason[:200])
    return done, left


def _propose(line: WhatIfLine, actor: Actor, at: datetime) -> int:
    """Propose one change and note its event beside the line, both or neither."""
    stop = line.kind == "out"
    cause = f"按新标准重算（试算 {line.run_id} 号）"
    with transaction.atomic():
        waiting = WhatIfLine.objects.filter(pk=line.pk, proposal=None)
        if not waiting.exists():
            return 0
        event = propose_change(
            case=line.case_id,
            actor=actor,
            at=at,
            cause=cause,
            to=None if stop else line.after,
            stop=stop,
            seen=line.seen,
        )
        return waiting.update(proposal=event)
