"""What the county does about a complaint: its dated steps, passing it on and chasing it, whom it names, which case it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework.actions.moves import act, guarded
from casework.actions.posting import refuse_private_numbers
from casework.complaints import passed_to, readable
from casework.models import Case, ComplaintNamed, ComplaintStep, Statement
from casework.queries import complaint_answer_by
from casework.rules import complaint as rules
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import COUNTY, Actor
from policies.models import Unit

Id = UUID | str
MOST_WORDS = 2000


def take_step(*, complaint: Id, kind: str, words: str, actor: Actor, at: datetime) -> ComplaintStep:
    """Write one step (verify, handle, answer); the answer closes it and is what the person reads by his code.

    Raises `StepRefused` out of order, without words, with a private number in them, or for whom it is not for.
    """
    refuse_private_numbers(words)
    with transaction.atomic():
        row = _locked(complaint, actor)
        _check(row, kind, words, actor)
        step = _write(row, kind, words, actor, at)
        if kind == "answer":
            Statement.objects.filter(pk=row.pk).update(answer=words.strip()[:MOST_WORDS], answered_at=at)
    return step


def pass_on(*, complaint: Id, unit: str, words: str, actor: Actor, at: datetime) -> ComplaintStep:
    """Pass a complaint on to a township, which looks into it and deals with it; the county still answers (YC-3.3.6)."""
    refuse_private_numbers(words)
    with transaction.atomic():
        row = _locked(complaint, actor)
        _check(row, "pass", words, actor)
        there = Unit.objects.filter(code=unit, level=Unit.Level.TOWNSHIP).first()
        if there is None or not actor.covers(there.code):
            raise StepRefused("没有这个乡镇（街道），请重新选", code="invalid")
        return _write(row, "pass", words, actor, at, there)


def remind(*, complaint: Id, actor: Actor, at: datetime, words: str = "") -> ComplaintStep:
    """Remind the township to which it was passed."""
    refuse_private_numbers(words)
    with transaction.atomic():
        row = _locked(complaint, actor)
        _check(row, "remind", words, actor)
        there = passed_to(row)
        if there is None:
            raise StepRefused("还没有转办，没有谁可以催", code="order")
        return _write(row, "remind", words, actor, at, there)


def link_case(*, complaint: Id, number: str, actor: Actor, at: datetime) -> ComplaintStep:
    """Tie a complaint to the case it is about: the case is flagged and every such household is visited (HX-4.4d)."""
    with guarded(), transaction.atomic():
        row = _locked(complaint, actor)
        _check(row, "link", "", actor)
        if row.case_id is not None:
            raise StepRefused("已经对到办件了", code="order")
        case = Case.objects.for_actor(actor).filter(number=number.strip()).first()
        if case is None:
            raise StepRefused("没有这个受理编号，请对照再写一次", code="missing")
        act("complain", case=case.pk, actor=actor, at=at, data={"id": str(row.pk)})
        Statement.objects.filter(pk=row.pk).update(case=case)
        return _write(row, "link", case.number, actor, at)


def name_officers(*, complaint: Id, officers: Iterable[Id], actor: Actor) -> int:
    """Say whom a complaint is about; they never read it again. Returns how many are named now."""
    if not actor.holds((COUNTY,)):
        raise StepRefused("涉及谁，由县里登记", code="role")
    with transaction.atomic():
        row = _locked(complaint, actor)
        named = [ComplaintNamed(statement=row, officer_id=officer) for officer in officers]
        ComplaintNamed.objects.bulk_create(named, ignore_conflicts=True)
        return row.named.count()


def remind_late(*, now: datetime) -> int:
    """Remind, once, of every complaint passed on and not dealt with by its day; return how many.

    Only where the place has stated by when complaints are answered; otherwise nothing is late.
    """
    waiting = Statement.objects.filter(kind="complaint", answered_at=None, steps__kind="pass")
    waiting = waiting.exclude(steps__kind="handle").exclude(steps__kind="remind").distinct()
    count = 0
    for row in waiting.prefetch_related("steps__unit__jurisdiction"):
        passed = next(step for step in reversed(row.steps.all()) if step.kind == "pass")
        assert passed.unit is not None
        due = complaint_answer_by(passed.unit.jurisdiction.code, day_of(passed.at))
        if due is not None and day_of(now) > due:
            _write(row, "remind", "到期还没有办，系统催办", Actor(), now, passed.unit)
            count += 1
    return count


def _locked(complaint: Id, actor: Actor) -> Statement:
    row = readable(actor).filter(pk=complaint).first()
    if row is None:
        raise StepRefused("没有这一条，可能编号不对", code="missing")
    return Statement.objects.select_for_update(of=("self",)).select_related("case").get(pk=row.pk)


def _check(row: Statement, kind: str, words: str, actor: Actor) -> None:
    done = {step.kind for step in row.steps.all()}
    there = passed_to(row)
    passed = there is not None and actor.covers(there.code)
    rules.check_step(kind, done, words, actor, passed=passed)


def _write(
    row: Statement, kind: str, words: str, actor: Actor, at: datetime, unit: Unit | None = None
) -> ComplaintStep:
    said = words.strip()[:MOST_WORDS]
    return ComplaintStep.objects.create(
        statement=row, kind=kind, words=said, unit=unit, by_id=actor.officer or None, at=at
    )
