"""Everything that stands between a draft and its publication, each under the part of the form it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from policies.rules.programme import ProgrammeSpec, SpecError
from policies.rules.reading import read_spec
from policies.rules.succession import SuccessionError, Term, closings
from policies.rules.validator import validate

# The first word of a defect's place says which part of the form it stands in.
PARTS = (
    ("不得索要", "banned"),
    ("材料", "materials"),
    ("选项", "questions"),
    ("问题", "questions"),
    ("步骤", "steps"),
    ("时限", "clocks"),
    ("未载明", "silences"),
    ("文书", "notices"),
    ("表单", "papers"),
    ("用词", "words"),
    ("公示标题", "posting_title"),
    ("公示栏目", "posting_columns"),
    ("名册栏目", "roster_columns"),
    ("施行日期", "effective_until"),
    ("生效日", "effective_from"),
    ("effective_from", "effective_from"),
    ("失效日", "effective_until"),
    ("出处", "source_title"),
    ("source", "source_title"),
    ("“name”", "name"),
    ("“short”", "short"),
    ("条件", "materials"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a draft may not be published: the field of the form, and the sentence for the editor."""

    field: str
    message: str

    def __str__(self) -> str:
        return self.message


def field_of(place: str) -> str:
    """Return the field of the form that a defect's place belongs to; empty for the draft as a whole."""
    return next((field for words, field in PARTS if words in place), "")


def spec_of(draft: Any) -> ProgrammeSpec | None:
    """Return the draft as the rules read it, or None while it cannot be read."""
    try:
        return read_spec(draft.draft_body())
    except (SpecError, TypeError, ValueError):
        return None


def problems(draft: Any) -> tuple[Problem, ...]:
    """Return what is wrong with a draft: unreadable parts, broken invariants with their clause, colliding terms."""
    try:
        spec = read_spec(draft.draft_body())
    except (SpecError, TypeError, ValueError) as error:
        return (Problem(field_of(str(error)), str(error)),)
    found = [Problem(field_of(defect.where), str(defect)) for defect in validate(spec)]
    return (*found, *_terms(draft, spec))


def _terms(draft: Any, spec: ProgrammeSpec) -> Iterator[Problem]:
    terms = [
        Term(version.number, version.effective_from, version.effective_until)
        for version in (draft.versions.order_by("number") if draft.pk else ())
    ]
    try:
        closings(terms, Term(0, spec.effective_from, spec.effective_until))
    except SuccessionError as error:
        yield Problem("effective_until", str(error))
