"""One programme of one place as plain data: what it asks, in which order, by when, with which papers.

A `ProgrammeSpec` is what the policy page, the checklist, the web form, the chat, the steps, the clocks,
the notices and the roster are all rendered from. It is read from canonical JSON (a frozen
`ProgrammeVersion`) or from a pack's TOML, and it never changes once built.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policies.rules.conditions import Condition

FETCHED_BY = ("applicant", "shared", "signed")
PER = ("household", "member", "adult", "minor")
UNITS = ("workday", "day", "hour")
STEP_KINDS = (
    "disclose",
    "lodge",
    "accept",
    "check",
    "visit",
    "review",
    "post",
    "appraise",
    "confirm",
    "notify",
    "serve",
    "announce",
    "pay",
    "file",
    "change",
    "relieve",
)


class SpecError(ValueError):
    """A programme's data does not say what a programme must say; the message names the place in it."""


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a value stands: the clause as printed, and the short id of the obligation."""

    clause: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """One paper of the one-time disclosure."""

    code: str
    name: str
    why: str
    where: str
    fetch: str
    per: str
    without: str
    substitutes: tuple[str, ...]
    condition: Condition | None
    cite: Cite


@dataclass(frozen=True, slots=True)
class BannedProof:
    """A paper that may not be asked for, and who finds the fact out instead."""

    code: str
    name: str
    instead: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a question: what the machine keeps and what a person reads."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the screener or of the application.

    `sensitivity` is `open` (may be asked anywhere), `personal` (only where the channel may carry
    personal data) or `private` (identity and account numbers: only the site's own form).
    """

    key: str
    part: str
    label: str
    ask: str
    why: str
    type: str
    choices: tuple[Choice, ...]
    sensitivity: str
    condition: Condition | None
    cite: Cite


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of act in this place's order: who does it, after what, and by whose other hands."""

    kind: str
    roles: tuple[str, ...]
    after: tuple[str, ...]
    apart_from: tuple[str, ...]
    options: Mapping[str, Any]
    cite: Cite

    def option(self, key: str, default: Any = None) -> Any:
        """Return a stated option of the step, or `default` where the document is silent."""
        return self.options.get(key, default)


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit of the law: from which event, to which event, how long, in which unit.

    `limit` is a number, or None with `parameter` naming the effective-dated parameter that holds it.
    `within` names another clock that this one may never outlast (the earlier of the two is shown).
    """

    name: str
    label: str
    start: tuple[str, ...]
    stop: tuple[str, ...]
    limit: int | None
    parameter: str
    unit: str
    extended_limit: int | None
    extension_reasons: tuple[str, ...]
    within: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """A written notice of this programme: its title, the acts that issue it, who may receive it."""

    kind: str
    title: str
    on: tuple[str, ...]
    signers: tuple[str, ...]
    body: str
    plain: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A printed form of this programme: its title and number as the place prints them, what the signer declares."""

    kind: str
    title: str
    number: str
    statement: str
    plain: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Column:
    """One allowed column of a posting or roster."""

    key: str
    label: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Silence:
    """What the place's document does not say, with the national value and clause beside it, if any."""

    key: str
    label: str
    national: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Source:
    """The document a programme comes from, as printed."""

    title: str
    number: str
    issuer: str
    issued: str
    note: str


@dataclass(frozen=True, slots=True)
class ProgrammeSpec:
    """Everything a place's document says about one programme."""

    place: str
    code: str
    name: str
    short: str
    summary: str
    effective_from: date
    effective_until: date | None
    source: Source
    words: Mapping[str, str]
    materials: tuple[Material, ...]
    banned: tuple[BannedProof, ...]
    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    clocks: tuple[Clock, ...]
    notices: tuple[NoticeForm, ...]
    posting_title: str
    posting_columns: tuple[Column, ...]
    roster_columns: tuple[Column, ...]
    silences: tuple[Silence, ...]
    papers: tuple[PaperForm, ...] = ()

    def step(self, kind: str) -> Step | None:
        """Return the step of that kind, or None where the document does not state one."""
        return next((step for step in self.steps if step.kind == kind), None)

    @property
    def pays_once(self) -> bool:
        """Say whether what is approved is one sum, not an amount a month (temporary aid)."""
        step = self.step("confirm")
        return step is not None and bool(step.option("once"))

    def clock(self, name: str) -> Clock | None:
        """Return the clock of that name, or None where the document states no limit."""
        return next((clock for clock in self.clocks if clock.name == name), None)

    def notice(self, kind: str) -> NoticeForm | None:
        """Return the form of that kind of notice, or None where the place has none."""
        return next((notice for notice in self.notices if notice.kind == kind), None)

    def paper(self, kind: str) -> PaperForm | None:
        """Return the printed form of that kind, or None where the place has none."""
        return next((paper for paper in self.papers if paper.kind == kind), None)

    def question(self, key: str) -> Question | None:
        """Return the question of that key, or None where the programme does not ask it."""
        return next((question for question in self.questions if question.key == key), None)

    def material(self, code: str) -> Material | None:
        """Return the material of that code, or None."""
        return next((material for material in self.materials if material.code == code), None)

    def word(self, key: str, default: str) -> str:
        """Return the place's own word (审批 or 审核确认) for a thing, or `default`."""
        return self.words.get(key, default)

    def in_force(self, day: date) -> bool:
        """Say whether the programme is in force on that day (both ends included)."""
        return self.effective_from <= day and (self.effective_until is None or day <= self.effective_until)


def canonical_json(body: Mapping[str, Any]) -> str:
    """Return the one spelling of a body: sorted keys, no spaces, dates as text."""
    return _CANONICAL(body)


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode


def digest(body: Mapping[str, Any]) -> str:
    """Return the sha256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical_json(body).encode()).hexdigest()
