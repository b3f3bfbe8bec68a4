"""The one-time disclosure: exactly what this household brings, signs, and need not bring, and why, frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from policies.rules.conditions import Condition, holds, sentence
from policies.rules.programme import Material, ProgrammeSpec, canonical_json
from policies.rules.wording import FACT_WORDS

Facts = Mapping[str, Any]
OF_A_PERSON = frozenset(
    {"age", "adult", "minor", "disability", "disability_class", "illness", "registered_elsewhere", "student"}
)
"""Facts that belong to one member: what the household says of somebody is not true of everybody."""


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of the list. `count` is how many copies; `selected_by` says which condition put it there."""

    code: str
    name: str
    group: str  # applicant | signed | shared
    count: int
    why: str
    where: str
    without: str
    substitutes: tuple[str, ...]
    selected_by: str
    clause: str
    ref: str


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """A paper that nobody may ask for, and who finds the fact out instead."""

    code: str
    name: str
    instead: str
    clause: str
    ref: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The whole list of one household under one programme, in the order of the groups."""

    place: str
    programme: str
    items: tuple[ChecklistItem, ...]
    banned: tuple[NotNeeded, ...]

    def group(self, name: str) -> tuple[ChecklistItem, ...]:
        """Return the items of one group (`applicant`, `signed` or `shared`)."""
        return tuple(item for item in self.items if item.group == name)

    @property
    def applicant(self) -> tuple[ChecklistItem, ...]:
        """What the applicant brings."""
        return self.group("applicant")

    @property
    def signed(self) -> tuple[ChecklistItem, ...]:
        """What is signed on the spot."""
        return self.group("signed")

    @property
    def shared(self) -> tuple[ChecklistItem, ...]:
        """What the office looks up itself."""
        return self.group("shared")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of everything that may be asked of the household."""
        return tuple(item.code for item in self.items if item.group != "shared")

    def frozen(self) -> dict[str, Any]:
        """Return the list as plain JSON data, to be kept with the receipt."""
        data: dict[str, Any] = asdict(self)
        return data

    @property
    def digest(self) -> str:
        """The sha256 of the frozen form: two equal lists have equal digests."""
        return hashlib.sha256(canonical_json(self.frozen()).encode()).hexdigest()


def thaw(data: Mapping[str, Any]) -> Checklist:
    """Return the checklist that was frozen as plain data."""
    items = tuple(
        ChecklistItem(**{**item, "substitutes": tuple(item["substitutes"])}) for item in data["items"]
    )
    banned = tuple(NotNeeded(**item) for item in data["banned"])
    return Checklist(data["place"], data["programme"], items, banned)


def checklist(spec: ProgrammeSpec, facts: Facts | None, members: Iterable[Facts] = ()) -> Checklist:
    """Return what this household has to bring under a programme.

    `facts` are the household's, `members` those of each person (`adult`, `minor`, `disability`, …).
    With `facts` None nobody is known yet: every paper is listed once, with its condition in words.
    """
    household = tuple(members)
    items = [item for material in spec.materials for item in _item(material, facts, household, spec)]
    items.sort(key=lambda item: ("applicant", "signed", "shared").index(item.group))
    banned = tuple(
        NotNeeded(proof.code, proof.name, proof.instead, proof.cite.clause, proof.cite.ref)
        for proof in spec.banned
    )
    return Checklist(spec.place, spec.code, tuple(items), banned)


def _item(
    material: Material, facts: Facts | None, household: tuple[Facts, ...], spec: ProgrammeSpec
) -> Iterator[ChecklistItem]:
    count = 1 if facts is None else _count(material, facts, household)
    if count == 0:
        return
    yield ChecklistItem(
        code=material.code,
        name=material.name,
        group=material.fetch,
        count=count,
        why=material.why,
        where=material.where,
        without=material.without,
        substitutes=material.substitutes,
        selected_by=_reason(material, spec, known=facts is not None),
        clause=material.cite.clause,
        ref=material.cite.ref,
    )


def _count(material: Material, facts: Facts, household: tuple[Facts, ...]) -> int:
    """Return how many copies: one for the household, or one for each person whom the paper concerns."""
    condition = material.condition
    if material.per == "household":
        return int(condition is None or holds(condition, facts, household))
    people = [person for person in household if material.per == "member" or person.get(material.per)]
    if condition is None:
        return len(people)
    common = {key: value for key, value in facts.items() if key not in OF_A_PERSON}
    fitting = sum(holds(condition, {**common, **person}, household) for person in people)
    if fitting == 0 and material.per == "member" and holds(condition, facts, household):
        return 1  # the household says that somebody is concerned, but not yet who
    return fitting


PER_WORDS = {"adult": "每个大人一份", "minor": "每个孩子一份", "member": "每个人一份"}


def _reason(material: Material, spec: ProgrammeSpec, *, known: bool) -> str:
    """Say in Chinese why the paper is on the list."""
    parts = []
    if material.condition is not None:
        said = say(material.condition, spec)
        parts.append(f"因为您说：{said}" if known else f"有这种情况才要：{said}")
    if material.per in PER_WORDS and material.condition is None:
        parts.append(PER_WORDS[material.per])
    return ";".join(parts) or "每家都要"


def say(condition: Condition, spec: ProgrammeSpec) -> str:
    """Return a condition in Chinese, in the words of the programme's own questions."""
    labels = dict(FACT_WORDS)
    for question in spec.questions:
        labels[question.key] = question.label
        labels.update({choice.code: choice.label for choice in question.choices})
    return sentence(condition, labels)
