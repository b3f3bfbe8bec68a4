"""What printed forms are made of: tables, lines to sign on, sentences; and everything a form may say of a case.

An identity number, an account or a phone is never printed: there is a line for the hand that writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from casework.rules.facts import Facts
from policies.rules.programme import ProgrammeSpec

Section = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the case as a form tells it: who did it, when, and what was kept."""

    name: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filling:
    """Everything a form may say of a case. `people` are names by member key; `officers` names by id."""

    facts: Facts
    spec: ProgrammeSpec
    village: str
    office: str
    people: Mapping[str, str]
    officers: Mapping[str, str]
    answers: Mapping[str, Any]
    acts: Mapping[str, Act]
    sums: tuple[tuple[str, str, str], ...] = ()
    commitment: tuple[str, ...] = ()
    """The commitment that is signed with the application: its title, then its lines; empty where none is asked for."""

    def act(self, verb: str) -> Act | None:
        """Return the latest act of a kind, or None."""
        return self.acts.get(verb)


def pairs(heading: str, rows: Iterable[tuple[str, str]]) -> Section:
    """A table of labels and values; an empty value stays a line for the pen."""
    return {"kind": "pairs", "heading": heading, "rows": [list(row) for row in rows]}


def table(heading: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Section:
    """A table with a head that is repeated on every page."""
    return {
        "kind": "table",
        "heading": heading,
        "columns": list(columns),
        "rows": [list(row) for row in rows],
    }


def signs(heading: str, labels: Iterable[str]) -> Section:
    """Lines to sign on, each with its date."""
    return {"kind": "signs", "heading": heading, "rows": list(labels)}


def said(heading: str, lines: Iterable[str]) -> Section:
    """Sentences under a title of their own."""
    return {"kind": "said", "heading": heading, "rows": list(lines)}


STATEMENT: Section = {"kind": "statement", "heading": "", "rows": []}


def head(filling: Filling) -> str:
    """Return the name of the applicant: the first of the household."""
    return next(iter(filling.people.values()), "")
