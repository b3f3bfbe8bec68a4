"""Printing the forms a place owns (申请表、授权书、调查表、审批表 …), filled from one case, with the version they are of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from casework.desk.forms.opinion import explained
from casework.models import Calculation, Case, HouseholdMember, Officer
from casework.rules import flow
from casework.rules.asking import day_of
from casework.rules.refusal import StepRefused
from notices import pdf
from notices.form_parts import Act, Filling
from notices.form_sections import FORMS, sections
from notices.queries import letterhead
from notices.rules.forms import chinese_day
from notices.rules.wording import fill
from notices.rules.words import Letterhead, cited
from policies import queries as law
from policies.models import ProgrammeVersion
from policies.rules.programme import PaperForm, ProgrammeSpec


def forms_of(spec: ProgrammeSpec) -> tuple[PaperForm, ...]:
    """Return the forms that this place prints from a case of this programme."""
    return tuple(paper for paper in spec.papers if paper.kind in FORMS)


def form_bytes(case: Case, kind: str, *, at: datetime) -> bytes:
    """Return one form as PDF. Raises `StepRefused` (配置) where the place prints none of that kind."""
    return pdf.render("form", form_data(case, kind, at=at), at=at)


def form_data(case: Case, kind: str, *, at: datetime) -> dict[str, Any]:
    """Return what the template of a form shows of a case. Raises `StepRefused` where there is no such form."""
    book = law.rulebook(case.version_id, unit=case.unit_id)
    paper = book.spec.paper(kind)
    if paper is None or kind not in FORMS:
        raise StepRefused("本地没有这种表单，请县里先配置", code="configure")
    head = letterhead(case.unit)
    said = _words(case, book.spec, paper, head)
    return {
        "title": paper.title,
        "form_number": paper.number,
        "case": case.number,
        "sections": sections(kind, _filling(case, book.spec, head, at)),
        "statement": list(fill(paper.statement, said)),
        "plain": list(fill(paper.plain, said)),
        "clause": cited(book.spec, paper.cite.clause),
        "version": version_line(case.version),
        "office": head.office,
        "day": chinese_day(at),
        "demo": settings.YIMEN_DEMO,
    }


def version_line(version: ProgrammeVersion) -> str:
    """Say which version of the programme a form is of, as every print shows it (YI-2.4d)."""
    return f"式样：{chinese_day(version.effective_from)}起施行的一版，校验码 {version.sha256[:12]}"


def _words(case: Case, spec: ProgrammeSpec, paper: PaperForm, head: Letterhead) -> dict[str, str]:
    return {
        "name": case.applicant_name,
        "programme": spec.name,
        "case": case.number,
        "lodged": chinese_day(case.lodgement.lodged_at),
        "basis": cited(spec, paper.cite.clause),
        "phone": head.phone,
        "hotline": head.hotline,
        "office": head.office,
    }


def _filling(case: Case, spec: ProgrammeSpec, head: Letterhead, at: datetime) -> Filling:
    facts = flow.settle(case.known(), law.rulebook(case.version_id, unit=case.unit_id), day_of(at))
    members = HouseholdMember.objects.filter(household=case.household_id).select_related("person")
    ordered = sorted(members, key=lambda member: (not member.applicant, member.key))
    acts = {event.kind: Act(event.actor_name, event.at, event.data) for event in case.events.order_by("seq")}
    return Filling(
        facts=facts,
        spec=spec,
        village=case.unit.name,
        office=head.office,
        people={member.key: member.person.name for member in ordered},
        officers=_officers(acts),
        answers=case.lodgement.draft.get("answers", {}),
        acts=acts,
        sums=_sums(case),
        commitment=_commitment(case, spec, head),
    )


def _commitment(case: Case, spec: ProgrammeSpec, head: Letterhead) -> tuple[str, ...]:
    """Return title and lines of the commitment on the application; nothing where the document asks for none."""
    paper = spec.paper("commitment")
    if paper is None:
        return ()
    return (
        paper.title,
        *fill(paper.statement, _words(case, spec, paper, head)),
        f"依据：{cited(spec, paper.cite.clause)}",
    )


def _officers(acts: dict[str, Act]) -> dict[str, str]:
    wanted = {
        str(person.get("officer"))
        for act in acts.values()
        for key in ("who", "members")
        for person in act.data.get(key) or ()
        if isinstance(person, dict)
    }
    return {str(row.pk): row.name for row in Officer.objects.filter(pk__in=wanted)}


def _sums(case: Case) -> tuple[tuple[str, str, str], ...]:
    kept = Calculation.objects.filter(case=case).first()
    if kept is None:
        return ()
    return tuple((line["label"], line["expression"], line["value"]) for line in explained(kept.rows))
