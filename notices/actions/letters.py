"""Issuing a written notice: composed, numbered without a gap, recorded in the case's chain, printed; and correcting one."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from casework import actions as casework
from casework.actions.serials import next_number
from casework.models import Case, Event
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from casework.rules.roles import TOWNSHIP_ROLES, Actor, names, rights
from notices import papers
from notices.models import Notice
from notices.models.letters import VOID
from notices.queries import letterhead, office_of
from notices.rules import forms, words
from notices.rules.wording import Letter, WordingError, compose, corrected
from policies import queries as law
from policies.models import Unit
from policies.rules.programme import NoticeForm
from policies.rules.rulebook import RuleBook

logger = logging.getLogger(__name__)
TYPED = ("reason", "cause")
"""The words of a letter that somebody typed; everything else in it comes from the tables."""
REASON_MOST = 400
CORRECTABLE = ("issued", "failed")
"""Where a letter stands that has reached nobody."""
RENAMED = "姓名写错了：“%(old)s”更正为“%(new)s”"
NOT_CORRECTABLE = {
    "served": "这一份已经送达（或者正在公告），不能作废重出。要改的是决定，请按调整或者停发的办法走",
    "under_way": "这一份正在邮寄，等退回来登记了再改",
    "void": "这一份已经作废了",
}
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
        found = Notice.objects.filter(cause=event, kind=kind).exclude(state=VOID).first()
        if found is not None:
            return found
        book = law.rulebook(row.version_id, unit=row.unit_id)
        form = _form(row, kind, book)
        notice = _numbered(row, event, kind, form, book, _letter(row, event, form, book), actor, at)
        notice.save(force_insert=True)
        casework.record_notice(
            case=row.pk, actor=_recorder(actor), at=at, kind=kind, number=notice.number, notice=notice.pk
        )
        papers.print_letter(notice)
    return notice


def reissue(*, notice: UUID | str, reason: str, actor: Actor, at: datetime, wording: str = "") -> Notice:
    """Put another letter in the place of one that was written wrongly and has reached nobody; `at` is aware.

    The old one is void; its number, text, stub and file stay as they were. The new one has a number of its own and says
    which it replaces. `reason`: what was wrong. `wording`: the reason or cause put right, by whoever may do the act itself.
    Raises `StepRefused`: served or under way, overtaken by a later act, or nothing would read differently.
    """
    if not actor.holds(TOWNSHIP_ROLES):
        raise StepRefused("文书由乡镇（街道）的工作人员改正", code="role")
    with transaction.atomic():
        old = Notice.objects.select_for_update(of=("self",)).filter(pk=notice).first()
        if old is None:
            raise StepRefused("没有这一份文书，可能编号不对", code="missing")
        row = _locked(old.case_id)
        event = _cause(row, old.kind)
        _check_correctable(old, event, actor, reason, wording)
        book = law.rulebook(row.version_id, unit=row.unit_id)
        form = _form(row, old.kind, book)
        letter = _letter(row, event, form, book, wording)
        if _as_replacement(letter, old.replaces, old.issued_at, row, event).text == old.text:
            raise StepRefused(
                "重新出的和原来一个字也不差。电话、地址不对的，请县里先改单位资料；理由有错字的，在这里改好",
                code="same",
            )
        letter = _as_replacement(letter, old, at, row, event)
        new = _numbered(row, event, old.kind, form, book, letter, actor, at)
        new.replaces = old
        Notice.objects.filter(pk=old.pk).update(state=VOID, void_reason=reason.strip()[:REASON_MOST])
        new.save(force_insert=True)
        said = {"replaces": old.number, "reason": reason.strip()} | (
            {"words": wording.strip()} if wording else {}
        )
        casework.record_notice(
            case=row.pk, actor=actor, at=at, kind=new.kind, number=new.number, notice=new.pk, **said
        )
        papers.print_letter(new)
    return new


def reissue_renamed(*, event: Event, actor: Actor, at: datetime) -> list[Notice]:
    """Put others in the place of the letters that name the applicant wrongly and have reached nobody (decision 27).

    What is served, announced or in the post stays as it is, and so does a letter that a later act has overtaken. Heard twice,
    nothing is left to replace.
    """
    row = Case.objects.get(pk=event.case_id)
    waiting = Notice.objects.filter(case=row, state__in=CORRECTABLE).exclude(addressee=row.applicant_name)
    made = []
    for notice in waiting.order_by("issued_at", "pk"):
        try:
            made.append(reissue(notice=notice.pk, reason=RENAMED % event.data, actor=actor, at=at))
        except StepRefused as refusal:
            if refusal.code not in ("order", "same"):
                logger.error("letter %s keeps the wrong name: %s", notice.pk, refusal.code)
    return made


def may_reword(cause: Event, form: NoticeForm | None, actor: Actor) -> bool:
    """Say whether a letter carries words that somebody typed, and this person may do the act that typed them."""
    typed = form is not None and any(f"{{{word}}}" in form.body for word in TYPED)
    return typed and actor.holds(rights(cause.kind))


def _check_correctable(old: Notice, event: Event, actor: Actor, reason: str, wording: str) -> None:
    if not reason.strip():
        raise StepRefused("还没有写原来那一份哪里写错了，写了再办", code="missing")
    if old.state not in CORRECTABLE:
        raise StepRefused(NOT_CORRECTABLE[old.state], code="order")
    if event.pk != old.cause_id:
        raise StepRefused("后来又办了新的一步，这一份不用再改", code="order")
    if wording and not actor.holds(rights(event.kind)):
        raise StepRefused(f"理由是办这一步时写的，要由{names(rights(event.kind))}来改", code="role")


def _as_replacement(letter: Letter, old: Notice | None, at: datetime, row: Case, event: Event) -> Letter:
    """Return the letter with the line that says which one it replaces; as it is where it replaces none."""
    if old is None:
        return letter
    closing = (letterhead(row.unit).office, forms.chinese_day(event.at))
    return corrected(letter, number=old.number, day=forms.chinese_day(at), closing=closing)


def _form(row: Case, kind: str, book: RuleBook) -> NoticeForm:
    form = forms.form_for(kind, book.spec, row.known())
    if form is None:
        raise StepRefused("本地还没有这种文书的式样，请县里先配置", code="configure")
    return form


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
    row: Case,
    event: Event,
    kind: str,
    form: NoticeForm,
    book: RuleBook,
    letter: Letter,
    actor: Actor,
    at: datetime,
) -> Notice:
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
        addressee=row.applicant_name,
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


def _letter(row: Case, event: Event, form: NoticeForm, book: RuleBook, wording: str = "") -> Letter:
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
    if wording.strip():
        said |= dict.fromkeys(TYPED, words.unended(wording))
    try:
        return compose(form.title, form.body, form.plain, said)
    except WordingError as error:
        raise StepRefused(f"{error}。请县里改这份文书的式样", code="configure") from error
