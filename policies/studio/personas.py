"""Invented households and what they get under a draft: as before, or agreed to; anything else is red."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from policies import queries
from policies.rules.disclosure import checklist
from policies.rules.parameters import ParameterTable
from policies.rules.programme import ProgrammeSpec
from policies.rules.reading import read_spec
from policies.rules.rulebook import RuleBook
from policies.studio.checking import spec_of

FILE = Path(__file__).resolve().parent.parent / "personas.toml"
ADULT_AGE = 18
Outcome = dict[str, Any]
Rehearsal = Callable[[RuleBook, "Persona", date], Outcome]
_REHEARSALS: dict[str, Rehearsal] = {}
NAMES = {
    "materials": pgettext_lazy("studio", "材料"),
    "steps": gettext_lazy("步骤"),
    "dates": pgettext_lazy("studio", "日期"),
    "amount": gettext_lazy("每月金额"),
}


@dataclass(frozen=True, slots=True)
class Persona:
    """One invented household. `income` is yuan a month; `members` are facts of each person; `area`: urban or rural."""

    key: str
    applicant: str
    name: str
    words: str
    income: str
    facts: Mapping[str, Any]
    members: tuple[Mapping[str, Any], ...]
    area: str = ""

    def book(self, book: RuleBook) -> RuleBook:
        """Return a rule book as it is read where the household lives, in town or country."""
        return replace(book, parameters=book.parameters.within((self.area,)))

    def household(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Return the facts of the household and of each member, in the words that conditions use."""
        people = [
            {**member, "adult": member["age"] >= ADULT_AGE, "minor": member["age"] < ADULT_AGE}
            | {"disability": bool(member.get("disability")), "disability_class": member.get("disability", "")}
            | {"registered_elsewhere": bool(member.get("registered"))}
            for member in self.members
        ]
        facts = {
            **self.facts,
            "members": len(people),
            "minor": any(person["minor"] for person in people),
        }
        return facts, people


@dataclass(frozen=True, slots=True)
class Row:
    """One household of the table: what it gets, and where that is neither as before nor agreed to."""

    persona: Persona
    got: Outcome
    expected: Outcome | None
    differences: tuple[str, ...]

    @property
    def red(self) -> bool:
        """Say whether this household stands in the way of publication."""
        return bool(self.differences)


def register_rehearsal(name: str, rehearse: Rehearsal) -> None:
    """Let an upper room say what becomes of a household (steps, dates, amount) under a rule book."""
    _REHEARSALS[name] = rehearse


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def households() -> tuple[Persona, ...]:
    """Return the invented households in the order of the file."""
    return tuple(
        Persona(
            row["key"],
            row["applicant"],
            row["name"],
            row["words"],
            row["income"],
            row.get("facts", {}),
            tuple(row["members"]),
            row["area"],
        )
        for row in _file()["household"]
    )


def household(key: str) -> Persona:
    """Return one of them, the first where the key is unknown."""
    found = households()
    return next((one for one in found if one.key == key), found[0])


def sample_day() -> date:
    """Return the day on which every sample case begins."""
    day: date = _file()["day"]
    return day


def sample_book(spec: ProgrammeSpec) -> RuleBook:
    """Return the rule book of a draft, with the values of its first day in force standing on the sample day too."""
    day = max(spec.effective_from, sample_day())
    table = queries.parameters(spec.place, spec.code)
    rows = [row for row in table.rows if row.since <= day and (row.until is None or row.until >= day)]
    newest: dict[tuple[str, str, str], Any] = {}
    for row in sorted(rows, key=lambda row: (row.value is not None, row.since)):
        newest[(row.key, row.programme, row.scope)] = replace(row, since=date.min, until=None)
    return RuleBook(
        # The sample case lives on the sample day, whenever the draft takes force.
        spec=replace(spec, effective_from=date.min, effective_until=None),
        parameters=ParameterTable(tuple(newest.values())),
        calendar=queries.calendar(),
        version="draft",
    )


def outcome(book: RuleBook, persona: Persona) -> Outcome:
    """Return what a household gets: its papers by number, and what the upper rooms say of steps, dates, money."""
    book = persona.book(book)
    listed = checklist(book.spec, *persona.household())
    found: Outcome = {
        "materials": {item.code: item.count for item in listed.items if item.group != "shared"},
    }
    for rehearse in _REHEARSALS.values():
        found |= rehearse(book, persona, sample_day())
    # As it would come back from the column it is kept in.
    kept: Outcome = json.loads(json.dumps(found, ensure_ascii=False))
    return kept


def table(draft: Any) -> tuple[Row, ...]:
    """Return the table of a draft; empty while the draft cannot be read."""
    spec = spec_of(draft)
    if spec is None:
        return ()
    book, before = sample_book(spec), _in_force(draft)
    return tuple(_row(draft, book, before, persona) for persona in households())


def _in_force(draft: Any) -> RuleBook | None:
    newest = draft.versions.order_by("-number").first() if draft.pk else None
    return None if newest is None else sample_book(read_spec(newest.data))


def _row(draft: Any, book: RuleBook, before: RuleBook | None, persona: Persona) -> Row:
    got = outcome(book, persona)
    agreed = draft.expected.get(persona.key)
    if got == agreed:
        return Row(persona, got, agreed, ())
    expected = outcome(before, persona) if before is not None else agreed
    if expected is None:
        return Row(persona, got, None, (gettext("还没有人看过、同意过"),))
    return Row(persona, got, expected, tuple(_differences(expected, got, book.spec)))


def _differences(before: Outcome, after: Outcome, spec: ProgrammeSpec) -> Iterator[str]:
    for key in NAMES:
        if before.get(key) != after.get(key):
            yield gettext("%(what)s：从“%(old)s”变成“%(new)s”") % {
                "what": NAMES[key],
                "old": say(key, before.get(key), spec),
                "new": say(key, after.get(key), spec),
            }


def say(key: str, value: Any, spec: ProgrammeSpec) -> str:
    """Return one part of an outcome in words."""
    if not value:
        return pgettext("studio", "没有")
    if key == "materials":
        names = {material.code: material.name for material in spec.materials}
        return "、".join(f"{names.get(code, code)}×{count}" for code, count in value.items())
    if isinstance(value, Mapping):
        return "、".join(f"{name} {said}" for name, said in value.items())
    return " → ".join(gettext(step) for step in value) if isinstance(value, list) else str(value)


def reds(draft: Any) -> Iterator[str]:
    """Yield a sentence for every red household."""
    for row in table(draft):
        if row.red:
            yield gettext("样板家庭“%(name)s”：%(why)s。看过、同意了才能发布。") % {
                "name": row.persona.name,
                "why": "；".join(row.differences),
            }


def agree(draft: Any) -> None:
    """Write down what the households get now as what is meant; the caller saves the draft."""
    draft.expected = {row.persona.key: row.got for row in table(draft)}
