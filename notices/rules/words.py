"""What each placeholder of a letter says in one case: facts, law and letterhead, turned into Chinese words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.rules import clocks
from casework.rules.facts import Facts
from casework.rules.governed import rules_of
from notices.rules import forms
from policies.rules.parameters import ParameterTable
from policies.rules.private_numbers import redact
from policies.rules.programme import NoticeForm, ProgrammeSpec
from policies.rules.rulebook import RuleBook
from policies.rules.typography import set_type

NOT_ACCEPTABLE = "经核对，不符合受理条件"
REMEDY = "remedy_text"
STEP_OF = {
    "accept": "accept",
    "request_missing": "disclose",
    "decline": "accept",
    "confirm": "confirm",
    "refuse": "confirm",
    "propose_change": "change",
    "decide_change": "change",
}
"""Whose clause a letter rests on where its own form names none of the place."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the office that signs, its phone, and the phone of the level above."""

    office: str
    phone: str = ""
    hotline: str = ""

    @property
    def phones(self) -> frozenset[str]:
        """The digits of the phones that a paper may print."""
        return frozenset(
            digits for phone in (self.phone, self.hotline) if (digits := "".join(filter(str.isdigit, phone)))
        )


@dataclass(frozen=True, slots=True)
class Occasion:
    """The act that calls for a letter: its verb, what its event kept, and its day in Asia/Shanghai."""

    verb: str
    data: Mapping[str, Any]
    day: date


def words(
    facts: Facts,
    book: RuleBook,
    form: NoticeForm,
    occasion: Occasion,
    head: Letterhead,
    *,
    name: str,
    case_number: str,
    lodged: date,
) -> dict[str, str]:
    """Return every word a letter may use; empty where neither the case nor the place says anything.

    Words that a person typed lose any private number on the way (SY-A1.7b holds for every paper of the house).
    """
    spec = book.spec
    whole = next((clock for clock in clocks.running(facts, book) if clock.name == "whole"), None)
    accepted = facts.when("accept")
    found = {
        "name": name,
        "programme": spec.name,
        "case": case_number,
        "lodged": forms.chinese_day(lodged),
        "received": forms.chinese_day(accepted) if accepted else "",
        "due_sentence": forms.due_sentence(whole),
        "materials": _materials(occasion, spec),
        "reason": _reason(facts, occasion),
        "basis": basis(form, spec, occasion.verb),
        "amount_sentence": forms.amount_sentence(facts, once=spec.pays_once),
        **_of_the_change(facts, spec),
        "remedy": _remedy(book.parameters, occasion.day),
        "phone": head.phone,
        "hotline": head.hotline,
        "office": head.office,
        "date": forms.chinese_day(occasion.day),
    }
    for typed in ("reason", "cause", "answer_sentence"):
        found[typed] = redact(found[typed], allow=head.phones)
    return found


def _of_the_change(facts: Facts, spec: ProgrammeSpec) -> dict[str, str]:
    """Return the words about a change of what is paid: what and why, how to be heard, and from when."""
    change = facts.change
    governed = change is None or rules_of(change, spec) is not None
    defence = spec.clock("defence") if governed else None
    return {
        "change_sentence": forms.change_sentence(change, facts.benefit.amount if facts.benefit else None),
        "cause": unended(change.cause) if change else "",
        "defence_sentence": forms.defence_sentence(
            defence.limit if defence else None, defence.unit if defence else ""
        ),
        "answer_sentence": forms.answer_sentence(change),
        "effective_sentence": forms.effective_sentence(change, spec),
    }


def _materials(occasion: Occasion, spec: ProgrammeSpec) -> str:
    named = []
    for number, code in enumerate(occasion.data.get("codes") or (), start=1):
        material = spec.material(str(code))
        named.append(f"{number}. {material.name if material else code}")
    return "\n".join(named)


def _reason(facts: Facts, occasion: Occasion) -> str:
    said = str(occasion.data.get("reason") or (facts.decision.reason if facts.decision else ""))
    if not said and occasion.verb == "decline":
        said = NOT_ACCEPTABLE
    return unended(said)


def unended(said: str) -> str:
    """Return typed words without the mark they end with: the sentence of the letter brings its own."""
    return said.strip().rstrip("。．.，,；;、")


def basis(form: NoticeForm, spec: ProgrammeSpec, verb: str) -> str:
    """Cite what a letter rests on: the clause of its form, else of the step that was taken, with the document's name.

    The general forms name the measures for 低保: a letter about another programme must not rest on those where the
    place's own document says something of the step.
    """
    step, clause = spec.step(STEP_OF.get(verb, "")), form.cite.clause
    if names_a_document(clause) and step is not None and step.cite.clause:
        own = not names_a_document(step.cite.clause)
        clause = step.cite.clause if own else clause
    return cited(spec, clause)


def cited(spec: ProgrammeSpec, clause: str) -> str:
    """Return a clause with the place's document in front, unless it names a document of its own."""
    number = f"（{spec.source.number}）" if spec.source.number else ""
    return set_type(clause if names_a_document(clause) else f"《{spec.source.title}》{number}{clause}")


def names_a_document(clause: str) -> bool:
    """Say whether a clause tells which document it is of: by a title, or by a number with its year (民发〔2021〕57号)."""
    return clause.startswith("《") or "〔" in clause


def _remedy(parameters: ParameterTable, day: date) -> str:
    stated = parameters.get(REMEDY, day)
    return "" if stated is None or stated.value is None else stated.value
