"""A rule book as an answer: papers, questions, steps, limits and notices, field by field."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.rules.roles import ROLE_NAMES
from front.api.schemas import programmes as shapes
from front.api.wording import limit_text, step_name, step_text
from policies import queries as law
from policies.rules.conditions import as_data
from policies.rules.disclosure import ChecklistItem, checklist, say
from policies.rules.programme import Clock, ProgrammeSpec, Question, Step
from policies.rules.rulebook import RuleBook
from policies.rules.typography import set_type


def rules_of(book: RuleBook, day: date) -> shapes.Rules:
    """Return what a version says on a day: every paper once, with the condition under which it is needed."""
    spec = book.spec
    listed = checklist(spec, None)
    return shapes.Rules(
        source=shapes.Source(
            title=spec.source.title,
            number=spec.source.number,
            issuer=spec.source.issuer,
            issued=spec.source.issued,
        ),
        materials=[shapes.MaterialLine(**material_fields(item, spec)) for item in listed.items],
        not_needed=[
            shapes.NotNeeded(
                code=item.code,
                name=set_type(item.name),
                instead=set_type(item.instead),
                clause=item.clause,
                ref=item.ref,
            )
            for item in listed.banned
        ],
        questions=[_question(question, spec) for question in spec.questions if question.part == "screener"],
        steps=[_step(step, spec) for step in spec.steps],
        clocks=[_clock(clock, book, day) for clock in spec.clocks],
        posting_days=_posting_days(book, day),
        standards=_standards(book, day),
        notices=[
            shapes.NoticeTitle(
                kind=form.kind, title=set_type(form.title), clause=form.cite.clause, ref=form.cite.ref
            )
            for form in spec.notices
        ],
    )


def _standards(book: RuleBook, day: date) -> list[shapes.Standard]:
    return [
        shapes.Standard(
            scope=one.row.scope,
            where=one.where,
            label=set_type(one.row.label),
            value=str(one.row.value),
            clause=one.row.cite.clause,
        )
        for one in law.standards(book, day)
    ]


def material_fields(item: ChecklistItem, spec: ProgrammeSpec) -> dict[str, Any]:
    """Return the fields of `MaterialLine` of one paper of a programme."""
    return {
        "id": f"{spec.place}/{spec.code}/{item.code}",
        "code": item.code,
        "name": set_type(item.name),
        "group": item.group,
        "why": set_type(item.why),
        "where": set_type(item.where),
        "without": set_type(item.without),
        "substitutes": [set_type(name) for name in item.substitutes],
        "needed": set_type(item.selected_by),
        "clause": item.clause,
        "ref": item.ref,
    }


def _question(question: Question, spec: ProgrammeSpec) -> shapes.Question:
    condition = question.condition
    return shapes.Question(
        key=question.key,
        label=set_type(question.label),
        ask=set_type(question.ask),
        why=set_type(question.why),
        type=question.type,
        choices=[shapes.Choice(code=each.code, label=set_type(each.label)) for each in question.choices],
        sensitivity=question.sensitivity,
        when=set_type(say(condition, spec)) if condition else "",
        condition=as_data(condition) if condition else None,
        clause=question.cite.clause,
        ref=question.cite.ref,
    )


def _step(step: Step, spec: ProgrammeSpec) -> shapes.Step:
    return shapes.Step(
        kind=step.kind,
        name=step_name(step.kind, spec),
        text=step_text(step.kind),
        roles=[ROLE_NAMES.get(role, role) for role in step.roles],
        after=list(step.after),
        clause=step.cite.clause,
        ref=step.cite.ref,
    )


def _clock(clock: Clock, book: RuleBook, day: date) -> shapes.Clock:
    limit = clock.limit
    if limit is None and clock.parameter:
        limit = book.parameters.number(clock.parameter, day)
    return shapes.Clock(
        name=clock.name,
        label=set_type(clock.label),
        limit=limit,
        unit=clock.unit,
        extended_limit=clock.extended_limit,
        text=limit_text(limit, clock.unit, clock.extended_limit),
        clause=clock.cite.clause,
        ref=clock.cite.ref,
    )


def _posting_days(book: RuleBook, day: date) -> shapes.PostingDays | None:
    stated = book.parameters.get("posting_days", day)
    if stated is None or stated.value is None:
        return None
    return shapes.PostingDays(label=set_type(stated.label), value=stated.value, clause=stated.cite.clause)
