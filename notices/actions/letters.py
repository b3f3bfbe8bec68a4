"""Issuing a written notice: composed, numbered without a gap, recorded in the case's chain, printed."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework import actions as casework
from casework.actions.serials import next_number
from casework.models import Case, Event
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES, Actor
from notices import papers
from notices.models import Notice
from notices.queries import letterhead, office_of
from notices.rules import forms, words
from notices.rules.wording import Letter, WordingError, compose
from policies import queries as law
from policies.models import Unit
from policies.rules.programme import NoticeForm
from policies.rules.rulebook import RuleBook

# 文号 say what kind of paper it is.
SIGNS = {"acceptance": "受", "missing": "补", "refusal": "告", "advance": "先告", "decision": "决"}


def issue(*, case: UUID | str, kind: str, actor: Actor, at: datetime, cause: Event | None = None) -> Notice:
    """Issue the notice of a kind that the latest act of the case calls for; `at` is aware.

    One act has one notice of a kind: asked again, the same notice is returned and nothing is numbered.
    Raises `StepRefused` when no act calls for it or the place prints no such form (配置).
    """
    if cause is None and not actor.holds(TOWNSHIP_ROLES):
        raise StepRefused("文书由乡镇（街道）的工作人员出", code="role")
    with transaction.atomic():
        row = _locked(case)
        event = cause or _cause(row, kind)
        found = Notice.objects.filter(cause=event, kind=kind).first()
        if found is not None:
            return found
        book = law.rulebook(row.version_id, unit=row.unit_id)
        form = forms.form_for(kind, book.spec, row.known())
        if form is None:
            raise StepRefused("本地还没有这种文书的式样，请县里先配置", code="configure")
        notice = _numbered(row, event, kind, form, book, actor, at)
        notice.save(force_insert=True)
        casework.record_notice(
            case=row.pk, actor=_recorder(actor), at=at, kind=kind, number=notice.number, notice=notice.pk
        )
        papers.print_letter(notice)
    return notice


def _locked(case: UUID | str) -> Case:
    """Lock the case, so that two workers never number one letter twice."""
    row = (
        Case.objects.select_for_update(of=("self",))
        .select_related("unit__parent", "unit__jurisdiction", "lodgement")
        .filter(pk=case)
        .first()
    )
    if row is None:
        raise StepRefused("没有这一件，可能编号不对", code="missing")
    return row


def _cause(row: Case, kind: str) -> Event:
    called = forms.CALLED_FOR_BY.get(kind)
    if called is None:
        raise StepRefused("没有这种文书", code="invalid")
    event = row.events.filter(kind__in=called).order_by("-seq").first()
    if event is None:
        raise StepRefused("还没有办到这一步，不能出这份文书", code="order")
    return event


def _recorder(actor: Actor) -> Actor:
    """Return who records the paper: the officer of the township; else the house, naming him who acted."""
    if actor.is_staff and actor.holds(TOWNSHIP_ROLES):
        return actor
    return Actor("", f"系统（随{actor.name}的办理）" if actor.name else "系统", TOWNSHIP_ROLES, actor.units)


def _numbered(
    row: Case, event: Event, kind: str, form: NoticeForm, book: RuleBook, actor: Actor, at: datetime
) -> Notice:
    letter = _letter(row, event, form, book)
    unit, year = office_of(row.unit), day_of(at).year
    serial = next_number(unit.code, year, f"notice.{kind}")
    return Notice(
        case=row,
        cause=event,
        kind=kind,
        form=form.kind,
        unit=unit,
        year=year,
        serial=serial,
        number=number_of(unit, kind, year, serial),
        title=letter.title,
        version_id=row.version_id,
        template_hash=hashlib.sha256(f"{form.title}\n{form.body}\n{form.plain}".encode()).hexdigest(),
        clause=words.basis(form, book.spec, event.kind),
        text=letter.text,
        plain="\n".join(letter.plain),
        text_hash=letter.text_hash,
        stub_hash=letter.text_hash,
        issued_at=at,
        issued_by_id=actor.officer or None,
        issuer_name=actor.name,
    )


def number_of(unit: Unit, kind: str, year: int, serial: int) -> str:
    """Return the printed number: 百官街道救助告〔2025〕12号."""
    return f"{unit.short_name}救助{SIGNS[kind]}〔{year}〕{serial}号"


def _letter(row: Case, event: Event, form: NoticeForm, book: RuleBook) -> Letter:
    said = words.words(
        row.known(),
        book,
        form,
        words.Occasion(event.kind, event.data, day_of(event.at)),
        letterhead(row.unit),
        name=row.applicant_name,
        case_number=row.number,
        lodged=day_of(row.lodgement.lodged_at),
    )
    try:
        return compose(form.title, form.body, form.plain, said)
    except WordingError as error:
        raise StepRefused(f"{error}。请县里改这份文书的式样", code="configure") from error
